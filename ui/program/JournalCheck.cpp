// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/JournalCheck.h"

#include "app/journal/JournalText.h"
#include "ui/program/ExitCode.h"

#include <QFile>
#include <QTextStream>

namespace bg {

int checkJournal(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        QTextStream(stderr) << QStringLiteral("breakglass-wizard: the journal \"%1\" cannot be read: %2.\n").arg(path, file.errorString());
        return ExitCode::CouldNotRun;
    }
    QTextStream out(stdout);
    const JournalText journal = JournalText::of(file.readAll());
    for (const QString &problem : journal.problems)
        out << problem << '\n';
    if (!journal.problems.isEmpty())
        return ExitCode::Findings;
    out << QStringLiteral("The chain holds: %1 entries.\n").arg(journal.lines.size());
    if (!journal.tornLine.isEmpty())
        out << QStringLiteral("The last line was torn while it was written.\n");
    return ExitCode::Done;
}

} // namespace bg
