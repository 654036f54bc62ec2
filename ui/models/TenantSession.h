// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertTargets.h"
#include "app/arm/AlertDeploymentSpec.h"
#include "app/model/DesiredState.h"
#include "app/model/PolicyVersion.h"
#include "app/model/PlannedWrite.h"
#include "app/model/PolicyChange.h"
#include "app/reconcile/RunObserver.h"
#include "app/model/RunRecord.h"
#include "app/plan/TenantStatus.h"
#include "app/model/TenantFacts.h"
#include "app/record/UnfinishedRun.h"
#include "app/record/UsableCredentials.h"
#include "ui/models/DrillService.h"
#include "ui/models/SignInReviewService.h"

#include <functional>
#include <optional>
#include <stop_token>

namespace bg {

// What the window asks of the engine: the calls of app/engine/Engine.h, so that a scripted one can stand behind the
// window too. Every call blocks, is made on a worker thread of the window, and comes back within 100 ms of `stop`. One
// at a time, but for userNameTaken(), policyHistory(), alertTargets(), standing(), records() and evidence(). Only called
// after a sign-in.
class TenantSession : public DrillService, public SignInReviewService {
public:
    virtual Result<TenantFacts> preflight(Mode mode, const DesiredState &desired,
                                          const std::function<void(const Finding &)> &seen, std::stop_token stop)
        = 0;
    virtual Result<bool> userNameTaken(const QString &userPrincipalName, std::stop_token stop) = 0;
    virtual Result<QList<PlannedWrite>> plan(Mode mode, const DesiredState &desired, const TenantFacts &tenant,
                                             std::stop_token stop)
        = 0;
    virtual Result<TenantStatus> tenantStatus(std::stop_token stop) = 0;
    virtual QList<RunRecord> records() const = 0;
    // Of the run or check that came to its end last, byte for byte as it is kept; empty before.
    virtual QByteArray evidence() const = 0;
    virtual RunRecord check(const std::optional<DesiredState> &wanted, const StatementAnswers &answers,
                            RunObserver &observer, std::stop_token stop)
        = 0;
    // Asks its questions through the Operator that it was made with: the window's WindowOperator.
    virtual RunRecord run(Mode mode, const DesiredState &desired, const TenantFacts &tenant, RunObserver &observer,
                          std::stop_token stop)
        = 0;
    // What policies were before they were changed; also while another call runs.
    virtual Result<PolicyHistory> policyHistory(const TenantFacts &tenant, std::stop_token stop) = 0;
    // What Azure offers as a home for the alerts; also while another call runs.
    virtual Result<AlertTargets> alertTargets(const QString &subscription, std::stop_token stop) = 0;
    // What watches the accounts after the last run. Does not block.
    virtual std::optional<AlertDeploymentSpec> alertSpec() const = 0;

    // What follows reads or writes the disk only, but for undo(), and may be called beside the others.
    virtual std::optional<UnfinishedRun> unfinished() = 0;
    virtual Result<void> leave(const UnfinishedRun &run) = 0;
    // What opens each account, told from the journals.
    virtual QList<UsableCredentials> usableCredentials() = 0;
    // Of the run that run() did last; empty before. Does not block.
    virtual QString journalFile() const = 0;
    virtual Result<QList<PolicyChange>> policyChanges(const QString &journalFile) = 0;
    virtual Result<QList<UndoneChange>> undo(const QString &journalFile, const QList<PolicyId> &only,
                                             std::stop_token stop)
        = 0;
};

} // namespace bg
