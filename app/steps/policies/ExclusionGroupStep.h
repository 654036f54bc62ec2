// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/Groups.h"
#include "app/reconcile/Step.h"
#include "app/steps/policies/GroupCreation.h"
#include "app/steps/StepContext.h"

#include <optional>

namespace bg {

// The group that every policy leaves out: assigned members, both accounts and nobody else, role-assignable where the
// licence allows it, so that only the highest administrators can add to it (S134 to S136).
class ExclusionGroupStep final : public Step {
public:
    explicit ExclusionGroupStep(const StepContext &context)
        : m_context(context), m_creation(context, context.desired.exclusionGroup)
    { }

    StepId id() const override { return StepId::ExclusionGroup; }
    QString subject() const override { return m_context.desired.exclusionGroup; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    struct Seen {
        Group group;
        QList<GroupMember> members, owners;
    };
    Result<QList<Group>> candidates(std::stop_token stop);
    Result<void> learnGoneGroups(std::stop_token stop);
    Result<Seen> look(const Group &group, std::stop_token stop);
    bool isOurs(const Seen &seen) const;
    bool holdsAccounts(const Seen &seen) const;
    QList<AccountState> lacking(const Seen &seen) const;
    QList<AccountState> joining(const Seen &seen) const;
    QStringList strangers(const Seen &seen) const;
    bool isAgreedAsItIs(const Seen &seen) const;
    Result<void> askToUse(std::stop_token stop);
    bool isComplete(const Seen &seen) const;
    QString ineligibility(const Seen &seen) const;
    Finding judge(const Seen &seen);
    Finding finding(QLatin1String id, State state, Severity severity, const QString &evidence) const;
    Result<void> repair(std::stop_token stop);
    Result<void> remember(const ObjectId &group);
    Result<void> rememberAdopted();

    StepContext m_context;
    std::optional<Seen> m_seen;
    QStringList m_twins;
    QList<ObjectId> m_existing; // called gone by a file
    GroupCreation m_creation;
    std::optional<Group> m_justListed; // for the look that follows
    bool m_isRemembered = false;
};

} // namespace bg
