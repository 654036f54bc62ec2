// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/EvidenceCheck.h"

#include "app/evidence/EvidenceChain.h"
#include "ui/program/ExitCode.h"

#include <QTextStream>

namespace bg {

int checkEvidence(const QString &folder)
{
    const EvidenceChain chain = EvidenceChain::of(folder);
    if (chain.links == 0) {
        QTextStream(stderr) << QStringLiteral("breakglass-wizard: there is no evidence in \"%1\".\n").arg(folder);
        return ExitCode::CouldNotRun;
    }
    QTextStream out(stdout);
    for (const QString &problem : chain.problems)
        out << problem << '\n';
    if (!chain.problems.isEmpty())
        return ExitCode::Findings;
    out << QStringLiteral("The chain holds: %1 runs.\n").arg(chain.links);
    return ExitCode::Done;
}

} // namespace bg
