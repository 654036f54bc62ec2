// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/JournalCheck.h"

#include "app/journal/JournalText.h"
#include "ui/program/ExitCode.h"
#include "ui/program/Terminal.h"

#include <QFile>

namespace bg {

int checkJournal(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        printLine(stderr, QStringLiteral("breakglass-wizard: the journal \"%1\" cannot be read: %2.").arg(path, file.errorString()));
        return ExitCode::CouldNotRun;
    }
    const JournalText journal = JournalText::of(file.readAll());
    for (const QString &problem : journal.problems)
        printLine(stdout, problem);
    if (!journal.problems.isEmpty())
        return ExitCode::Findings;
    printLine(stdout, QStringLiteral("The chain holds: %1 entries.").arg(journal.lines.size()));
    if (!journal.tornLine.isEmpty())
        printLine(stdout, QStringLiteral("The last line was torn while it was written."));
    return ExitCode::Done;
}

} // namespace bg
