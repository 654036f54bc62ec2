// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/evidence/Evidence.h"
#include "ui/EngineDoor.h"
#include "ui/PrintDoor.h"
#include "ui/SignInDoor.h"
#include "ui/WindowOperator.h"

#include <QMap>

#include <atomic>
#include <functional>

namespace bg {

// What stands behind the window in these tests: a tenant of known facts, and a run that a test writes as a function.
class ScriptedDoors final : public SignInDoor, public EngineDoor, public PrintDoor {
public:
    explicit ScriptedDoors(WindowOperator &human) : m_human(human) { }

    Result<Identity> signIn(const SignInChoice &choice, std::stop_token stop) override;
    Result<void> activateRole(const RoleActivation &activation, std::stop_token stop) override;
    Result<Identity> proveSignIn(const SignInChoice &choice, const Upn &account, std::stop_token stop) override;
    void signOut() override { ++signOuts; }
    Result<void> endSessions(std::stop_token stop) override;
    QString rememberedClient(const QString &name) const override { return clients.value(name); }
    Result<TenantFacts> preflight(Mode mode, const DesiredState &desired,
                                  const std::function<void(const Finding &)> &seen, std::stop_token stop) override;
    Result<bool> userNameTaken(const QString &userPrincipalName, std::stop_token stop) override;
    Result<QList<PlannedWrite>> plan(Mode mode, const DesiredState &desired, const TenantFacts &tenant,
                                     std::stop_token stop) override;
    RunRecord run(Mode mode, const DesiredState &desired, const TenantFacts &tenant, RunObserver &observer,
                  std::stop_token stop) override;
    Result<AlertHomes> alertHomes(const QString &subscription, std::stop_token stop) override;
    std::optional<AlertKit> alertKit() const override { return kit; }
    std::optional<UnfinishedRun> unfinished() override { return unfinishedRun; }
    Result<void> leave(const UnfinishedRun &run) override;
    QString journalFile() const override { return QStringLiteral("journal-of-the-last-run"); }
    Result<QList<PolicyChange>> policyChanges(const QString &journalFile) override;
    Result<QList<UndoneChange>> undo(const QString &journalFile, const QList<PolicyId> &only,
                                     std::stop_token stop) override;
    Result<Standing> standing(std::stop_token stop) override;
    QList<RunRecord> records() const override { return made ? QList<RunRecord>{ *made } + earlier : earlier; }
    QByteArray evidence() const override
    {
        return evidenceOf(record(DesiredState::proposal(), QStringLiteral("done")), {});
    }
    RunRecord check(const std::optional<DesiredState> &wanted, const StatementAnswers &answers, RunObserver &observer,
                    std::stop_token stop) override;
    Result<DrillProof> drillSignIn(const SignInChoice &choice, const ObjectId &account, const Upn &name,
                                   std::stop_token stop) override;
    Result<std::optional<SignInEntry>> signInTrace(const ObjectId &account, const QDateTime &since,
                                                   std::stop_token stop) override;
    Result<RunRecord> keepDrill(const DrillRecord &drill) override;
    Result<UseReview> uses(std::stop_token stop) override;
    Result<PolicyPast> policyPast(const TenantFacts &tenant, std::stop_token stop) override;
    QList<WaysIn> waysIn() override { return ways; }
    Result<void> handLine(const RunRecord &drilled, std::stop_token stop) override;
    Result<QList<Printer>> printers(std::stop_token stop) override;
    Result<PrintTrace> print(const Secret &pdf, const Printer &printer, Paper paper, const QString &title,
                             std::stop_token stop) override;
    Result<void> exportPdf(const Secret &pdf, const QString &path) override;

    // Dials
    std::optional<UnfinishedRun> unfinishedRun;
    QList<WaysIn> ways;
    std::optional<Error> signInError;
    std::optional<Error> undoError;
    std::atomic<bool> signInWaits = false; // until it is stopped
    std::optional<Error> endError;
    QMap<QString, QString> clients; // remembered, by tenant
    TenantFacts tenant = tenantFacts();
    AlertHomes azure = alertHomes(); // all of it, when the subscription is named
    std::optional<Error> azureError;
    std::optional<AlertKit> kit;
    QStringList takenNames;
    Standing stands = standingNow();
    QList<RunRecord> earlier; // newest first
    std::optional<RunRecord> made; // by the last run or check
    QList<Finding> checked = checkFindings(); // what the check finds
    StatementAnswers answered; // given with the last check
    // The run; its record is completed. By default it works through every step and hands over every sheet.
    std::function<RunRecord(Operator &, RunObserver &, const DesiredState &, std::stop_token)> script = wholeRun;
    std::optional<Error> drillError; // of the account's sign-in
    DrillProof drillProof{ {}, true }; // its time is filled in
    std::optional<SignInEntry> traced; // what the log shows of it
    std::optional<DrillRecord> kept;
    PolicyPast past = policyPastSeen();
    std::optional<Error> pastError;
    std::optional<Error> usesError;
    UseReview used = usesSeen();
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

    // A set-up of other names that ended at the keys.
    static UnfinishedRun interrupted();
    // An account that looks like an emergency account already: number 1, 2, ...
    static FoundAccount found(int number);
    static TenantFacts tenantFacts();
    static AlertHomes alertHomes();
    static Standing standingNow();
    static QList<Finding> checkFindings();
    static UseReview usesSeen();
    // Of the policies of lockedOut(): the first one asked for MFA before somebody changed it.
    static PolicyPast policyPastSeen();
    // Signed in as the first emergency account, behind a policy that blocks everybody else.
    static TenantFacts lockedOut();
    static QList<PlannedWrite> writes(const DesiredState &desired);
    static RunRecord wholeRun(Operator &human, RunObserver &observer, const DesiredState &desired,
                              std::stop_token stop);
    // Hands over the slip of every administrator who is reset.
    static RunRecord resetRun(Operator &human, RunObserver &observer, const DesiredState &desired,
                              std::stop_token stop);
    static RunRecord record(const DesiredState &desired, const QString &outcome);
    static SealedSheet sealedSheet(const DesiredState &desired, int account, const Secret &password);

private:
    WindowOperator &m_human;
};

// Blocks until `stop`.
void waitForStop(std::stop_token stop);
// What a test's sealed sheet holds.
inline QByteArray scriptedPassword()
{
    return QByteArrayLiteral("7kq2m-x9d4w-hp3vt-5bz8n-c6rfg-a2y7j");
}

} // namespace bg
