// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertTargets.h"
#include "app/arm/AlertDeploymentSpec.h"
#include "app/auth/TokenSource.h"
#include "app/base/Clock.h"
#include "app/base/Cloud.h"
#include "app/key/SecurityKey.h"
#include "app/model/DesiredState.h"
#include "app/model/PolicyVersion.h"
#include "app/reconcile/Operator.h"
#include "app/model/PlannedWrite.h"
#include "app/model/PolicyChange.h"
#include "app/model/RoleActivation.h"
#include "app/reconcile/RunObserver.h"
#include "app/model/RunRecord.h"
#include "app/model/SignInProof.h"
#include "app/plan/TenantStatus.h"
#include "app/model/TenantFacts.h"
#include "app/record/UnfinishedRun.h"
#include "app/sheet/SheetHeader.h"
#include "app/steps/drill/SignInTrace.h"
#include "app/record/UsableCredentials.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace bg {

// What the engine works with. All of it outlives the engine.
struct EngineParts {
    Cloud cloud;
    TokenSource *tokens = nullptr;
    Clock *clock = nullptr;
    KeyRing *keys = nullptr;
    Operator *human = nullptr;
    QString stateFolder; // where journals and records lie; made with mode 0700
    Seal seal = {}; // of what is left there
};

// What a signed-in session can do. Every call blocks and belongs on a worker thread, never on the GUI's; each comes
// back within 100 ms of `stop` with Cancelled. One call at a time, but for userNameTaken(), policyHistory(), standing(),
// records() and evidence().
class Engine {
public:
    explicit Engine(EngineParts parts);
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    // Reads the tenant, side by side; `seen` is told each finding as soon as it is known, on whatever thread. For
    // Mode::Repair also whom it can let in again.
    Result<TenantFacts> preflight(Mode mode, const DesiredState &desired,
                                  const std::function<void(const Finding &)> &seen, std::stop_token stop);
    // As for a set-up.
    Result<TenantFacts> preflight(const DesiredState &desired, const std::function<void(const Finding &)> &seen,
                                  std::stop_token stop)
    {
        return preflight(Mode::Provision, desired, seen, stop);
    }
    // Takes back every session and refresh token of the operator's own account, on all devices, and forgets the tokens:
    // the session is of no more use after it. Access tokens elsewhere live on for up to an hour.
    Result<void> endSessions(std::stop_token stop);
    // Whether an account, live or deleted within 30 days, has that user principal name.
    Result<bool> userNameTaken(const QString &userPrincipalName, std::stop_token stop);
    // Every write that run() would make now, in the order it would make them. Writes nothing, and does not read again
    // what preflight read within the last ten minutes.
    Result<QList<PlannedWrite>> plan(Mode mode, const DesiredState &desired, const TenantFacts &tenant,
                                     std::stop_token stop);
    // What such a run prints, as far as it is known before; see tryPaper(). Pure.
    NonSecretSheets sheetsToCome(const DesiredState &desired, const TenantFacts &tenant) const;
    // Does it: directory lane and key lane side by side, then paper, then the final check. Always returns the record,
    // also of a run that was stopped or failed (outcome and failure say so); the record and the journal are on disk.
    RunRecord run(Mode mode, const DesiredState &desired, const TenantFacts &tenant, RunObserver &observer,
                  std::stop_token stop);
    // Activates the operator's own eligible Global Administrator role in PIM and makes the next token carry it. Errors:
    // the service's refusal (Refused, with the rule's name), StepUpNeeded is answered in the browser, Forbidden,
    // Cancelled.
    Result<void> activateRole(const RoleActivation &activation, std::stop_token stop);
    // What the run of `journalFile` changed in Conditional Access, each policy once. From the disk. Errors: File.
    Result<QList<PolicyChange>> policyChanges(const QString &journalFile) const;
    // Takes our exclusion out of the policies again that the run of `journalFile` changed: all of them, or those in
    // `only`. What somebody else changed since is left as it is. Errors: File, those of reading the policies,
    // Cancelled.
    Result<QList<UndoneChange>> undo(const QString &journalFile, const QList<PolicyId> &only, std::stop_token stop);
    // The record that the newest run of this tenant left; NotFound when there is none.
    Result<RunRecord> newestRecord() const;
    // The line of a sign-in of that account in the tenant's log, since then: see SignInTrace.
    Result<std::optional<SignInEntry>> signInTrace(const ObjectId &account, const QDateTime &since,
                                                   std::stop_token stop);
    // How the accounts that the newest set-up left were used, and what explains it; empty where none is known. Reads
    // only. Errors: those that stop every reading (Cancelled, Offline, ...); closed doors are named in `blind`.
    Result<SignInReview> signIns(std::stop_token stop);
    // What the policies that are on were before somebody changed them, newest change first: what Mode::Repair can put
    // them back to. Reads only, and does not ask again for what preflight read. Errors: those of reading the policies,
    // Cancelled.
    Result<PolicyHistory> policyHistory(const TenantFacts &tenant, std::stop_token stop);
    // Leaves the drill on the disk, as a record of its own. Errors: NotFound when no run here set anything up and
    // standing() found no account; File.
    Result<RunRecord> keepDrill(const DrillRecord &drill);
    // Adds to the journal of the run that run() did last that an emergency account signed in here: a later look at the
    // log knows that use for ours. Errors: NotFound when no run was done; File.
    Result<void> keepProof(const SignInProof &proof);
    // Has the person put the drill's line to the access record; `drilled` as keepDrill() gave it. Errors: the
    // operator's, Cancelled.
    Result<void> printAccessLogEntry(const RunRecord &drilled, std::stop_token stop);
    // The records that earlier runs of this tenant left on this computer, newest first.
    QList<RunRecord> records() const;
    // The accounts that those records name, as the directory shows them now, and what is due; where no record names
    // any, those that look like emergency accounts. Reads only.
    Result<TenantStatus> tenantStatus(std::stop_token stop);
    // Everything that software can see, compared with what the newest set-up wanted, or with `wanted` where it is
    // given; where nobody here set anything up, the accounts that look like emergency accounts. `answers`: what people
    // said of what no program can see. Reads only; leaves a record of Mode::Check.
    RunRecord check(const std::optional<DesiredState> &wanted, const StatementAnswers &answers, RunObserver &observer,
                    std::stop_token stop);
    // Newest unfinished run of the tenant that signed in, if there is one that was not left. From the disk.
    std::optional<UnfinishedRun> unfinished() const;
    // What Azure offers as a home for the alerts; with a subscription also what is in it. The first call asks the
    // person for the consent to Azure. Errors: those of the token, of ArmClient.
    Result<AlertTargets> alertTargets(const QString &subscription, std::stop_token stop);
    // What watches the accounts after the run that run() did last, for exported(); nothing when no alerts were asked
    // for.
    std::optional<AlertDeploymentSpec> alertSpec() const;
    // What opens each account of the tenant, told from the journals: after a run that was cut short, which sheets to
    // take. Reads files only.
    QList<UsableCredentials> usableCredentials() const;
    // Writes into its journal that it is to stay as it is: unfinished() does not find it any more. Errors: File.
    Result<void> leave(const UnfinishedRun &run);
    // Path of the journal of the run that run() did last.
    QString journalFile() const;
    // The evidence that the same run left; empty before. Reads the disk.
    QByteArray evidence() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace bg
