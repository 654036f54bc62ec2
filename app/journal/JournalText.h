// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Seal.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace bg {

// A journal's text taken apart and checked.
struct JournalText {
    QList<QJsonObject> lines; // the good ones, in order
    QByteArray tornLine; // a last line without its line feed: the power went; not a problem by itself
    QByteArray whole; // the text without the torn line
    QByteArray lastHash; // hex, what the next line must carry as `previous`
    QStringList problems; // one sentence each, with the line's number; empty: the chain holds
    bool isSealed = false; // there are lines, and each bears a good seal

    static JournalText of(const QByteArray &text, const Seal &seal = {});
};

// Checks the chain of a journal file. Empty: every line is there, in order and unchanged. The last entry of a chain
// can be cut off without a trace in the file itself; the number of lines in the run's record tells.
QStringList verifyJournal(const QString &file);

// A line with its seal as the last member. Without a key, the line as it is.
QByteArray sealedLine(const QByteArray &line, const Seal &seal);

// Hex SHA-256 of one line without its line feed.
QByteArray journalHash(const QByteArray &line);

} // namespace bg
