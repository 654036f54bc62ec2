// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/ConditionalAccess.h"
#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// Reads everything once more when all is done, as a stranger would: accounts, group, role, ways to sign in, and every
// policy, also those that appeared meanwhile. Never writes.
class FinalCheck final : public Step {
public:
    explicit FinalCheck(const StepContext &context) : m_context(context) { }

    StepId id() const override { return StepId::FinalCheck; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override { return {}; }
    Result<void> apply(std::stop_token, const StepProgress &) override { return {}; }

private:
    Result<void> checkAccounts(std::stop_token stop);
    Result<void> checkGroup(std::stop_token stop);
    Result<void> checkRoles(std::stop_token stop);
    Result<void> checkMethods(int account, std::stop_token stop);
    bool knowsOurKeys() const;
    void noteStranger(int account, const QString &methodId);
    Result<void> checkPolicies(std::stop_token stop);
    QJsonObject asListed(const ConditionalAccessPolicy &policy) const;
    bool wasSeenBefore(const PolicyId &policy) const;

    StepContext m_context;
    QStringList m_problems;
    bool m_isPolicyRefused = false; // one of them is a policy that the service refused to change: not ours to repair
};

} // namespace bg
