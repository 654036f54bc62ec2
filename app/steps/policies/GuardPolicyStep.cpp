// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/GuardPolicyStep.h"

#include "app/graph/AuthenticationStrengths.h"
#include "app/journal/PolicyEvents.h"
#include "app/model/FindingIds.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

namespace {

QString guardName()
{
    return QStringLiteral("Emergency access - require phishing-resistant sign-in");
}

bool targetsOnly(const QJsonObject &policy, const ObjectId &group)
{
    const QJsonObject users = policy[QStringLiteral("conditions")].toObject()[QStringLiteral("users")].toObject();
    const QJsonArray groups = users[QStringLiteral("includeGroups")].toArray();
    return groups.size() == 1 && ObjectId(groups.first().toString()) == group;
}

} // namespace

// Every account has a key: without one the guard would lock it out.
bool GuardPolicyStep::areKeysThere() const
{
    const QList<AccountState> accounts = m_context.runState.accounts();
    return std::all_of(accounts.begin(), accounts.end(),
                       [](const AccountState &account) { return !account.keys.isEmpty(); });
}

Result<std::optional<ConditionalAccessPolicy>> GuardPolicyStep::find(std::stop_token stop)
{
    if (m_seen) {
        auto again = ConditionalAccess(m_context.graph).byId(m_seen->id, ApiVersion::V1, stop);
        if (!again)
            return fail(again.error());
        return std::optional(*again);
    }
    const ObjectId group = m_context.runState.groupId();
    for (const QJsonObject &policy : m_context.runState.listedPolicies())
        if (!group.isEmpty() && targetsOnly(policy, group)
            && policy[QStringLiteral("displayName")].toString() == guardName())
            return std::optional(ConditionalAccessPolicy::fromJson(policy));
    return std::optional<ConditionalAccessPolicy>();
}

Result<Finding> GuardPolicyStep::inspect(std::stop_token stop)
{
    Finding found;
    found.step = StepId::GuardPolicy;
    found.facts = { { QStringLiteral("displayName"), guardName() } };
    if (!m_context.desired.guardPolicy || m_context.tenant.licence == Licence::Free) {
        found.id = finding::GuardNotChosen;
        found.state = State::NotApplicable;
        return found;
    }
    auto policy = find(stop);
    if (!policy)
        return fail(policy.error());
    m_seen = *policy;
    found.actionOwner = ActionOwner::WizardWillDo;
    if (!m_seen) {
        found.id = finding::GuardMissing;
        found.state = State::Missing;
        return found;
    }
    found.facts[QStringLiteral("policyId")] = m_seen->id.value;
    found.evidence = m_seen->state;
    if (m_seen->state == QLatin1String("enabled")) {
        found.id = finding::GuardInPlace;
        found.actionOwner = ActionOwner::Fine;
        return found;
    }
    found.id = finding::GuardReportOnly;
    found.state = State::Drifted;
    return found;
}

QList<PlannedWrite> GuardPolicyStep::plannedWrites() const
{
    const QString state = QStringLiteral("state"), reportOnly = QStringLiteral("enabledForReportingButNotEnforced");
    QList<PlannedWrite> writes;
    if (!m_seen)
        writes.append({ StepId::GuardPolicy, guardName(), {}, {}, QJsonValue::Null, reportOnly, {} });
    writes.append({ StepId::GuardPolicy,
                    guardName(),
                    m_seen ? m_seen->id.value : QString(),
                    state,
                    m_seen ? m_seen->state : reportOnly,
                    QStringLiteral("enabled"),
                    {} });
    return writes;
}

Result<void> GuardPolicyStep::apply(std::stop_token stop, const StepProgress &)
{
    if (!areKeysThere())
        return fail(Error::Kind::Conflict, QStringLiteral("an account has no key: the guard would lock it out"));
    ConditionalAccess access(m_context.graph);
    if (!m_seen) {
        const auto strength = AuthenticationStrengths(m_context.graph).phishingResistant(stop);
        if (!strength)
            return fail(strength.error());
        auto made = access.create({ guardName(), m_context.runState.groupId(), strength->id }, stop);
        if (!made)
            return fail(made.error());
        m_seen = *made;
        if (auto kept = m_context.journal->write(GuardMade{ name(id()), made->id });
            !kept)
            return kept;
    }
    return access.switchOn(m_seen->id, stop);
}

} // namespace bg
