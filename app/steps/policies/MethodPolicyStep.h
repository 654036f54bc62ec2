// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// The tenant's passkey policy lets the keys be registered: on, self-service on (a known limit of Graph), the exclusion
// group among its targets. The smallest change, and only when the person accepted it (S77).
class MethodPolicyStep final : public Step {
public:
    explicit MethodPolicyStep(const StepContext &context) : m_context(context) { }

    StepId id() const override { return StepId::MethodPolicy; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    QStringList needed() const;
    QJsonArray targetsWithUs() const;

    StepContext m_context;
    Fido2Policy m_seen;
};

} // namespace bg
