// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ScriptedServices.h"

#include <condition_variable>
#include <mutex>

namespace bg {

void waitForStop(std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait(lock, stop, [] { return false; });
}

Result<Identity> ScriptedServices::signIn(const SignInChoice &chosen, std::stop_token stop)
{
    if (signInWaits) {
        waitForStop(stop);
        return fail(Error::Kind::Cancelled);
    }
    if (signInError)
        return fail(*signInError);
    choice = chosen;
    Identity who;
    who.objectId = ObjectId(QStringLiteral("0a0a0a0a-1111-2222-3333-444444444444"));
    who.tenantId = tenant.id;
    who.userName = QStringLiteral("admin@contoso.onmicrosoft.com");
    who.displayName = QStringLiteral("Contoso administrator");
    return who;
}

Result<void> ScriptedServices::activateRole(const RoleActivation &activation, std::stop_token)
{
    activationReason = activation.reason;
    tenant.globalAdministrator = RoleHeld::Active;
    tenant.findings.removeIf([](const Finding &finding) { return finding.id == QLatin1String("operator.eligible"); });
    return {};
}

Result<Identity> ScriptedServices::proveSignIn(const SignInChoice &, const Upn &account, std::stop_token)
{
    Identity who;
    who.userName = account.value;
    return who;
}

Result<void> ScriptedServices::endSessions(std::stop_token)
{
    ++ends;
    return endError ? Result<void>(fail(*endError)) : Result<void>();
}

Result<TenantFacts> ScriptedServices::preflight(Mode mode, const DesiredState &,
                                             const std::function<void(const Finding &)> &seen, std::stop_token)
{
    readFor = mode;
    for (const Finding &finding : tenant.findings)
        seen(finding);
    return tenant;
}

Result<bool> ScriptedServices::userNameTaken(const QString &userPrincipalName, std::stop_token)
{
    return takenNames.contains(userPrincipalName);
}

Result<QList<PlannedWrite>> ScriptedServices::plan(Mode, const DesiredState &desired, const TenantFacts &, std::stop_token)
{
    plannedFor = desired;
    return ScriptedRun::writes(desired) + furtherWrites;
}

RunRecord ScriptedServices::run(Mode, const DesiredState &desired, const TenantFacts &, RunObserver &observer,
                             std::stop_token stop)
{
    ++runs;
    made = script(m_human, observer, desired, stop);
    return *made;
}

Result<TenantStatus> ScriptedServices::tenantStatus(std::stop_token)
{
    return stands;
}

RunRecord ScriptedServices::check(const std::optional<DesiredState> &, const StatementAnswers &answers, RunObserver &,
                               std::stop_token)
{
    answered = answers;
    made = ScriptedRun::record(*stands.recorded,
                               checked.isEmpty() ? QStringLiteral("done") : QStringLiteral("findings"));
    made->mode = Mode::Check;
    made->runId = QStringLiteral("9B20-C4");
    made->findings = checked;
    if (checkFailure) {
        made->outcome = QStringLiteral("failed");
        made->setFailure(*checkFailure);
    }
    return *made;
}

Result<PolicyHistory> ScriptedServices::policyHistory(const TenantFacts &, std::stop_token)
{
    return pastError ? Result<PolicyHistory>(fail(*pastError)) : seenPolicyHistory;
}

Result<SignInReview> ScriptedServices::signIns(std::stop_token)
{
    return usesError ? Result<SignInReview>(fail(*usesError)) : used;
}

Result<AlertTargets> ScriptedServices::alertTargets(const QString &, std::stop_token)
{
    if (azureError)
        return fail(*azureError);
    return azure;
}

Result<void> ScriptedServices::leave(const UnfinishedRun &run)
{
    leftRuns.append(run.runId);
    return {};
}

Result<QList<PolicyChange>> ScriptedServices::policyChanges(const QString &journalFile)
{
    readJournals.append(journalFile);
    QList<PolicyChange> changes;
    for (int i = 1; i <= 4; ++i) {
        PolicyChange change;
        change.policy = PolicyId(QStringLiteral("policy-%1").arg(i));
        change.displayName = QStringLiteral("CA00%1: require multifactor authentication").arg(i);
        change.group = ObjectId(QStringLiteral("g"));
        change.groupName = QStringLiteral("Conditional Access - Emergency Access Exclusions");
        changes.append(change);
    }
    return changes;
}

// One of each outcome, in this order.
Result<QList<UndoneChange>> ScriptedServices::undo(const QString &journalFile, const QList<PolicyId> &only,
                                                std::stop_token)
{
    undone.append(only);
    if (undoError)
        return fail(*undoError);
    QList<UndoneChange> all;
    const QList<PolicyChange> changes = *policyChanges(journalFile);
    for (int i = 0; i < changes.size(); ++i) {
        if (!only.isEmpty() && !only.contains(changes[i].policy))
            continue;
        UndoneChange one;
        one.change = changes[i];
        one.outcome = UndoneChange::Outcome(i);
        one.differences = { QStringLiteral("state: \"enabled\" -> \"disabled\"") };
        one.serviceMessage = QStringLiteral("1118: read-only");
        all.append(one);
    }
    return all;
}

Result<DrillProof> ScriptedServices::drillSignIn(const SignInChoice &, const ObjectId &, const Upn &, std::stop_token)
{
    if (drillError)
        return fail(*drillError);
    DrillProof proof = drillProof;
    proof.signedIn = drillTime;
    return proof;
}

Result<std::optional<SignInEntry>> ScriptedServices::signInTrace(const ObjectId &, const QDateTime &, std::stop_token)
{
    return traced;
}

Result<RunRecord> ScriptedServices::keepDrill(const DrillRecord &drill)
{
    kept = drill;
    RunRecord record = ScriptedRun::record(DesiredState::proposal(),
                                           drill.isPassed() ? QStringLiteral("done") : QStringLiteral("findings"));
    record.mode = Mode::Drill;
    record.drill = drill;
    return record;
}

Result<void> ScriptedServices::printAccessLogEntry(const RunRecord &drilled, std::stop_token stop)
{
    NonSecretSheets sheets;
    sheets.facts.tenantDomain = drilled.tenantDomain;
    sheets.facts.issued = drilled.finished;
    sheets.lines.append({ drilled.drill->begun,
                          QStringLiteral("lineDrill"),
                          { QStringLiteral("linePassed") },
                          { { QStringLiteral("account"), drilled.drill->userPrincipalName } } });
    return m_human.printOpenSheets(sheets, stop);
}

Result<QList<Printer>> ScriptedServices::printers(std::stop_token)
{
    Printer wired, file;
    wired.name = QStringLiteral("laser");
    wired.description = QStringLiteral("Laser printer on this desk");
    wired.isDefault = true;
    wired.trust = Trust::Allowed;
    wired.reason = TrustReason::Local;
    file.name = QStringLiteral("PDF");
    file.trust = Trust::Refused;
    file.reason = TrustReason::MakesFile;
    return QList<Printer>{ wired, file };
}

Result<PrintTrace> ScriptedServices::print(const PrintPage &page, const Printer &, Paper, const QString &, std::stop_token)
{
    ++prints;
    if (!page.pdf.reveal().startsWith("%PDF"))
        return fail(Error::Kind::Internal);
    return PrintTrace{ 1, true, {} };
}

Result<void> ScriptedServices::exportPdf(const Secret &, const QString &)
{
    return {};
}

} // namespace bg
