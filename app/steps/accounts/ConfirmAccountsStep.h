// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AuthenticationMethods.h"
#include "app/graph/Groups.h"
#include "app/graph/User.h"
#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

#include <QList>

#include <optional>

namespace bg {

// A record on the disk names the accounts and the group that a repair gives back their role and their exclusion. It may
// have been forged, so that the operator is shown them as the directory has them, with their keys, and says that they
// are right. Where the answer is no, the run ends as cancelled and nothing was written.
class ConfirmAccountsStep final : public Step {
public:
    explicit ConfirmAccountsStep(const StepContext &context) : m_context(context) { }
    StepId id() const override { return StepId::ConfirmAccounts; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override { return {}; }
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    struct SeenAccount {
        User user;
        QList<AuthenticationMethod> methods;
        QList<Fido2Method> keys;
        QString line() const; // for the question
    };
    Result<void> look(std::stop_token stop);
    QJsonObject facts() const;

    const StepContext m_context;
    QList<SeenAccount> m_accounts;
    std::optional<Group> m_group;
    QList<GroupMember> m_members;
    bool m_isLookedAt = false, m_isConfirmed = false;
};

} // namespace bg
