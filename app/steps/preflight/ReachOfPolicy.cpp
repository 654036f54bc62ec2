// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/ReachOfPolicy.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace bg {

namespace {

// Microsoft switches its own policies on 45 days after they appeared, at the earliest.
constexpr int daysInReportOnly = 45;

bool names(const QJsonValue &list)
{
    const QJsonArray array = list.toArray();
    return std::any_of(array.begin(), array.end(), [](const QJsonValue &id) { return id != QLatin1String("None"); });
}

bool namesPeople(const QJsonValue &users)
{
    return names(users[QLatin1String("includeUsers")]) || names(users[QLatin1String("includeGroups")])
        || names(users[QLatin1String("includeRoles")])
        || users[QLatin1String("includeGuestsOrExternalUsers")].isObject();
}

// An object in the service, each member a list or a filter of its own (includeAgentUsers, ...).
bool namesAgents(const QJsonValue &agents)
{
    const QJsonObject members = agents.toObject();
    return std::any_of(members.begin(), members.end(), [](const QJsonValue &member) {
        return member.isArray() ? names(member) : member.isObject() || !member.toString().isEmpty();
    });
}

PolicyAudience audienceOf(const QJsonValue &conditions)
{
    if (namesPeople(conditions[QLatin1String("users")]))
        return PolicyAudience::People;
    const QJsonValue clients = conditions[QLatin1String("clientApplications")];
    const bool isForAgents = names(clients[QLatin1String("includeAgentIdServicePrincipals")])
        || !conditions[QLatin1String("agentIdRiskLevels")].toString().isEmpty()
        || namesAgents(conditions[QLatin1String("agents")]);
    if (isForAgents)
        return PolicyAudience::Agents;
    return names(clients[QLatin1String("includeServicePrincipals")]) ? PolicyAudience::Workloads
                                                                     : PolicyAudience::People;
}

PolicyMode modeOf(const QString &state)
{
    if (state == QLatin1String("disabled"))
        return PolicyMode::Disabled;
    return state == QLatin1String("enabledForReportingButNotEnforced") ? PolicyMode::ReportOnly : PolicyMode::Enforced;
}

// Policies with a part that was retired are refused whole, whatever the PATCH changes.
QString retiredPart(const QJsonObject &policy)
{
    const QJsonValue controls = policy.value(QLatin1String("grantControls"))[QLatin1String("builtInControls")];
    if (controls.toArray().contains(QLatin1String("approvedApplication")))
        return QStringLiteral("approvedClientApp");
    if (policy.value(QLatin1String("conditions"))[QLatin1String("deviceStates")].isObject())
        return QStringLiteral("deviceStates");
    return {};
}

} // namespace

ReachOfPolicy reachOf(const QJsonObject &policy)
{
    ReachOfPolicy reach;
    reach.audience = audienceOf(policy.value(QLatin1String("conditions")));
    reach.mode = modeOf(policy.value(QLatin1String("state")).toString());
    // No member says so; a policy that a customer made from a template has a templateId too, so the name counts as
    // well.
    reach.isManagedByMicrosoft = !policy.value(QLatin1String("templateId")).toString().isEmpty()
        && policy.value(QLatin1String("displayName")).toString().startsWith(QLatin1String("Microsoft-managed"));
    if (reach.isManagedByMicrosoft && reach.mode == PolicyMode::ReportOnly) {
        const QString created = policy.value(QLatin1String("createdDateTime")).toString();
        const QDate since = QDateTime::fromString(created, Qt::ISODateWithMs).date();
        if (since.isValid())
            reach.switchesOn = since.addDays(daysInReportOnly);
    }
    reach.cannotBeEdited = retiredPart(policy);
    const QJsonValue strength = policy.value(QLatin1String("grantControls"))[QLatin1String("authenticationStrength")];
    if (strength[QLatin1String("policyType")] == QLatin1String("custom"))
        reach.customStrength = strength[QLatin1String("displayName")].toString();
    return reach;
}

} // namespace bg
