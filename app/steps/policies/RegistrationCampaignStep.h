// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// The nudge to set up Microsoft Authenticator leaves the group out: an emergency sign-in must not end in it.
class RegistrationCampaignStep final : public Step {
public:
    explicit RegistrationCampaignStep(const StepContext &context) : m_context(context) { }

    StepId id() const override { return StepId::RegistrationCampaign; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    QJsonArray excludedWithUs() const;

    StepContext m_context;
    RegistrationCampaign m_seen;
    bool m_isStale = false; // what the passkey policy's step read does not hold any more
};

} // namespace bg
