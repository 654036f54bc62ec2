// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/Engine.h"

#include "app/base/Random.h"
#include "app/graph/ResponseCache.h"
#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "app/graph/Roles.h"
#include "app/graph/Users.h"
#include "app/journal/JournalText.h"
#include "app/journal/RunEvents.h"
#include "app/journal/RunStore.h"
#include "app/model/OwnAccount.h"
#include "app/plan/Repair.h"
#include "app/engine/CheckScope.h"
#include "app/engine/InterruptedRotation.h"
#include "app/steps/drill/DrillJournal.h"
#include "app/steps/check/DiscoveredSetup.h"
#include "app/steps/keys/KeyPrompt.h"
#include "app/steps/paper/Paper.h"
#include "app/steps/policies/PolicyHistoryReader.h"
#include "app/engine/Run.h"
#include "app/steps/check/StatusReader.h"
#include "app/engine/StepFactory.h"
#include "app/steps/policies/Undo.h"
#include "app/steps/incident/SignInReviewReader.h"
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"
#include "app/steps/preflight/Preflight.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <chrono>

namespace bg {

namespace {

// The plan is a preview, and the run looks for itself before it writes: what preflight saw will do for that long.
constexpr std::chrono::minutes longestPreviewed{ 10 };

// Drift is mended by a repair only, whatever an answers file holds for another day.
DesiredState wishOf(Mode mode, DesiredState chosen)
{
    if (mode != Mode::Repair)
        chosen.drift.clear();
    return chosen;
}

} // namespace

struct Engine::Private {
    explicit Private(EngineParts engineParts)
        : parts(std::move(engineParts)), pacing(*parts.clock), recent(*parts.clock)
    { }

    EngineParts parts;
    RequestPacing pacing;
    RequestCounter counter;
    ResponseCache recent; // what preflight read
    RequestCount countedBefore; // by the runs before
    std::optional<AlertDeploymentSpec> alertSpec;
    QString journalFile, evidenceFile;
    QHash<QString, QByteArray> journalHeads; // by file: as this session left them, see Journal::head()

    // The plan that was shown last, for the run that carries it out.
    struct Shown {
        Mode mode;
        DesiredState desired;
        QList<PlannedWrite> writes;
    };
    std::optional<Shown> shown;

    // The account that is signed in is never worked on: who is inside must not lose the way in. ownAccountError.
    Result<void> mayWork(Mode mode, const DesiredState &desired, const TenantFacts &tenant) const
    {
        if (mode == Mode::Check || mode == Mode::Drill || mode == Mode::Repair)
            return {};
        const ObjectId person = parts.tokens->identity().objectId;
        const History history = History::of(store().runs());
        const QList<AccountState> accounts = wantedAccounts(desired, tenant);
        for (int i = 0; i < accounts.size(); ++i) {
            const Upn &name = accounts[i].userPrincipalName;
            const ObjectId id = desired.accounts[i].adopted.value_or(history.accounts.value(name));
            const bool isOwn = id == person || name == Upn(parts.tokens->identity().userName);
            if (isOwn && (mode == Mode::Provision || desired.rotation.accounts.contains(i)))
                return fail(ownAccountError(name.value));
        }
        return {};
    }
    std::optional<DiscoveredSetup> found; // looked for last, where no record names the accounts

    Result<void> lookForAccounts(GraphClient &graph, std::stop_token stop)
    {
        auto seen = findRecord(graph, *parts.clock, parts.tokens->identity(), stop);
        if (!seen)
            return fail(seen.error());
        found = *seen;
        return {};
    }

    // What a mode begins with that needs accounts, where no record names them; nothing where none were found.
    std::optional<DesiredState> stateOfFound(std::stop_token stop)
    {
        GraphClient graph(parts.cloud, *parts.tokens, *parts.clock, pacing, counter);
        if (!found && !lookForAccounts(graph, stop))
            return std::nullopt; // whoever reads the tenant next says why
        return found ? foundState(*found) : std::nullopt;
    }

    bool isOwn(const Journal &journal) const { return journalHeads.value(journal.file()) == journal.head(); }

    RunStore store() const { return { parts.stateFolder, parts.tokens->identity().tenantId, parts.seal }; }
};

Engine::Engine(EngineParts parts) : d(std::make_unique<Private>(std::move(parts))) { }

Engine::~Engine() = default;

Result<TenantFacts> Engine::preflight(Mode mode, const DesiredState &desired,
                                      const std::function<void(const Finding &)> &seen, std::stop_token stop)
{
    const History history = History::of(d->store().runs());
    const Remembered remembered{ history.accounts.values(), history.group, history.resetsBegun.values() };
    d->recent.forget();
    Preflight preflight(d->parts.cloud, *d->parts.tokens, *d->parts.clock, d->pacing, d->counter);
    preflight.remember(d->recent);
    if (mode == Mode::Repair)
        preflight.seekAdministrators();
    auto facts = preflight.run(desired, remembered, seen, stop);
    for (const QString &file : facts ? history.brokenJournals : QStringList()) {
        const Finding broken = preflight::youDecide(Severity::Warning, preflight::JournalBroken, file,
                                                    { { QStringLiteral("file"), file } });
        facts->findings.append(broken);
        seen(broken);
    }
    if (facts && !history.unsealed.isEmpty()) {
        const Finding unsealed = preflight::youDecide(Severity::Note, preflight::HistoryUnsealed,
                                                      QFileInfo(history.unsealed.first()).dir().path(),
                                                      { { QStringLiteral("runs"), history.unsealed.size() },
                                                        { QStringLiteral("newest"), history.unsealed.last() } });
        facts->findings.append(unsealed);
        seen(unsealed);
    }
    const auto left = unfinished();
    if (facts && left && (left->mode == Mode::Rotate || left->mode == Mode::Incident))
        for (const Finding &finding : interruptedRotations(usableCredentials())) {
            facts->findings.append(finding);
            seen(finding);
        }
    return facts;
}

Result<bool> Engine::userNameTaken(const QString &userPrincipalName, std::stop_token stop)
{
    GraphClient graph(d->parts.cloud, *d->parts.tokens, *d->parts.clock, d->pacing, d->counter);
    graph.recall(d->recent, longestPreviewed);
    Users users(graph);
    const Upn upn(userPrincipalName);
    const auto live = users.byPrincipalName(upn, stop);
    if (!live)
        return fail(live.error());
    if (live->has_value())
        return true;
    const auto deleted = users.deletedByPrincipalName(upn, stop);
    if (!deleted)
        return fail(deleted.error());
    return !deleted->isEmpty();
}

Result<QList<PlannedWrite>> Engine::plan(Mode mode, const DesiredState &chosen, const TenantFacts &tenant,
                                         std::stop_token stop)
{
    const DesiredState desired = wishOf(mode, chosen);
    if (auto may = d->mayWork(mode, desired, tenant); !may)
        return fail(may.error());
    GraphClient graph(d->parts.cloud, *d->parts.tokens, *d->parts.clock, d->pacing, d->counter);
    graph.recall(d->recent, longestPreviewed);
    ArmClient arm(d->parts.cloud, *d->parts.tokens, *d->parts.clock);
    KeyPrompt prompt(*d->parts.keys, *d->parts.human, *d->parts.clock);
    RunState runState;
    runState.begin(wantedAccounts(desired, tenant));
    const History history = History::of(d->store().runs());
    const SheetHeader noSheets;
    const StepContext context{ graph,           arm,  desired,         tenant,  history, runState, nullptr,
                               *d->parts.human, prompt, *d->parts.clock, noSheets };
    QList<PlannedWrite> writes;
    for (const PlannedStep &planned : Plan::forWish(mode, tenant, desired).plannedSteps) {
        if (planned.step == StepId::FinalCheck)
            continue;
        for (const auto &step : makeSteps(planned, context)) {
            const auto seen = step->inspect(stop);
            if (!seen)
                return fail(seen.error());
            if (!planned.readsOnly && (seen->state == State::Missing || seen->state == State::Drifted))
                writes.append(step->plannedWrites());
        }
    }
    d->shown = { mode, desired, writes };
    return writes;
}

NonSecretSheets Engine::sheetsToCome(const DesiredState &desired, const TenantFacts &tenant) const
{
    RunState runState;
    runState.begin(wantedAccounts(desired, tenant));
    return bg::sheetsToCome(sheetHeader(d->parts.cloud, desired, tenant, QStringLiteral("0000-0000"),
                                        QStringLiteral("0000-00"), d->parts.clock->utcNow()),
                            desired, runState);
}

RunRecord Engine::run(Mode mode, const DesiredState &chosen, const TenantFacts &tenant, RunObserver &observer,
                      std::stop_token stop)
{
    const DesiredState desired = wishOf(mode, chosen);
    RunRequest order{ mode, desired, tenant, {}, d->counter, d->countedBefore };
    RunRecord record;
    const bool isShown = d->shown && d->shown->mode == mode && d->shown->desired == desired;
    Result<QList<PlannedWrite>> writes
        = isShown ? Result<QList<PlannedWrite>>(d->shown->writes) : plan(mode, desired, tenant, stop);
    order.writes = writes.value_or(QList<PlannedWrite>());
    Run run(d->parts, d->pacing, order, d->store());
    record = writes ? run.carryOut(observer, stop) : run.giveUp(writes.error());
    d->journalFile = run.journalFile();
    d->journalHeads[d->journalFile] = run.journalHead();
    d->alertSpec = run.alertSpec();
    d->evidenceFile = run.evidenceFile();
    d->countedBefore = d->counter.count();
    d->shown.reset(); // the tenant is another one now
    d->recent.forget();
    return record;
}

Result<void> Engine::activateRole(const RoleActivation &activation, std::stop_token stop)
{
    std::optional<Ticket> ticket;
    if (!activation.ticketNumber.isEmpty())
        ticket = Ticket{ activation.ticketNumber, activation.ticketSystem };
    GraphClient graph(d->parts.cloud, *d->parts.tokens, *d->parts.clock, d->pacing, d->counter);
    const auto activated = Roles(graph).activateSelf(d->parts.tokens->identity().objectId, activation.reason,
                                                     activation.duration, ticket, stop);
    if (!activated)
        return activated;
    d->recent.forget();
    // A token issued before does not carry the role.
    d->parts.tokens->invalidate(Resource::Graph);
    return {};
}

Result<void> Engine::endSessions(std::stop_token stop)
{
    GraphClient graph(d->parts.cloud, *d->parts.tokens, *d->parts.clock, d->pacing, d->counter);
    const auto ended = Users(graph).revokeSessions(d->parts.tokens->identity().objectId, stop);
    if (ended)
        d->parts.tokens->signOut();
    return ended;
}

Result<QList<PolicyChange>> Engine::policyChanges(const QString &journalFile) const
{
    QFile file(journalFile);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::File, journalFile);
    return Undo::changesIn(file.readAll());
}

Result<QList<UndoneChange>> Engine::undo(const QString &journalFile, const QList<PolicyId> &only, std::stop_token stop)
{
    auto journal = Journal::open(journalFile, *d->parts.clock, d->store().sealOf(journalFile));
    if (!journal)
        return fail(journal.error());
    QFile file(journalFile);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::File, journalFile);
    const QByteArray text = file.readAll();
    const bool isOwn = d->isOwn(**journal) && JournalText::of(text).lastHash == (*journal)->head();
    QList<PolicyChange> changes = Undo::changesIn(text);
    if (!only.isEmpty())
        changes.removeIf([&](const PolicyChange &change) { return !only.contains(change.policy); });
    GraphClient graph(d->parts.cloud, *d->parts.tokens, *d->parts.clock, d->pacing, d->counter);
    d->recent.forget();
    Undo undo(graph, **journal);
    auto undone = isOwn ? undo.putBack(changes, stop) : undo.putBackConfirmed(changes, d->parts.clock->utcNow(), stop);
    if (isOwn)
        d->journalHeads[journalFile] = (*journal)->head();
    return undone;
}

Result<RunRecord> Engine::newestRecord() const
{
    const QList<RunRecord> all = records();
    return all.isEmpty() ? fail(Error::Kind::NotFound) : Result<RunRecord>(all.first());
}

QList<RunRecord> Engine::records() const
{
    return History::of(d->store().runs()).records;
}

Result<TenantStatus> Engine::tenantStatus(std::stop_token stop)
{
    GraphClient graph(d->parts.cloud, *d->parts.tokens, *d->parts.clock, d->pacing, d->counter);
    const QList<RunRecord> all = records();
    if (newestSetUp(all))
        return StatusReader(graph, *d->parts.clock).read(all, nullptr, stop);
    if (auto looked = d->lookForAccounts(graph, stop); !looked)
        return fail(looked.error());
    return StatusReader(graph, *d->parts.clock).read(all, d->found ? &*d->found : nullptr, stop);
}

RunRecord Engine::check(const std::optional<DesiredState> &wanted, const StatementAnswers &answers,
                        RunObserver &observer, std::stop_token stop)
{
    DesiredState desired = DesiredState::proposal();
    desired.accounts.clear(); // nothing known: the check says so
    if (wanted)
        desired = *wanted;
    else if (const auto recorded = recordedState(records()))
        desired = *recorded;
    else if (const auto found = d->stateOfFound(stop))
        desired = *found;
    desired.answers = laidOver(answers, desired.answers);
    auto tenant = preflight(
        desired, [](const Finding &) {}, stop);
    if (tenant)
        return run(Mode::Check, desired, forCheck(*tenant), observer, stop);
    const TenantFacts unread;
    Run run(d->parts, d->pacing, { Mode::Check, desired, unread, {}, d->counter, d->countedBefore }, d->store());
    return run.giveUp(tenant.error());
}

Result<std::optional<SignInEntry>> Engine::signInTrace(const ObjectId &account, const QDateTime &since,
                                                       std::stop_token stop)
{
    GraphClient graph(d->parts.cloud, *d->parts.tokens, *d->parts.clock, d->pacing, d->counter);
    return SignInTrace(graph, *d->parts.clock).find(account, since, stop);
}

Result<SignInReview> Engine::signIns(std::stop_token stop)
{
    const History history = History::of(d->store().runs());
    const RunRecord *setUp = newestSetUp(history.records);
    GraphClient graph(d->parts.cloud, *d->parts.tokens, *d->parts.clock, d->pacing, d->counter);
    return SignInReviewReader(graph, history)
        .review(setUp ? setUp->accounts : QList<RecordedAccount>(), d->parts.clock->utcNow(), stop);
}

Result<PolicyHistory> Engine::policyHistory(const TenantFacts &tenant, std::stop_token stop)
{
    const History history = History::of(d->store().runs());
    const ObjectId group = repairing(tenant).adoptedGroup.value_or(history.group);
    GraphClient graph(d->parts.cloud, *d->parts.tokens, *d->parts.clock, d->pacing, d->counter);
    graph.recall(d->recent, longestPreviewed);
    return PolicyHistoryReader(graph, *d->parts.clock, history, group).read(stop);
}

Result<RunRecord> Engine::keepDrill(const DrillRecord &drill)
{
    const QList<RunRecord> all = records();
    const RunRecord *setUp = newestSetUp(all);
    if (!setUp && d->found)
        setUp = &d->found->record;
    if (!setUp)
        return fail(Error::Kind::NotFound);
    const auto kept = bg::keepDrill(d->store(), *d->parts.clock, *setUp, drill, d->parts.tokens->identity().objectId);
    if (!kept)
        return fail(kept.error());
    d->journalFile = kept->stored.journalFile();
    d->evidenceFile = kept->stored.evidenceFile();
    return kept->record;
}

Result<void> Engine::keepProof(const SignInProof &proof)
{
    if (d->journalFile.isEmpty())
        return fail(Error::Kind::NotFound);
    auto journal = Journal::open(d->journalFile, *d->parts.clock, d->store().sealOf(d->journalFile));
    if (!journal)
        return fail(journal.error());
    const bool isOwn = d->isOwn(**journal);
    const auto kept = (*journal)->write(SignInProven{ proof.toJson() });
    if (isOwn)
        d->journalHeads[d->journalFile] = (*journal)->head();
    return kept;
}

Result<void> Engine::printAccessLogEntry(const RunRecord &drilled, std::stop_token stop)
{
    return d->parts.human->printOpenSheets(drillSlip(d->parts.cloud, drilled), stop);
}

std::optional<UnfinishedRun> Engine::unfinished() const
{
    const auto run = d->store().unfinished();
    return run ? std::optional(UnfinishedRun::of(*run)) : std::nullopt;
}

QList<UsableCredentials> Engine::usableCredentials() const
{
    return UsableCredentials::of(d->store().runs());
}

Result<void> Engine::leave(const UnfinishedRun &run)
{
    auto journal = Journal::open(run.journalFile, *d->parts.clock, d->store().sealOf(run.journalFile));
    return journal ? (*journal)->write(RunLeft{}) : fail(journal.error());
}

Result<AlertTargets> Engine::alertTargets(const QString &subscription, std::stop_token stop)
{
    ArmClient arm(d->parts.cloud, *d->parts.tokens, *d->parts.clock);
    return bg::alertTargets(arm, *d->parts.clock, subscription, stop);
}

std::optional<AlertDeploymentSpec> Engine::alertSpec() const
{
    return d->alertSpec;
}

QString Engine::journalFile() const
{
    return d->journalFile;
}

QByteArray Engine::evidence() const
{
    QFile file(d->evidenceFile);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace bg
