// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/User.h"
#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

#include <optional>

namespace bg {

// One cloud-only account on the tenant's initial domain, enabled, whose password never expires (S8 to S17, S119 to
// S124). It begins with a password that nobody ever sees.
class AccountStep final : public Step {
public:
    AccountStep(const StepContext &context, int index) : m_context(context), m_index(index) { }

    StepId id() const override { return StepId::Accounts; }
    QString subject() const override;
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    Result<std::optional<User>> find(std::stop_token stop);
    bool isOurs(const User &user) const;
    Result<void> learnOrigin(const User &user, std::stop_token stop);
    bool makes() const;
    Result<Answer> askToTakeOver(std::stop_token stop);
    QStringList differences(const User &user) const;
    Result<void> create(std::stop_token stop);
    Result<User> lateTwin(std::stop_token stop);
    Result<void> repair(std::stop_token stop);
    Finding unsuitable(const QString &reason) const;
    Result<void> remember(const User &user) const;
    Result<void> rememberAdopted();
    Finding finding(QLatin1String id, State state, Severity severity, const QString &evidence) const;

    StepContext m_context;
    int m_index;
    std::optional<User> m_seen;
    QString m_nickname; // of the account that this run makes; empty before
    bool m_isRemembered = false;
    ObjectId m_looked, m_confirmed; // named by a file: asked the directory about, and made by this operator's wizard
};

} // namespace bg
