// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/Run.h"

#include "app/base/Log.h"
#include "app/engine/CheckScope.h"
#include "app/evidence/Evidence.h"
#include "app/journal/RunEvents.h"
#include "app/model/FindingIds.h"
#include "app/steps/keys/KeyPrompt.h"
#include "app/steps/paper/Paper.h"
#include "app/record/RunId.h"
#include "app/engine/StepFactory.h"
#include "app/steps/preflight/FindingIds.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <thread>

namespace bg {

namespace {

QStringList names(const QList<AccountState> &accounts)
{
    QStringList all;
    for (const AccountState &account : accounts)
        all.append(account.userPrincipalName.value);
    return all;
}

// Object ids of the accounts that are taken over, in the order of the accounts; empty for new ones.
QStringList adopted(const DesiredState &desired)
{
    QStringList ids;
    for (const AccountChoice &choice : desired.accounts)
        ids.append(choice.adopted.value_or(ObjectId()).value);
    return ids;
}

} // namespace

QList<AccountState> wantedAccounts(const DesiredState &desired, const TenantFacts &tenant)
{
    QList<AccountState> accounts;
    for (const AccountChoice &choice : desired.accounts) {
        AccountState account;
        account.userPrincipalName = Upn(choice.userName + QLatin1Char('@') + tenant.initialDomain);
        account.displayName = choice.displayName;
        accounts.append(account);
    }
    return accounts;
}

Run::Run(const EngineParts &parts, RequestPacing &pacing, const RunRequest &order, const RunStore &store)
    : m_parts(parts), m_pacing(pacing), m_order(order), m_store(store), m_runId(newRunId()),
      m_started(parts.clock->utcNow())
{
    m_tally.writesPlanned = int(order.writes.size());
    m_runState.begin(wantedAccounts(order.desired, order.tenant));
}

Result<void> Run::begin()
{
    auto stored = m_store.begin(m_runId, m_started);
    if (!stored)
        return fail(stored.error());
    m_stored = *stored;
    auto journal = Journal::open(m_stored.journalFile(), *m_parts.clock, m_stored.seal);
    if (!journal)
        return fail(journal.error());
    m_journal = std::move(*journal);
    QJsonArray writes;
    for (const PlannedWrite &write : m_order.writes)
        writes.append(write.toJson());
    return m_journal->write(RunStarted{ m_runId, name(m_order.mode), m_order.tenant.id,
                                         m_parts.tokens->identity().objectId, planHash(m_order.writes),
                                         names(m_runState.accounts()), m_order.desired.exclusionGroup,
                                         m_order.desired.toAnswers(), adopted(m_order.desired),
                                         m_order.desired.adoptedGroup.value_or(ObjectId()), writes });
}

RunRecord Run::carryOut(RunObserver &observer, std::stop_token stop)
{
    Result<void> ending = begin();
    if (ending && m_order.mode == Mode::Incident) // a power cut must not take what people said with it
        ending = m_journal->write(UsesSaid{ m_order.desired.signIns.said().toJson() });
    if (ending)
        ending = walkLanes(observer, stop);
    return finish(ending);
}

RunRecord Run::giveUp(const Error &why)
{
    (void)begin();
    return finish(fail(why));
}

void Run::announce(const Plan &plan, RunObserver &observer) const
{
    for (const PlannedStep &planned : plan.plannedSteps)
        for (const QString &subject : subjectsOf(planned, m_order.desired))
            observer.stepChanged({ planned.lane, planned.step, subject, StepStatus::Phase::Waiting, 0, 0, {} });
    observer.changesMade(0, m_tally.writesPlanned);
}

// Two threads, each with its own network client; they share what is safe to share. The first real error stops both.
Result<void> Run::walkLanes(RunObserver &observer, std::stop_token stop)
{
    const Plan plan = Plan::forWish(m_order.mode, m_order.tenant, m_order.desired);
    announce(plan, observer);
    const History history = History::of(m_store.runs());
    const SheetHeader facts
        = sheetHeader(m_parts.cloud, m_order.desired, m_order.tenant, planHash(m_order.writes), m_runId, m_started);
    const auto apply = m_order.mode == Mode::Check ? Reconciler::Apply::Never : Reconciler::Apply::WhatIsNotInPlace;
    KeyPrompt prompt(*m_parts.keys, *m_parts.human, *m_parts.clock);
    DependencyTracker dependencies;
    std::stop_source both;
    const std::stop_callback outer(stop, [&] { both.request_stop(); });

    const auto walk = [&](LaneId lane, Result<void> &ending, double &seconds) {
        GraphClient graph(m_parts.cloud, *m_parts.tokens, *m_parts.clock, m_pacing, m_order.counter);
        ArmClient arm(m_parts.cloud, *m_parts.tokens, *m_parts.clock);
        const StepContext context{
            graph,          arm,  m_order.desired, m_order.tenant, history, m_runState, m_journal.get(),
            *m_parts.human, prompt, *m_parts.clock,  facts
        };
        LaneRunner run(lane, apply, context, dependencies, m_tally, observer);
        ending = run.walk(plan, both.get_token());
        seconds = run.worked().count();
        // Cancelled, or the journal cannot be written: the other lane must not go on alone.
        if (!ending && !run.isThrough())
            both.request_stop();
    };
    Result<void> directory, keys;
    {
        std::jthread keyLane([&] { walk(LaneId::Key, keys, m_counters.secondsKeyLane); });
        std::jthread directoryLane([&] { walk(LaneId::Directory, directory, m_counters.secondsDirectoryLane); });
    }
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    if (!directory && !directory.error().isCancelled())
        return directory;
    return keys ? directory : keys;
}

QList<Finding> Run::found() const
{
    QList<Finding> findings = m_runState.findings();
    if (m_order.mode == Mode::Check || !m_order.desired.drift.isEmpty())
        std::transform(findings.begin(), findings.end(), findings.begin(), saidByCheck);
    return findings;
}

QString Run::outcome(const Result<void> &ending) const
{
    if (!ending)
        return ending.error().isCancelled() ? QStringLiteral("cancelled") : QStringLiteral("failed");
    const bool isCheck = m_order.mode == Mode::Check;
    const QList<Finding> findings = isCheck ? m_order.tenant.findings + found() : found();
    const bool isOpen = std::any_of(findings.begin(), findings.end(), [&](const Finding &finding) {
        if (isCheck)
            return finding.isOpen();
        // A repair is done when nothing is left of what it was to mend.
        if (m_order.mode == Mode::Repair && finding.severity > Severity::Advice)
            return finding.severity == Severity::Stop || finding.step == StepId::Exclusions
                || m_order.desired.drift.contains(finding.step);
        // A step that could not be done makes the run fail; a key that the person left out leaves it open.
        return finding.id == finding::KeySkipped
            || (finding.step == StepId::FinalCheck && finding.severity > Severity::Advice);
    });
    return m_tally.isSkipped || isOpen ? QStringLiteral("findings") : QStringLiteral("done");
}

// Given for this run, dated today where no day was named, or carried over from earlier ones.
StatementAnswers Run::answers() const
{
    StatementAnswers given = m_order.desired.answers;
    for (StatementAnswer &answer : given)
        if (!answer.on.isValid())
            answer.on = m_started.toUTC().date();
    return laidOver(given, History::of(m_store.runs()).answers());
}

// What was seen before a run that came to its end, and was to be done by it, is done.
QList<Finding> Run::seenBefore(bool isDone) const
{
    QList<Finding> seen = m_order.tenant.findings;
    for (Finding &finding : seen) {
        const bool isCount = finding.id == preflight::PoliciesSeen;
        const bool wasToBeDone = finding.actionOwner == ActionOwner::WizardWillDo && m_order.mode == Mode::Provision;
        if (!isDone || (!isCount && !wasToBeDone))
            continue;
        finding.state = State::InPlace;
        finding.actionOwner = ActionOwner::Fine;
    }
    return seen;
}

// They end with this run.
void Run::notePinsOnNoPaper()
{
    for (const AccountState &account : m_runState.accounts())
        for (const RecordedKey &key : account.keys)
            if (m_runState.pin(key.label)) {
                Finding lost;
                lost.step = StepId::Keys;
                lost.id = finding::KeyPinLost;
                lost.state = State::Drifted;
                lost.severity = Severity::Warning;
                lost.facts = { { QStringLiteral("label"), key.label },
                               { QStringLiteral("userName"), account.userPrincipalName.value } };
                m_runState.note(lost, key.label);
            }
}

RunRecord Run::finish(const Result<void> &ending)
{
    RunRecord record;
    record.tenantId = m_order.tenant.id;
    record.tenantName = m_order.tenant.displayName;
    record.tenantDomain = m_order.tenant.initialDomain;
    record.runId = m_runId;
    record.mode = m_order.mode;
    record.started = m_started;
    record.planHash = planHash(m_order.writes);
    for (const AccountState &account : m_runState.accounts()) {
        QList<RecordedKey> keys = account.keys;
        std::sort(keys.begin(), keys.end(),
                  [](const RecordedKey &a, const RecordedKey &b) { return a.label < b.label; });
        record.accounts.append({ account.id, account.userPrincipalName.value, account.displayName, account.role,
                                 account.passwordSet, keys });
    }
    record.groupId = m_runState.groupId().value;
    record.groupName = m_runState.groupName();
    record.groupMembers = m_runState.groupMembers();
    record.policies = m_runState.policies();
    record.sheets = m_runState.sheets();
    if (!ending)
        notePinsOnNoPaper();
    record.findings = seenBefore(outcome(ending) == QLatin1String("done")) + found();
    record.renewalIntervals = m_order.desired.renewalIntervals;
    record.alerts = m_runState.recordedAlerts();
    if (m_order.mode == Mode::Incident)
        record.signIns = m_runState.signIns().value_or(m_order.desired.signIns);
    const RequestCount now = m_order.counter.count();
    const RequestCount &then = m_order.countedBefore;
    record.counters = m_counters;
    record.counters.graphRequests = now.requests - then.requests;
    record.counters.retries = now.retries - then.retries;
    record.counters.throttled = now.throttled - then.throttled;
    for (auto it = now.perEndpoint.begin(); it != now.perEndpoint.end(); ++it)
        if (const int count = it.value() - then.perEndpoint.value(it.key()); count > 0)
            record.counters.perEndpoint[it.key()] = count;
    record.answers = answers();
    record.outcome = outcome(ending);
    if (record.outcome == QLatin1String("done")
        && (record.mode == Mode::Rotate || record.mode == Mode::Incident)) // what was cut short is whole now
        record.findings.removeIf([](const Finding &finding) {
            return finding.id == preflight::RotationInterrupted || finding.id == preflight::RotationClosed;
        });
    if (!ending)
        record.setFailure(ending.error());
    record.finished = m_parts.clock->utcNow();

    if (!m_journal)
        return record;
    const bool isWhole = record.isWhole();
    Result<void> kept = RunStore::saveRecord(m_stored, QJsonDocument(record.toJson()).toJson());
    if (kept)
        kept = RunStore::saveEvidence(m_stored, evidenceOf(record, m_store.newestEvidence()));
    if (kept)
        kept = m_journal->write(RunFinished{ record.outcome, isWhole });
    if (!kept) {
        qCCritical(logPlan, "the record could not be written");
        record.outcome = QStringLiteral("failed");
        record.setFailure(kept.error());
    }
    return record;
}

} // namespace bg
