// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flow/ExpectedTenant.h"

#include "app/base/Ids.h"
#include "app/steps/preflight/ReachOfPolicy.h"

#include <QJsonArray>

#include <functional>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

using Licence = PracticeScenario::Licence;

// Every property that objects of this kind have, and nothing in them.
QJsonObject emptyLike(const QJsonObject &objects)
{
    QJsonObject empty = objects.begin()->toObject();
    for (auto property = empty.begin(); property != empty.end(); ++property)
        *property = property->isArray() ? QJsonValue(QJsonArray()) : QJsonValue(QJsonValue::Null);
    return empty;
}

QJsonObject withChange(QJsonObject object, const QStringList &path, const std::function<QJsonValue(QJsonValue)> &by)
{
    const QString first = path.first();
    object[first] = path.size() == 1 ? by(object[first]) : withChange(object[first].toObject(), path.mid(1), by);
    return object;
}

std::function<QJsonValue(QJsonValue)> adding(const QJsonValue &one)
{
    return [one](const QJsonValue &list) {
        QJsonArray longer = list.toArray();
        longer.append(one);
        return QJsonValue(longer);
    };
}

// S8 to S17, S109, S119 to S124: everything that is not listed here is empty.
QJsonObject newUser(const QJsonObject &users, const AccountChoice &choice, const QString &domain)
{
    const QString upn = choice.userName + u'@' + domain;
    QJsonObject user = emptyLike(users);
    user[u"userPrincipalName"_s] = upn;
    user[u"displayName"_s] = choice.displayName;
    user[u"accountEnabled"_s] = true;
    user[u"userType"_s] = u"Member"_s;
    user[u"passwordPolicies"_s] = u"DisablePasswordExpiration"_s;
    user[u"passwordProfile"_s] = QJsonObject{ { u"forceChangePasswordNextSignIn"_s, false },
                                              { u"forceChangePasswordNextSignInWithMfa"_s, false } };
    user[u"identities"_s] = QJsonArray{ QJsonObject{
        { u"signInType"_s, u"userPrincipalName"_s }, { u"issuer"_s, domain }, { u"issuerAssignedId"_s, upn } } };
    return user;
}

QJsonObject takenOver(QJsonObject user, const AccountChoice &choice)
{
    user[u"displayName"_s] = choice.displayName;
    user[u"accountEnabled"_s] = true;
    user[u"passwordPolicies"_s] = u"DisablePasswordExpiration"_s;
    user[u"passwordProfile"_s] = QJsonObject{ { u"forceChangePasswordNextSignIn"_s, false } };
    return user;
}

QJsonObject newGroup(const QJsonObject &groups, const DesiredState &desired, bool isAssignable)
{
    QJsonObject group = emptyLike(groups);
    group[u"displayName"_s] = desired.exclusionGroup;
    group[u"mailEnabled"_s] = false;
    group[u"securityEnabled"_s] = true;
    group[u"isAssignableToRole"_s] = isAssignable ? QJsonValue(true) : QJsonValue::Null;
    return group;
}

bool holdsRole(const QJsonObject &tenant, const QString &id)
{
    for (const char *part : { "roleAssignments", "roleSchedules" })
        for (const QJsonValue &one : tenant[QLatin1String(part)].toArray())
            if (one["principalId"_L1].toString() == id && one["endDateTime"_L1].toString().isEmpty())
                return true;
    return false;
}

QJsonObject withRole(const QJsonObject &tenant, const QString &id, bool throughPim)
{
    QJsonObject line{ { u"principalId"_s, id },
                      { u"roleDefinitionId"_s, globalAdministratorRole() },
                      { u"directoryScopeId"_s, u"/"_s } };
    if (!throughPim)
        return withChange(tenant, { u"roleAssignments"_s }, adding(line));
    line[u"appScopeId"_s] = QJsonValue::Null;
    line[u"assignmentType"_s] = u"Assigned"_s;
    line[u"memberType"_s] = u"Direct"_s;
    line[u"endDateTime"_s] = QJsonValue::Null;
    return withChange(tenant, { u"roleSchedules"_s }, adding(line));
}

QJsonObject withAccount(QJsonObject tenant, const PracticeScenario &scenario, const AccountChoice &choice,
                        const QString &id, const QString &group)
{
    const QJsonObject users = tenant[u"users"_s].toObject();
    const bool isThere = users.contains(id);
    QJsonObject user
        = isThere ? takenOver(users[id].toObject(), choice) : newUser(users, choice, scenario.initialDomain);
    user[u"id"_s] = id;
    tenant = withChange(tenant, { u"users"_s, id }, [&](const QJsonValue &) { return QJsonValue(user); });
    if (!tenant["members"_L1][group].toArray().contains(id))
        tenant = withChange(tenant, { u"members"_s, group }, adding(id));
    if (!holdsRole(tenant, id))
        tenant = withRole(tenant, id, scenario.licence == Licence::P2 && scenario.pimPermitsPermanent);
    return tenant;
}

QJsonObject withGroup(QJsonObject tenant, const PracticeScenario &scenario, const DesiredState &desired,
                      const QString &id)
{
    const QJsonObject groups = tenant[u"groups"_s].toObject();
    QJsonObject group
        = groups.contains(id) ? groups[id].toObject() : newGroup(groups, desired, scenario.licence != Licence::Free);
    group[u"id"_s] = id;
    group[u"description"_s] = u"Emergency access accounts excluded from all CA policies - DO NOT MODIFY"_s; // S135
    tenant = withChange(tenant, { u"groups"_s, id }, [&](const QJsonValue &) { return QJsonValue(group); });
    return withChange(tenant, { u"owners"_s, id }, [](const QJsonValue &) { return QJsonValue(QJsonArray()); });
}

QJsonArray withExclusions(const QJsonArray &policies, const QString &group)
{
    QJsonArray changed;
    for (const QJsonValue &policy : policies) {
        const QJsonArray excluded = policy["conditions"_L1]["users"_L1]["excludeGroups"_L1].toArray();
        const bool isOurs = reachOf(policy.toObject()).reachesPeople() && !excluded.contains(group);
        changed.append(
            isOurs ? withChange(policy.toObject(), { u"conditions"_s, u"users"_s, u"excludeGroups"_s }, adding(group))
                   : policy.toObject());
    }
    return changed;
}

} // namespace

QJsonObject expectedTenant(const QJsonObject &before, const PracticeScenario &scenario, const DesiredState &desired,
                           const RunRecord &record)
{
    const QString group = record.groupId;
    QJsonObject tenant = withGroup(before, scenario, desired, group);
    for (int i = 0; i < desired.accounts.size(); ++i)
        tenant = withAccount(tenant, scenario, desired.accounts[i], record.accounts.value(i).objectId.value, group);
    if (scenario.licence != Licence::Free)
        tenant[u"policies"_s] = withExclusions(tenant[u"policies"_s].toArray(), group);
    if (!scenario.selfServiceRegistration)
        tenant = withChange(tenant, { u"settings"_s, u"fido2"_s, u"isSelfServiceRegistrationAllowed"_s },
                            [](const QJsonValue &) { return QJsonValue(true); });
    if (scenario.registrationCampaign)
        tenant = withChange(tenant,
                            { u"settings"_s, u"methodsPolicy"_s, u"registrationEnforcement"_s,
                              u"authenticationMethodsRegistrationCampaign"_s, u"excludeTargets"_s },
                            adding(QJsonObject{ { u"id"_s, group }, { u"targetType"_s, u"group"_s } }));
    tenant.remove("passkeys"_L1);
    return tenant;
}

} // namespace bg
