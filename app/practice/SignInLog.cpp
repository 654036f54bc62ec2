// SPDX-License-Identifier: GPL-3.0-or-later
// What Conditional Access says to a sign-in, and the line it leaves in the log.
#include "app/base/Random.h"
#include "app/practice/LoginService.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

bool reaches(const QJsonObject &policy, const QString &userId, const QStringList &groups, const QStringList &roles)
{
    const QJsonValue users = policy["conditions"_L1]["users"_L1];
    const auto names = [&](const char *list, const QStringList &ids) {
        for (const QJsonValue &id : users[QLatin1String(list)].toArray())
            if (ids.contains(id.toString(), Qt::CaseInsensitive))
                return true;
        return false;
    };
    if (names("excludeUsers", { userId }) || names("excludeGroups", groups) || names("excludeRoles", roles))
        return false;
    return names("includeUsers", { userId, u"All"_s }) || names("includeGroups", groups)
        || names("includeRoles", roles);
}

// Blocks whatever the place, the app and the device are.
bool blocksAlways(const QJsonObject &policy)
{
    const QJsonValue conditions = policy["conditions"_L1];
    if (policy["state"_L1].toString() != "enabled"_L1
        || !policy["grantControls"_L1]["builtInControls"_L1].toArray().contains(u"block"_s))
        return false;
    for (const QString &name :
         { u"locations"_s, u"platforms"_s, u"devices"_s, u"authenticationFlows"_s, u"insiderRiskLevels"_s })
        if (!conditions[name].isNull() && !conditions[name].isUndefined())
            return false;
    const QJsonArray clients = conditions["clientAppTypes"_L1].toArray();
    const bool isBrowser = clients.contains(u"all"_s) || clients.contains(u"browser"_s);
    return isBrowser && conditions["applications"_L1]["includeApplications"_L1].toArray().contains(u"All"_s)
        && conditions["signInRiskLevels"_L1].toArray().isEmpty() && conditions["userRiskLevels"_L1].toArray().isEmpty();
}

} // namespace

QString LoginService::blockingPolicy(const QString &userId) const
{
    const QStringList groups = m_directory.groupsOf(userId);
    const QStringList roles = m_directory.activeRoles(userId);
    for (const QJsonObject &policy : std::as_const(m_directory.policies))
        if (blocksAlways(policy) && reaches(policy, userId, groups, roles))
            return policy["displayName"_L1].toString();
    return {};
}

void LoginService::logSignIn(const Flow &flow, const QString &userId, int errorCode, const QString &reason,
                             const QString &method)
{
    const QJsonObject user = m_directory.users.value(userId);
    const QStringList groups = m_directory.groupsOf(userId);
    const QStringList roles = m_directory.activeRoles(userId);
    QJsonArray applied;
    bool isReached = false;
    for (const QJsonObject &policy : std::as_const(m_directory.policies)) {
        const bool isHit = reaches(policy, userId, groups, roles);
        const bool isEnabled = policy["state"_L1].toString() == "enabled"_L1;
        isReached = isReached || (isHit && isEnabled);
        const QString result = policy["state"_L1].toString() == "disabled"_L1 ? u"notEnabled"_s
            : !isHit                                                          ? u"notApplied"_s
            : !isEnabled                                                      ? u"reportOnlySuccess"_s
            : errorCode == 53003                                              ? u"failure"_s
                                                                              : u"success"_s;
        applied.append(QJsonObject{ { u"id"_s, policy["id"_L1] },
                                    { u"displayName"_s, policy["displayName"_L1] },
                                    { u"enforcedGrantControls"_s, QJsonArray() },
                                    { u"enforcedSessionControls"_s, QJsonArray() },
                                    { u"result"_s, result } });
    }
    const QString now = m_directory.timestamp();
    m_directory.signIns.prepend(QJsonObject{
        { u"id"_s, randomGuid() },
        { u"createdDateTime"_s, now },
        { u"userId"_s, userId },
        { u"userDisplayName"_s, user["displayName"_L1] },
        { u"userPrincipalName"_s, user["userPrincipalName"_L1] },
        { u"appId"_s, flow.clientId },
        { u"appDisplayName"_s, u"Microsoft Graph Command Line Tools"_s },
        { u"resourceDisplayName"_s, u"Microsoft Graph"_s },
        { u"resourceId"_s, u"00000003-0000-0000-c000-000000000000"_s },
        { u"clientAppUsed"_s, u"Browser"_s },
        { u"ipAddress"_s, u"127.0.0.1"_s },
        { u"isInteractive"_s, true },
        { u"correlationId"_s, randomGuid() },
        { u"conditionalAccessStatus"_s,
          errorCode == 53003 ? u"failure"_s
              : isReached    ? u"success"_s
                             : u"notApplied"_s },
        { u"riskDetail"_s, u"none"_s },
        { u"riskLevelAggregated"_s, u"none"_s },
        { u"riskLevelDuringSignIn"_s, u"none"_s },
        { u"riskState"_s, u"none"_s },
        { u"status"_s,
          QJsonObject{ { u"errorCode"_s, errorCode },
                       { u"failureReason"_s, reason.isEmpty() ? QJsonValue::Null : QJsonValue(reason) },
                       { u"additionalDetails"_s, QJsonValue::Null } } },
        { u"appliedConditionalAccessPolicies"_s, applied },
        { u"authenticationRequirement"_s, u"singleFactorAuthentication"_s },
        { u"authenticationDetails"_s,
          QJsonArray{ QJsonObject{ { u"authenticationMethod"_s, method },
                                   { u"authenticationStepDateTime"_s, now },
                                   { u"succeeded"_s, errorCode == 0 } } } },
        { u"signInEventTypes"_s, QJsonArray{ u"interactiveUser"_s } },
    });
}

} // namespace bg
