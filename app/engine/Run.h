// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "app/journal/Journal.h"
#include "app/journal/RunStore.h"
#include "app/engine/Engine.h"
#include "app/engine/LaneRunner.h"
#include "app/steps/RunState.h"

#include <memory>

namespace bg {

// What is to be done.
struct RunRequest {
    Mode mode = Mode::Provision;
    const DesiredState &desired;
    const TenantFacts &tenant;
    QList<PlannedWrite> writes; // as they were shown
    RequestCounter &counter;
    RequestCount countedBefore;
};

// One run from the first line of its journal to its record.
class Run {
public:
    Run(const EngineParts &parts, RequestPacing &pacing, const RunRequest &order, const RunStore &store);

    // Blocks; both lanes have ended when it returns. Always gives a record, and leaves it on the disk.
    RunRecord carryOut(RunObserver &observer, std::stop_token stop);
    // The record of a run that could not even begin.
    RunRecord giveUp(const Error &why);
    QString journalFile() const { return m_stored.journalFile(); }
    // As this run left its journal, see Journal::head(); empty when it has none.
    QByteArray journalHead() const { return m_journal ? m_journal->head() : QByteArray(); }
    // What watches the accounts, as Azure holds it now; nothing when no alerts were asked for.
    std::optional<AlertDeploymentSpec> alertSpec() const { return m_runState.alertSpec(); }
    QString evidenceFile() const { return m_stored.evidenceFile(); }

private:
    Result<void> begin();
    Result<void> walkLanes(RunObserver &observer, std::stop_token stop);
    RunRecord finish(const Result<void> &ending);
    void notePinsOnNoPaper();
    void announce(const Plan &plan, RunObserver &observer) const;
    StatementAnswers answers() const;
    QList<Finding> found() const; // by the steps, in the voice of the mode
    QString outcome(const Result<void> &ending) const;
    QList<Finding> seenBefore(bool isDone) const;

    const EngineParts &m_parts;
    RequestPacing &m_pacing;
    RunRequest m_order;
    RunStore m_store;
    QString m_runId;
    QDateTime m_started;
    StoredRun m_stored;
    std::unique_ptr<Journal> m_journal;
    RunState m_runState;
    RunProgress m_tally;
    RunCounters m_counters;
};

// The accounts of the wish, on the tenant's initial domain.
QList<AccountState> wantedAccounts(const DesiredState &desired, const TenantFacts &tenant);

} // namespace bg
