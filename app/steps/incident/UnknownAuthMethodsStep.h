// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Step.h"
#include "app/model/UnknownAuthMethod.h"
#include "app/steps/StepContext.h"

namespace bg {

// Takes away the ways to sign in that somebody chose one by one, and no other: each is looked for again first, and one
// that a run on this computer registered is never touched.
class UnknownAuthMethodsStep final : public Step {
public:
    UnknownAuthMethodsStep(const StepContext &context, int index) : m_context(context), m_index(index) { }

    StepId id() const override { return StepId::UnknownAuthMethods; }
    QString subject() const override { return m_context.desired.accounts.at(m_index).userName; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    StepContext m_context;
    int m_index;
    QList<UnknownAuthMethod> m_left; // chosen, and still there
};

} // namespace bg
