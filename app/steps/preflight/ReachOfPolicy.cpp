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

PolicyAudience audienceOf(const QJsonObject &policy)
{
    const QJsonValue conditions = policy.value(QLatin1String("conditions"));
    if (namesPeople(conditions[QLatin1String("users")]))
        return PolicyAudience::People;
    if (!agentConditions(policy).isEmpty())
        return PolicyAudience::Agents;
    const QJsonValue clients = conditions[QLatin1String("clientApplications")];
    return names(clients[QLatin1String("includeServicePrincipals")]) ? PolicyAudience::Workloads
                                                                     : PolicyAudience::People;
}

bool saysNothing(const QJsonValue &value)
{
    return value.isNull() || value == QJsonValue(QString()) || (value.isArray() && value.toArray().isEmpty())
        || (value.isObject() && value.toObject().isEmpty());
}

void addUnknown(const QString &path, const QJsonValue &holder, const QStringList &known, QStringList &unknown)
{
    const QJsonObject members = holder.toObject();
    for (auto member = members.begin(); member != members.end(); ++member)
        if (!known.contains(member.key()) && !member.key().contains(QLatin1Char('@')) && !saysNothing(member.value()))
            unknown.append(path + QLatin1Char('.') + member.key());
}

// Of the types conditionalAccessConditionSet, conditionalAccessUsers and conditionalAccessClientApplications, beta.
QStringList unknownIn(const QJsonValue &conditions)
{
    static const QStringList ofConditions{
        QStringLiteral("agentIdRiskLevels"),  QStringLiteral("agents"),       QStringLiteral("applications"),
        QStringLiteral("authenticationFlows"), QStringLiteral("clientAppTypes"), QStringLiteral("clientApplications"),
        QStringLiteral("deviceStates"),       QStringLiteral("devices"),      QStringLiteral("insiderRiskLevels"),
        QStringLiteral("locations"),          QStringLiteral("platforms"),    QStringLiteral("servicePrincipalRiskLevels"),
        QStringLiteral("signInRiskLevels"),   QStringLiteral("userRiskLevels"), QStringLiteral("users")
    };
    static const QStringList ofUsers{ QStringLiteral("includeUsers"),  QStringLiteral("excludeUsers"),
                                      QStringLiteral("includeGroups"), QStringLiteral("excludeGroups"),
                                      QStringLiteral("includeRoles"),  QStringLiteral("excludeRoles"),
                                      QStringLiteral("includeGuestsOrExternalUsers"),
                                      QStringLiteral("excludeGuestsOrExternalUsers") };
    static const QStringList ofClients{ QStringLiteral("agentIdServicePrincipalFilter"),
                                        QStringLiteral("excludeAgentIdServicePrincipals"),
                                        QStringLiteral("excludeServicePrincipals"),
                                        QStringLiteral("includeAgentIdServicePrincipals"),
                                        QStringLiteral("includeServicePrincipals"),
                                        QStringLiteral("servicePrincipalFilter") };
    const QString path = QStringLiteral("conditions");
    QStringList unknown;
    addUnknown(path, conditions, ofConditions, unknown);
    addUnknown(path + QStringLiteral(".users"), conditions[QLatin1String("users")], ofUsers, unknown);
    addUnknown(path + QStringLiteral(".clientApplications"), conditions[QLatin1String("clientApplications")], ofClients,
               unknown);
    unknown.sort();
    return unknown;
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
    reach.audience = audienceOf(policy);
    reach.namesPeople = namesPeople(policy.value(QLatin1String("conditions"))[QLatin1String("users")]);
    reach.unknownConditions = unknownIn(policy.value(QLatin1String("conditions")));
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

QJsonObject agentConditions(const QJsonObject &policy)
{
    const QJsonValue conditions = policy.value(QLatin1String("conditions"));
    QJsonObject members;
    const QJsonValue clients = conditions[QLatin1String("clientApplications")];
    if (names(clients[QLatin1String("includeAgentIdServicePrincipals")]))
        members[QStringLiteral("clientApplications")] = clients;
    if (const QJsonValue risk = conditions[QLatin1String("agentIdRiskLevels")]; !risk.toString().isEmpty())
        members[QStringLiteral("agentIdRiskLevels")] = risk;
    if (const QJsonValue agents = conditions[QLatin1String("agents")]; namesAgents(agents))
        members[QStringLiteral("agents")] = agents;
    return members;
}

QJsonObject withConditions(QJsonObject policy, const QJsonObject &members)
{
    QJsonObject conditions = policy[QStringLiteral("conditions")].toObject();
    for (auto member = members.begin(); member != members.end(); ++member)
        conditions[member.key()] = member.value();
    policy[QStringLiteral("conditions")] = conditions;
    return policy;
}

} // namespace bg
