// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// Whoever is in goes out, and the password that they may know opens nothing any more (S183): a password that nobody
// sees, then the end of all sessions. The one that is printed comes last, as in every rotation; until then the keys,
// the other account and the operator are the ways in. Access tokens elsewhere live on for up to an hour.
class BlockSignInStep final : public Step {
public:
    BlockSignInStep(const StepContext &context, int index) : m_context(context), m_index(index) { }

    StepId id() const override { return StepId::BlockSignIn; }
    QString subject() const override { return m_context.desired.accounts.at(m_index).userName; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    StepContext m_context;
    int m_index;
    bool m_isShut = false;
};

} // namespace bg
