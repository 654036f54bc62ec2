// SPDX-License-Identifier: GPL-3.0-or-later
// The tenant as a practice finds it.
#include "app/practice/Seed.h"
#include "app/base/Ids.h"
#include "app/practice/Json.h"
#include "resources/Resources.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

QJsonObject person(const Directory &directory, const QString &name, const QString &displayName)
{
    const QString upn = name + u'@' + directory.scenario.initialDomain;
    return { { u"id"_s, seededId(u"user "_s + name) },
             { u"userPrincipalName"_s, upn },
             { u"displayName"_s, displayName },
             { u"mailNickname"_s, name },
             { u"accountEnabled"_s, true },
             { u"userType"_s, u"Member"_s },
             { u"createdDateTime"_s, beginning },
             { u"lastPasswordChangeDateTime"_s, beginning },
             { u"signInSessionsValidFromDateTime"_s, beginning },
             { u"passwordPolicies"_s, QJsonValue::Null },
             { u"onPremisesSyncEnabled"_s, QJsonValue::Null },
             { u"onPremisesImmutableId"_s, QJsonValue::Null },
             { u"assignedLicenses"_s, QJsonArray() },
             { u"usageLocation"_s, QJsonValue::Null },
             { u"businessPhones"_s, QJsonArray() },
             { u"givenName"_s, QJsonValue::Null },
             { u"surname"_s, QJsonValue::Null },
             { u"jobTitle"_s, QJsonValue::Null },
             { u"mail"_s, QJsonValue::Null },
             { u"mobilePhone"_s, QJsonValue::Null },
             { u"officeLocation"_s, QJsonValue::Null },
             { u"preferredLanguage"_s, QJsonValue::Null },
             { u"identities"_s,
               QJsonArray{ QJsonObject{ { u"signInType"_s, u"userPrincipalName"_s },
                                        { u"issuer"_s, directory.scenario.initialDomain },
                                        { u"issuerAssignedId"_s, upn } } } },
             { u"isManagementRestricted"_s, QJsonValue::Null } };
}

QString addPerson(Directory &directory, const QString &name, const QString &displayName)
{
    const QJsonObject user = person(directory, name, displayName);
    const QString id = user["id"_L1].toString();
    directory.users[id] = user;
    return id;
}

QString addGroup(Directory &directory, const QString &thing, const QString &displayName, bool isAssignable = false)
{
    const QString id = seededId(u"group "_s + thing);
    directory.groups[id] = QJsonObject{ { u"id"_s, id },
                                        { u"displayName"_s, displayName },
                                        { u"description"_s, QJsonValue::Null },
                                        { u"mailNickname"_s, id.left(8) },
                                        { u"mailEnabled"_s, false },
                                        { u"securityEnabled"_s, true },
                                        { u"groupTypes"_s, QJsonArray() },
                                        { u"isAssignableToRole"_s, isAssignable ? QJsonValue(true) : QJsonValue::Null },
                                        { u"membershipRule"_s, QJsonValue::Null },
                                        { u"mail"_s, QJsonValue::Null },
                                        { u"visibility"_s, QJsonValue::Null },
                                        { u"onPremisesSyncEnabled"_s, QJsonValue::Null },
                                        { u"isManagementRestricted"_s, QJsonValue::Null },
                                        { u"createdDateTime"_s, beginning },
                                        { u"renewedDateTime"_s, beginning } };
    directory.members[id] = {};
    directory.owners[id] = {};
    return id;
}

void assignRole(Directory &directory, const QString &principal, const QString &role)
{
    directory.roleAssignments.append(QJsonObject{ { u"id"_s, seededId(u"assignment "_s + principal + role) },
                                                  { u"principalId"_s, principal },
                                                  { u"roleDefinitionId"_s, role },
                                                  { u"directoryScopeId"_s, u"/"_s } });
}

void addOrganization(Directory &directory)
{
    using Licence = PracticeScenario::Licence;
    QJsonArray plans, skuPlans;
    const auto addPlan = [&](const char *id, const char *name) {
        plans.append(
            QJsonObject{ { u"assignedDateTime"_s, beginning },
                         { u"capabilityStatus"_s, directory.scenario.licenceLapsed ? u"Suspended"_s : u"Enabled"_s },
                         { u"service"_s, u"AADPremiumService"_s },
                         { u"servicePlanId"_s, QLatin1String(id) } });
        skuPlans.append(QJsonObject{ { u"servicePlanId"_s, QLatin1String(id) },
                                     { u"servicePlanName"_s, QLatin1String(name) },
                                     { u"provisioningStatus"_s, u"Success"_s },
                                     { u"appliesTo"_s, u"User"_s } });
    };
    if (directory.scenario.licence != Licence::Free)
        addPlan("41781fb2-bc02-4b7c-bd55-b576c07bb09d", "AAD_PREMIUM");
    if (directory.scenario.licence == Licence::P2)
        addPlan("eec0eb4f-6444-4f95-aba0-50c24d67f998", "AAD_PREMIUM_P2");
    const QString domain = directory.scenario.initialDomain;
    const QString mailDomain = domain.section(u'.', 0, 0) + u".mail."_s + domain.section(u'.', 1);
    const auto verified = [](const QString &name, bool isInitial, bool isDefault) {
        return QJsonObject{ { u"name"_s, name },
                            { u"type"_s, u"Managed"_s },
                            { u"isInitial"_s, isInitial },
                            { u"isDefault"_s, isDefault },
                            { u"capabilities"_s, u"Email, OfficeCommunicationsOnline"_s } };
    };
    directory.organization
        = QJsonObject{ { u"id"_s, directory.tenantId },
                       { u"displayName"_s, u"Contoso (practice)"_s },
                       { u"tenantType"_s, directory.scenario.tenantType },
                       { u"countryLetterCode"_s, u"US"_s },
                       { u"createdDateTime"_s, beginning },
                       { u"onPremisesSyncEnabled"_s,
                         directory.scenario.hasDirectorySync ? QJsonValue(true) : QJsonValue::Null },
                       { u"assignedPlans"_s, plans },
                       { u"verifiedDomains"_s,
                         QJsonArray{ verified(u"contoso.com"_s, false, true), verified(mailDomain, false, false),
                                     verified(domain, true, false) } } };
    for (const QString &name : { u"contoso.com"_s, mailDomain, domain })
        directory.domains.append(QJsonObject{ { u"id"_s, name },
                                              { u"authenticationType"_s, u"Managed"_s },
                                              { u"availabilityStatus"_s, QJsonValue::Null },
                                              { u"isAdminManaged"_s, true },
                                              { u"isDefault"_s, name == "contoso.com"_L1 },
                                              { u"isInitial"_s, name == domain },
                                              { u"isRoot"_s, true },
                                              { u"isVerified"_s, true },
                                              { u"passwordValidityPeriodInDays"_s, 2147483647 },
                                              { u"passwordNotificationWindowInDays"_s, 14 },
                                              { u"supportedServices"_s, QJsonArray{ u"Email"_s } } });
    if (!skuPlans.isEmpty())
        directory.skus.append(QJsonObject{
            { u"id"_s, directory.tenantId + u"_84a661c4-e949-4bd2-a560-ed7766fcaf2b"_s },
            { u"skuId"_s, u"84a661c4-e949-4bd2-a560-ed7766fcaf2b"_s },
            { u"skuPartNumber"_s, u"AAD_PREMIUM_P2"_s },
            { u"appliesTo"_s, u"User"_s },
            { u"capabilityStatus"_s, directory.scenario.licenceLapsed ? u"Suspended"_s : u"Enabled"_s },
            { u"consumedUnits"_s, 3 },
            { u"prepaidUnits"_s, QJsonObject{ { u"enabled"_s, 25 }, { u"suspended"_s, 0 }, { u"warning"_s, 0 } } },
            { u"servicePlans"_s, skuPlans } });
}

void addPolicies(Directory &directory, const QMap<QString, QString> &names)
{
    const QJsonArray templates = QJsonDocument::fromJson(resource(u"practice/policies.json"_s)).array();
    int previewLeft = directory.scenario.preview;
    for (int i = 0; i < directory.scenario.policies; ++i) {
        QByteArray text = QJsonDocument(templates[i % templates.size()].toObject()).toJson();
        for (auto name = names.begin(); name != names.end(); ++name)
            text.replace(name.key().toUtf8(), name.value().toUtf8());
        QJsonObject policy = QJsonDocument::fromJson(text).object();
        const qsizetype round = i / templates.size();
        if (round > 0)
            policy[u"displayName"_s] = policy["displayName"_L1].toString() + u" (%1)"_s.arg(round + 1);
        if (policy.contains("@practice.preview"_L1) && --previewLeft < 0)
            policy.remove("@practice.preview"_L1);
        if (!policy["grantControls"_L1]["authenticationStrength"_L1].isNull()) {
            QJsonObject grant = policy["grantControls"_L1].toObject();
            const QString id = grant["authenticationStrength"_L1]["id"_L1].toString();
            if (directory.strengths.contains(id)) {
                grant[u"authenticationStrength"_s] = directory.strengths[id];
                policy[u"grantControls"_s] = grant;
            }
        }
        policy[u"id"_s] = seededId(u"policy %1"_s.arg(i));
        policy[u"createdDateTime"_s] = beginning;
        policy[u"modifiedDateTime"_s] = i % 3 ? QJsonValue(u"2025-06-01T09:30:00Z"_s) : QJsonValue::Null;
        policy[u"deletedDateTime"_s] = QJsonValue::Null;
        directory.policies.append(policy);
    }
}

// Two emergency accounts of earlier times: right in most ways, wrong in a few that an adoption must mend.
void addExistingPair(Directory &directory)
{
    const QString group
        = addGroup(directory, u"existing exclusion"_s, u"Conditional Access exclusion"_s, directory.isPremium1());
    QStringList pair;
    for (const QString &name : { u"emergency-1"_s, u"emergency-2"_s }) {
        const QString id = addPerson(directory, name, u"Emergency access "_s + name.right(1));
        directory.users[id][u"passwordPolicies"_s]
            = pair.isEmpty() ? QJsonValue(u"DisablePasswordExpiration"_s) : QJsonValue::Null;
        directory.setPassword(id, seededId(name) + u"Aa1"_s);
        assignRole(directory, id, globalAdministratorRole());
        pair.append(id);
    }
    directory.members[group] = { pair.first() }; // the second was forgotten
    for (qsizetype i = 0; i < directory.policies.size(); i += 2) {
        QJsonObject conditions = directory.policies[i]["conditions"_L1].toObject();
        if (!conditions["users"_L1].isObject())
            continue;
        QJsonObject users = conditions["users"_L1].toObject();
        QJsonArray excluded = users["excludeGroups"_L1].toArray();
        excluded.append(group);
        users[u"excludeGroups"_s] = excluded;
        conditions[u"users"_s] = users;
        directory.policies[i][u"conditions"_s] = conditions;
    }
    if (!directory.scenario.restrictedUnit)
        return;
    const QString unit = seededId(u"unit restricted"_s);
    directory.units[unit] = QJsonObject{ { u"id"_s, unit },
                                         { u"displayName"_s, u"Protected accounts"_s },
                                         { u"description"_s, QJsonValue::Null },
                                         { u"visibility"_s, QJsonValue::Null },
                                         { u"isMemberManagementRestricted"_s, true } };
    directory.unitMembers[unit] = pair;
    for (const QString &id : pair)
        directory.users[id][u"isManagementRestricted"_s] = true;
}

} // namespace

void seed(Directory &directory)
{
    const PracticeScenario &scenario = directory.scenario;
    directory.tenantId = seededId(u"tenant "_s + scenario.initialDomain);
    addOrganization(directory);
    addStrengths(directory);

    directory.operatorId = addPerson(directory, u"operator"_s, u"Practice Operator"_s);
    directory.setPassword(directory.operatorId, u"practice"_s);
    const QString other = addPerson(directory, u"second-admin"_s, u"Second Administrator"_s);
    assignRole(directory, other, globalAdministratorRole());
    if (scenario.operatorRole == PracticeScenario::OperatorRole::Active)
        assignRole(directory, directory.operatorId, globalAdministratorRole());
    if (scenario.operatorRole == PracticeScenario::OperatorRole::Eligible)
        directory.eligibilities.append(
            QJsonObject{ { u"id"_s, seededId(u"eligibility"_s) },
                         { u"principalId"_s, directory.operatorId },
                         { u"roleDefinitionId"_s, globalAdministratorRole() },
                         { u"directoryScopeId"_s, u"/"_s },
                         { u"appScopeId"_s, QJsonValue::Null },
                         { u"startDateTime"_s, beginning },
                         { u"endDateTime"_s, QJsonValue::Null },
                         { u"memberType"_s, u"Direct"_s },
                         { u"roleEligibilityScheduleId"_s, seededId(u"eligibility schedule"_s) } });

    QStringList people;
    for (int i = 0; i < scenario.users; ++i)
        people.append(addPerson(directory, u"person%1"_s.arg(i + 1), u"Person %1"_s.arg(i + 1)));
    const QString staff = addGroup(directory, u"staff"_s, u"All staff"_s);
    const QString service = addGroup(directory, u"service"_s, u"Service accounts"_s);
    const QString pilots = addGroup(directory, u"pilots"_s, u"Passkey pilots"_s);
    directory.members[staff] = people;
    directory.members[pilots] = people.mid(0, 2);
    for (int i = 0; i < scenario.extraGroups; ++i)
        addGroup(directory, u"team %1"_s.arg(i), u"Team %1"_s.arg(i + 1));
    if (!scenario.duplicateGroup.isEmpty())
        for (const QString &thing : { u"twin 1"_s, u"twin 2"_s })
            addGroup(directory, thing, scenario.duplicateGroup);
    for (const QString &name : scenario.deletedTwins) {
        QJsonObject twin = person(directory, name, name);
        twin[u"id"_s] = seededId(u"deleted "_s + name);
        twin[u"deletedDateTime"_s] = directory.timestamp();
        directory.deleted[twin["id"_L1].toString()] = twin;
    }

    addRoleRules(directory);
    addMethodPolicies(directory, pilots);
    if (directory.isPremium1())
        addPolicies(directory,
                    { { u"{staff}"_s, staff },
                      { u"{service}"_s, service },
                      { u"{pilots}"_s, pilots },
                      { u"{user1}"_s, people.value(0) },
                      { u"{user2}"_s, people.value(1) },
                      { u"{user3}"_s, people.value(2) },
                      { u"{countries}"_s, seededId(u"countries"_s) },
                      { u"{terms}"_s, seededId(u"terms"_s) } });
    if (scenario.existingPair)
        addExistingPair(directory);
}

} // namespace bg
