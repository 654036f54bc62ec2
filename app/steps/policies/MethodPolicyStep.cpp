// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/MethodPolicyStep.h"

#include "app/journal/PolicyEvents.h"
#include "app/model/FindingIds.h"
#include "app/steps/policies/DeadGroups.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

namespace {

const QString enable = QStringLiteral("enable"), selfService = QStringLiteral("selfService"),
              target = QStringLiteral("target");

} // namespace

// What has to change so that keys can be registered for members of our group.
QStringList MethodPolicyStep::needed() const
{
    QStringList changes;
    if (!m_seen.isEnabled)
        changes.append(enable);
    if (!m_seen.isSelfServiceAllowed)
        changes.append(selfService);
    const ObjectId group = m_context.runState.groupId();
    const bool isReached
        = std::any_of(m_seen.includeTargets.begin(), m_seen.includeTargets.end(), [&](const Fido2Target &one) {
              return one.id == QLatin1String("all_users") || (!group.isEmpty() && ObjectId(one.id) == group);
          });
    if (!isReached)
        changes.append(target);
    return changes;
}

Result<Finding> MethodPolicyStep::inspect(std::stop_token stop)
{
    auto policy = AuthenticationMethodsPolicy(m_context.graph).policy(ApiVersion::V1, stop);
    if (!policy)
        return fail(policy.error());
    m_seen = policy->fido2;
    m_context.runState.setMethodsPolicy(*policy);

    const QStringList changes = needed();
    Finding found;
    found.step = StepId::MethodPolicy;
    found.requirements = { QStringLiteral("S77") };
    found.evidence = changes.join(QStringLiteral(", "));
    found.facts = { { QStringLiteral("changes"), QJsonArray::fromStringList(changes) } };
    if (changes.isEmpty()) {
        found.id = finding::MethodPolicyInPlace;
        return found;
    }
    const bool isLeft = m_context.desired.methodPolicy == MethodPolicyChoice::Leave;
    found.id = isLeft ? finding::MethodPolicyLeft : finding::MethodPolicyStops;
    found.state = isLeft ? State::NotApplicable : State::Drifted;
    found.severity = Severity::Warning;
    found.actionOwner = isLeft ? ActionOwner::YouDecide : ActionOwner::WizardWillDo;
    return found;
}

QJsonArray MethodPolicyStep::targetsWithUs() const
{
    QJsonArray targets = withoutDeadGroups(m_seen.json[QStringLiteral("includeTargets")].toArray(), m_context);
    const ObjectId group = m_context.runState.groupId();
    QJsonObject ours{ { QStringLiteral("targetType"), QStringLiteral("group") },
                      { QStringLiteral("id"), group.isEmpty() ? m_context.desired.exclusionGroup : group.value },
                      { QStringLiteral("isRegistrationRequired"), false } };
    if (m_seen.usesProfiles())
        ours[QStringLiteral("allowedPasskeyProfiles")]
            = QJsonArray{ m_seen.defaultProfile.isEmpty() ? m_seen.profiles.first().id : m_seen.defaultProfile };
    targets.append(ours);
    return targets;
}

QList<PlannedWrite> MethodPolicyStep::plannedWrites() const
{
    const QString policy = QStringLiteral("fido2");
    QList<PlannedWrite> writes;
    const auto add
        = [&](const QString &property, const QJsonValue &before, const QJsonValue &after, const QString &others) {
              writes.append({ StepId::MethodPolicy, policy, policy, property, before, after, others });
          };
    for (const QString &change : needed()) {
        if (change == enable)
            add(QStringLiteral("state"), QStringLiteral("disabled"), QStringLiteral("enabled"),
                QStringLiteral("passkeyTargets"));
        else if (change == selfService)
            add(QStringLiteral("isSelfServiceRegistrationAllowed"), false, true, QStringLiteral("passkeyTargets"));
        else
            add(QStringLiteral("includeTargets"), m_seen.json[QStringLiteral("includeTargets")], targetsWithUs(), {});
    }
    return writes;
}

Result<void> MethodPolicyStep::apply(std::stop_token stop, const StepProgress &)
{
    const QStringList changes = needed();
    if (auto kept = m_context.journal->write(MethodPolicyBefore{ name(id()), m_seen.json });
        !kept)
        return kept;
    Fido2PolicyChange change;
    if (changes.contains(enable))
        change.isEnabled = true;
    if (changes.contains(selfService))
        change.isSelfServiceAllowed = true;
    if (changes.contains(target))
        change.includeTargets = targetsWithUs();
    return AuthenticationMethodsPolicy(m_context.graph).change(change, stop);
}

} // namespace bg
