// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/Result.h"
#include "app/journal/EventMembers.h"
#include "app/journal/Seal.h"

#include <QByteArray>
#include <QFile>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <mutex>

namespace bg {

// What a run did, line by line: compact JSON objects, each with `seq` (from 1), `when` (UTC), `previous` (SHA-256 in
// hex of the line before without its line feed, 64 zeros for the first), `event`, what the event tells, and last `seal`, where there
// is a key to seal with. A line is
// on the disk (fsync) when write() returns. Evidence for people, never the truth about the tenant; never a secret. Safe
// to use from every lane.
class Journal {
public:
    // Opens or makes `file` with mode 0600 and goes on with its chain. A torn last line (the power went while it was
    // written) is moved to `file`.torn, and the next line says so. Errors: File; Malformed when the chain does not
    // hold.
    static Result<std::unique_ptr<Journal>> open(const QString &file, Clock &clock, const Seal &seal = {});
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    // Adds one line. Blocks for the disk. Errors: File.
    template <JournalEventType Event> Result<void> write(const Event &event)
    {
        return writeLine(QString(Event::Name), toJson(event));
    }
    QString file() const { return m_file.fileName(); }
    // Hash of the last line: with the chain, it stands for the whole text.
    QByteArray head() const;

private:
    Result<void> writeLine(const QString &event, const QJsonObject &facts);
    Journal(const QString &file, Clock &clock, const Seal &seal) : m_file(file), m_clock(clock), m_seal(seal) { }

    mutable std::mutex m_mutex;
    QFile m_file;
    Clock &m_clock;
    Seal m_seal;
    QByteArray m_previous;
    qint64 m_sequence = 0;
};

} // namespace bg
