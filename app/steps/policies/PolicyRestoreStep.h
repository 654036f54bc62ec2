// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/ConditionalAccess.h"
#include "app/reconcile/Step.h"
#include "app/steps/policies/PolicyPatch.h"
#include "app/steps/StepContext.h"

#include <QSet>

namespace bg {

// The policies that somebody chose become what they were before they were changed, but go on leaving the exclusion
// group out. Only what differs is sent; the journal holds each as it was found, and Undo brings that back.
class PolicyRestoreStep final : public Step {
public:
    explicit PolicyRestoreStep(const StepContext &context) : m_context(context) { }

    StepId id() const override { return StepId::PolicyRestore; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    struct Open {
        ConditionalAccessPolicy now;
        PolicyVersion former;
        QJsonObject wanted; // `former`, with the group left out
        PolicyPatch patch;
    };
    Result<void> restore(const Open &open, std::stop_token stop);
    void noteRestored(const Open &open);
    void noteRefused(const Open &open, const Error &error);

    StepContext m_context;
    QList<Open> m_open; // chosen, and still otherwise
    QSet<PolicyId> m_refused;
};

} // namespace bg
