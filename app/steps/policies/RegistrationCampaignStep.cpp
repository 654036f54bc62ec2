// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/RegistrationCampaignStep.h"

#include "app/journal/PolicyEvents.h"
#include "app/model/FindingIds.h"
#include "app/steps/policies/DeadGroups.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

Result<Finding> RegistrationCampaignStep::inspect(std::stop_token stop)
{
    auto policy = m_context.runState.methodsPolicy();
    if (m_isStale || !policy) {
        auto read = AuthenticationMethodsPolicy(m_context.graph).policy(ApiVersion::V1, stop);
        if (!read)
            return fail(read.error());
        policy = *read;
    }
    m_seen = policy->campaign;

    const ObjectId group = m_context.runState.groupId();
    const QStringList excluded = m_seen.excludedIds();
    const bool leavesUsOut = !group.isEmpty()
        && std::any_of(excluded.begin(), excluded.end(), [&](const QString &id) { return ObjectId(id) == group; });
    Finding found;
    found.step = StepId::RegistrationCampaign;
    found.requirements = { QStringLiteral("S34"), QStringLiteral("S67") };
    found.evidence = QStringLiteral("state %1").arg(m_seen.state);
    found.facts = { { QStringLiteral("state"), m_seen.state }, { QStringLiteral("snoozeDays"), m_seen.snoozeDays } };
    if (leavesUsOut || !m_seen.isRunning()) {
        found.id = finding::CampaignInPlace;
        return found;
    }
    found.id = finding::CampaignReaches;
    found.state = State::Drifted;
    found.severity = Severity::Advice;
    found.actionOwner = ActionOwner::WizardWillDo;
    return found;
}

QJsonArray RegistrationCampaignStep::excludedWithUs() const
{
    QJsonArray targets = withoutDeadGroups(m_seen.excludeTargets, m_context);
    const ObjectId group = m_context.runState.groupId();
    targets.append(
        QJsonObject{ { QStringLiteral("id"), group.isEmpty() ? m_context.desired.exclusionGroup : group.value },
                     { QStringLiteral("targetType"), QStringLiteral("group") } });
    return targets;
}

QList<PlannedWrite> RegistrationCampaignStep::plannedWrites() const
{
    return { { StepId::RegistrationCampaign,
               QStringLiteral("registrationCampaign"),
               {},
               QStringLiteral("excludeTargets"),
               m_seen.excludeTargets,
               excludedWithUs(),
               {} } };
}

Result<void> RegistrationCampaignStep::apply(std::stop_token stop, const StepProgress &)
{
    m_isStale = true;
    if (auto kept = m_context.journal->write(CampaignBefore{ name(id()), m_seen.excludeTargets });
        !kept)
        return kept;
    return AuthenticationMethodsPolicy(m_context.graph).exclude(m_seen, excludedWithUs(), stop);
}

} // namespace bg
