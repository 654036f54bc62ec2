// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// Before an account is shut: somebody else still gets in. The operator is an active Global Administrator and signed in
// as none of these accounts; else nothing is shut (ownAccountError, Forbidden). What is amiss with an account that stays as
// it is gets a finding and holds nothing up: whoever came in may have closed it, and must not stay in for that.
class OtherAdminsCheck final : public Step {
public:
    explicit OtherAdminsCheck(const StepContext &context) : m_context(context) { }

    StepId id() const override { return StepId::OtherAdmins; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override { return {}; }
    Result<void> apply(std::stop_token, const StepProgress &) override { return {}; }

private:
    Result<QStringList> problems(int account, std::stop_token stop);

    StepContext m_context;
};

} // namespace bg
