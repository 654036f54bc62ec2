// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/evidence/Evidence.h"
#include "tests/ui/ScriptedRun.h"
#include "tests/ui/ScriptedTenant.h"
#include "ui/models/TenantSession.h"
#include "ui/models/PrintService.h"
#include "ui/models/SignInService.h"
#include "ui/models/WindowOperator.h"

#include <QMap>

#include <atomic>
#include <functional>

namespace bg {

// What stands behind the window in these tests: a tenant of known facts, and a run that a test writes as a function.
class ScriptedServices final : public SignInService, public TenantSession, public PrintService {
public:
    explicit ScriptedServices(WindowOperator &human) : m_human(human) { }

    Result<Identity> signIn(const SignInChoice &choice, std::stop_token stop) override;
    Result<void> activateRole(const RoleActivation &activation, std::stop_token stop) override;
    Result<Identity> proveSignIn(const SignInChoice &choice, const Upn &account, std::stop_token stop) override;
    void signOut() override { ++signOuts; }
    Result<void> endSessions(std::stop_token stop) override;
    RememberedClient rememberedClient(const QString &name) const override { return clients.value(name); }
    Result<TenantFacts> preflight(Mode mode, const DesiredState &desired,
                                  const std::function<void(const Finding &)> &seen, std::stop_token stop) override;
    Result<bool> userNameTaken(const QString &userPrincipalName, std::stop_token stop) override;
    Result<QList<PlannedWrite>> plan(Mode mode, const DesiredState &desired, const TenantFacts &tenant,
                                     std::stop_token stop) override;
    RunRecord run(Mode mode, const DesiredState &desired, const TenantFacts &tenant, RunObserver &observer,
                  std::stop_token stop) override;
    Result<AlertTargets> alertTargets(const QString &subscription, std::stop_token stop) override;
    std::optional<AlertDeploymentSpec> alertSpec() const override { return spec; }
    std::optional<UnfinishedRun> unfinished() override { return unfinishedRun; }
    Result<void> leave(const UnfinishedRun &run) override;
    QString journalFile() const override { return QStringLiteral("journal-of-the-last-run"); }
    Result<QList<PolicyChange>> policyChanges(const QString &journalFile) override;
    Result<QList<UndoneChange>> undo(const QString &journalFile, const QList<PolicyId> &only,
                                     std::stop_token stop) override;
    Result<TenantStatus> tenantStatus(std::stop_token stop) override;
    QList<RunRecord> records() const override { return made ? QList<RunRecord>{ *made } + earlier : earlier; }
    QByteArray evidence() const override
    {
        return evidenceOf(ScriptedRun::record(DesiredState::proposal(), QStringLiteral("done")), {});
    }
    RunRecord check(const std::optional<DesiredState> &wanted, const StatementAnswers &answers, RunObserver &observer,
                    std::stop_token stop) override;
    Result<DrillProof> drillSignIn(const SignInChoice &choice, const ObjectId &account, const Upn &name,
                                   std::stop_token stop) override;
    Result<std::optional<SignInEntry>> signInTrace(const ObjectId &account, const QDateTime &since,
                                                   std::stop_token stop) override;
    Result<RunRecord> keepDrill(const DrillRecord &drill) override;
    Result<SignInReview> signIns(std::stop_token stop) override;
    Result<PolicyHistory> policyHistory(const TenantFacts &tenant, std::stop_token stop) override;
    QList<UsableCredentials> usableCredentials() override { return ways; }
    Result<void> printAccessLogEntry(const RunRecord &drilled, std::stop_token stop) override;
    Result<QList<Printer>> printers(std::stop_token stop) override;
    Result<PrintTrace> print(const PrintPage &page, const Printer &printer, Paper paper, const QString &title,
                             std::stop_token stop) override;
    Result<void> exportPdf(const Secret &pdf, const QString &path) override;

    // Dials
    std::optional<UnfinishedRun> unfinishedRun;
    QList<UsableCredentials> ways;
    std::optional<Error> signInError;
    std::optional<Error> undoError;
    std::atomic<bool> signInWaits = false; // until it is stopped
    std::optional<Error> endError;
    QMap<QString, RememberedClient> clients; // remembered, by tenant
    TenantFacts tenant = ScriptedTenant::tenantFacts();
    AlertTargets azure = ScriptedTenant::alertTargets(); // all of it, when the subscription is named
    std::optional<Error> azureError;
    std::optional<AlertDeploymentSpec> spec;
    QList<PlannedWrite> furtherWrites; // of the plan
    QStringList takenNames;
    TenantStatus stands = ScriptedTenant::statusNow();
    QList<RunRecord> earlier; // newest first
    std::optional<RunRecord> made; // by the last run or check
    std::optional<Error> checkFailure; // what ends the check early
    QList<Finding> checked = ScriptedTenant::checkFindings(); // what the check finds
    StatementAnswers answered; // given with the last check
    // The run; its record is completed. By default it works through every step and hands over every sheet.
    std::function<RunRecord(Operator &, RunObserver &, const DesiredState &, std::stop_token)> script
        = ScriptedRun::wholeRun;
    std::optional<Error> drillError; // of the account's sign-in
    DrillProof drillProof{ {}, true }; // its time is filled in
    std::optional<SignInEntry> traced; // what the log shows of it
    std::optional<DrillRecord> kept;
    PolicyHistory seenPolicyHistory = ScriptedTenant::policyHistorySeen();
    std::optional<Error> pastError;
    std::optional<Error> usesError;
    SignInReview used = ScriptedTenant::usesSeen();
    QDateTime drillTime; // of the account's sign-in
    // What was asked for
    std::atomic<int> signOuts = 0, runs = 0, prints = 0;
    QString activationReason;
    QStringList leftRuns, readJournals;
    QList<QList<PolicyId>> undone; // what each call named
    std::atomic<int> ends = 0;
    SignInChoice choice; // of the last sign-in that came to its end
    DesiredState plannedFor;
    Mode readFor = Mode::Check; // of the last preflight

private:
    WindowOperator &m_human;
};

// Blocks until `stop`.
void waitForStop(std::stop_token stop);

} // namespace bg
