// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/Journal.h"

#include "app/journal/DiskSync.h"
#include "app/journal/JournalText.h"
#include "app/journal/RunEvents.h"

#include <QJsonDocument>

namespace bg {

namespace {

tl::unexpected<Error> fileError(const QFile &file)
{
    return fail(Error::Kind::File, QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()));
}

Result<void> keepAside(const QString &file, const QByteArray &tornLine)
{
    QFile aside(file + QStringLiteral(".torn"));
    if (!aside.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered,
                    QFile::ReadOwner | QFile::WriteOwner))
        return fileError(aside);
    if (aside.write(tornLine + '\n') < 0 || !syncFile(aside.handle()))
        return fileError(aside);
    return {};
}

} // namespace

Result<std::unique_ptr<Journal>> Journal::open(const QString &file, Clock &clock, const Seal &seal)
{
    std::unique_ptr<Journal> journal(new Journal(file, clock, seal));
    QFile &disk = journal->m_file;
    if (!disk.open(QIODevice::ReadWrite | QIODevice::Unbuffered, QFile::ReadOwner | QFile::WriteOwner))
        return fileError(disk);
    const JournalText text = JournalText::of(disk.readAll());
    if (!text.problems.isEmpty())
        return fail(Error::Kind::Malformed, QStringLiteral("%1: %2").arg(file, text.problems.first()));
    if (!text.tornLine.isEmpty()) {
        if (auto kept = keepAside(file, text.tornLine); !kept)
            return fail(kept.error());
        if (!disk.resize(text.whole.size()))
            return fileError(disk);
    }
    if (!disk.seek(text.whole.size()))
        return fileError(disk);
    syncFolderOf(file);
    journal->m_previous = text.lastHash;
    journal->m_sequence = text.lines.size();
    if (!text.tornLine.isEmpty())
        if (auto told = journal->write(TornLineKeptAside{ text.tornLine.size() });
            !told)
            return fail(told.error());
    return journal;
}

QByteArray Journal::head() const
{
    const std::lock_guard lock(m_mutex);
    return m_previous;
}

Result<void> Journal::writeLine(const QString &event, const QJsonObject &facts)
{
    const std::lock_guard lock(m_mutex);
    QJsonObject entry = facts;
    entry[QStringLiteral("seq")] = m_sequence + 1;
    entry[QStringLiteral("when")] = m_clock.utcNow().toString(Qt::ISODateWithMs);
    entry[QStringLiteral("previous")] = QString::fromLatin1(m_previous);
    entry[QStringLiteral("event")] = event;
    const QByteArray line = sealedLine(QJsonDocument(entry).toJson(QJsonDocument::Compact), m_seal);
    if (m_file.write(line + '\n') != line.size() + 1 || !syncFile(m_file.handle()))
        return fileError(m_file);
    m_previous = journalHash(line);
    ++m_sequence;
    return {};
}

} // namespace bg
