// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/EvidenceCheck.h"

#include "app/evidence/EvidenceChain.h"
#include "ui/program/ExitCode.h"
#include "ui/program/Terminal.h"

namespace bg {

int checkEvidence(const QString &folder)
{
    const EvidenceChain chain = EvidenceChain::of(folder);
    if (chain.links == 0) {
        printLine(stderr, QStringLiteral("breakglass-wizard: there is no evidence in \"%1\".").arg(folder));
        return ExitCode::CouldNotRun;
    }
    for (const QString &problem : chain.problems)
        printLine(stdout, problem);
    if (!chain.problems.isEmpty())
        return ExitCode::Findings;
    printLine(stdout, QStringLiteral("The chain holds: %1 runs.").arg(chain.links));
    return ExitCode::Done;
}

} // namespace bg
