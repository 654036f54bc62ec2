// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AlertDeployment.h"
#include "app/arm/AlertFindings.h"
#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

#include <optional>

namespace bg {

// Whoever uses the accounts is seen: the logs go to a workspace, rules watch them, an action group tells people (S26,
// S52, S94 to S98). Deployed and repaired only when the person chose it; what an earlier run deployed is checked either
// way. Everything in Azure is recognised by id and tag, never by what it is called.
class AlertsStep final : public Step {
public:
    explicit AlertsStep(const StepContext &context);

    StepId id() const override { return StepId::Alerts; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    bool isChosen() const { return m_context.desired.alerts.deploy; }
    Finding withoutDeployment();
    // Fills in what the choice leaves to us; the finding that ends the matter, if it cannot be.
    Result<std::optional<Finding>> settleChoice(std::stop_token stop);
    Result<Finding> look(std::stop_token stop);
    void note(const QList<AlertFinding> &seen);
    Finding judged(const Result<QList<PlannedResource>> &plan);
    AlertDeploymentSpec spec() const;
    bool areIdsKnown() const; // else the kit holds stand-ins, good for a plan only
    int people(std::stop_token stop);

    StepContext m_context;
    AlertChoice m_choice;
    AzureInventory m_seen;
    QList<PlannedResource> m_plan; // what is to be written, and what is kept
};

} // namespace bg
