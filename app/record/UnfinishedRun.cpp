// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/record/UnfinishedRun.h"

#include "app/journal/RunStore.h"

#include <QJsonDocument>

namespace bg {

namespace {

// Object ids of accounts and groups that a file names are no consent to take them over: they are found by name, and the
// operator is asked where the directory does not say that the wizard made them.
std::optional<DesiredState> choicesOf(const StoredRun &run)
{
    auto desired = DesiredState::fromAnswers(QJsonDocument(run.choices).toJson());
    if (run.choices.isEmpty() || !desired)
        return std::nullopt;
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
