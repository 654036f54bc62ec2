// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/JournalText.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>

namespace bg {

QByteArray journalHash(const QByteArray &line)
{
    return QCryptographicHash::hash(line, QCryptographicHash::Sha256).toHex();
}

namespace {

const QByteArray sealName(",\"seal\":\"");
constexpr qsizetype sealLength = 64; // hex of SHA-256

bool bearsGoodSeal(const QByteArray &line, const Seal &seal)
{
    const qsizetype at = line.size() - sealName.size() - sealLength - 2;
    if (at < 0 || !line.endsWith("\"}") || line.mid(at, sealName.size()) != sealName)
        return false;
    return seal.isGood(line.mid(at + sealName.size(), sealLength), line.left(at) + '}');
}

} // namespace

QByteArray sealedLine(const QByteArray &line, const Seal &seal)
{
    return seal.exists() ? line.chopped(1) + sealName + seal.over(line) + "\"}" : line;
}

JournalText JournalText::of(const QByteArray &text, const Seal &seal)
{
    JournalText journal;
    journal.isSealed = text.contains('\n');
    journal.lastHash = QByteArray(64, '0');
    const qsizetype end = text.lastIndexOf('\n') + 1;
    journal.whole = text.left(end);
    journal.tornLine = text.mid(end);

    qint64 number = 0;
    for (qsizetype from = 0; from < end;) {
        const qsizetype to = text.indexOf('\n', from);
        const QByteArray line = text.mid(from, to - from);
        from = to + 1;
        ++number;
        const auto complain = [&](const QString &what) {
            journal.problems.append(QStringLiteral("Line %1 %2.").arg(number).arg(what));
        };
        journal.isSealed = journal.isSealed && bearsGoodSeal(line, seal);
        QJsonParseError parse;
        QJsonObject entry = QJsonDocument::fromJson(line, &parse).object();
        if (parse.error != QJsonParseError::NoError || entry.isEmpty())
            complain(QStringLiteral("is not a JSON object"));
        else if (entry[QStringLiteral("seq")].toInteger() != number)
            complain(QStringLiteral("has the number %1").arg(entry[QStringLiteral("seq")].toInteger()));
        else if (entry[QStringLiteral("previous")].toString().toLatin1() != journal.lastHash)
            complain(QStringLiteral("does not follow from the line before: that one was changed, removed or moved"));
        else {
            entry.remove(QStringLiteral("seal"));
            journal.lines.append(entry);
        }
        journal.lastHash = journalHash(line);
    }
    journal.isSealed = journal.isSealed && journal.problems.isEmpty();
    return journal;
}

QStringList verifyJournal(const QString &file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return { QStringLiteral("%1 cannot be read: %2.").arg(file, in.errorString()) };
    const JournalText journal = JournalText::of(in.readAll());
    QStringList problems = journal.problems;
    if (!journal.tornLine.isEmpty())
        problems.append(
            QStringLiteral("The last line is torn: the program or the machine stopped while it was written."));
    else if (journal.whole.isEmpty())
        problems.append(QStringLiteral("The journal is empty."));
    return problems;
}

} // namespace bg
