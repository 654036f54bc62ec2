// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/Users.h"
#include "app/journal/AccountEvents.h"
#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

#include <optional>

namespace bg {

// An administrator who lost their way to sign in gets one: a password on paper that opens the account once. Password
// and sessions first, so that whoever knew the old one is out before an account that was switched off is on again. Keys
// and phones stay as they are. A password cannot be read back: it counts only within the run that put it on paper.
class SignInResetStep final : public Step {
public:
    SignInResetStep(const StepContext &context, const ResetChoice &choice) : m_context(context), m_choice(choice) { }

    StepId id() const override { return StepId::SignInReset; }
    QString subject() const override { return m_choice.userPrincipalName.value; }
    // Errors besides those of reading: resetRefused(), ownAccountError().
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    Result<void> mayReset() const;
    Result<User> person(std::stop_token stop) const;
    SignInResetNote note() const;
    Result<Secret> replacePassword(Users &users, std::stop_token stop) const;
    Result<void> switchOn(Users &users, std::stop_token stop) const;
    Result<void> printTemporaryPassword(const Secret &password, std::stop_token stop);
    Error told(const Error &error) const;

    StepContext m_context;
    ResetChoice m_choice;
    User m_seen; // as the directory showed them last
    bool m_isOnPaper = false;
};

} // namespace bg
