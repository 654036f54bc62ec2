// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/record/UnfinishedRun.h"

#include "app/journal/RunStore.h"

#include <QJsonDocument>

namespace bg {

namespace {

std::optional<DesiredState> choicesOf(const StoredRun &run)
{
    auto desired = DesiredState::fromAnswers(QJsonDocument(run.choices).toJson());
    if (run.choices.isEmpty() || !desired)
        return std::nullopt;
    for (qsizetype i = 0; i < std::min(desired->accounts.size(), run.adopted.size()); ++i)
        if (!run.adopted[i].isEmpty())
            desired->accounts[i].adopted = ObjectId(run.adopted[i]);
    if (!run.adoptedGroup.isEmpty())
        desired->adoptedGroup = ObjectId(run.adoptedGroup);
    return *desired;
}

} // namespace

UnfinishedRun UnfinishedRun::of(const StoredRun &run)
{
    return { run.runId,          modeNamed(run.mode).value_or(Mode::Provision),
             run.started,        stepNamed(run.lastStep),
             run.journalFile(),  run.userPrincipalNames,
             run.exclusionGroup, choicesOf(run) };
}

} // namespace bg
