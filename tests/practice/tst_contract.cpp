// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/practice/PracticeClient.h"
#include "tests/practice/SoftKey.h"
#include "tests/support/Contract.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;

class ContractTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyExampleIsValid();
    void badBodiesAreFound();
    void everyOperationOfTheTenantKeepsTheContract();

private:
    std::unique_ptr<Contract> m_contract;
};

namespace {

QJsonObject readObject(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

const QString role = u"62e90394-69f5-4237-9190-012177145e10"_s;

// Every address of the tenant, once and rightly.
void walk(PracticeTenant &tenant, PracticeClient &c)
{
    const QString v1 = u"/v1.0"_s, beta = u"/beta"_s;
    const QString graph = tenant.cloud().graph.toString();
    const QJsonObject seen = tenant.snapshot();
    for (const QString &path : { u"/me"_s,
                                 u"/organization"_s,
                                 u"/organization/"_s + seen["organization"_L1]["id"_L1].toString(),
                                 u"/domains"_s,
                                 u"/subscribedSkus"_s,
                                 u"/users?$top=5"_s,
                                 u"/groups?$filter=displayName eq 'All staff'"_s,
                                 u"/policies/authenticationMethodsPolicy"_s,
                                 u"/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2"_s,
                                 u"/policies/authenticationStrengthPolicies"_s,
                                 u"/policies/authorizationPolicy"_s,
                                 u"/policies/identitySecurityDefaultsEnforcementPolicy"_s,
                                 u"/directory/deletedItems/microsoft.graph.user"_s,
                                 u"/roleManagement/directory/roleAssignments"_s,
                                 u"/roleManagement/directory/roleAssignmentScheduleInstances"_s,
                                 u"/roleManagement/directory/roleAssignmentSchedules"_s,
                                 u"/roleManagement/directory/roleEligibilityScheduleInstances"_s,
                                 u"/roleManagement/directory/roleDefinitions"_s,
                                 u"/roleManagement/directory/roleDefinitions/"_s + role,
                                 u"/reports/authenticationMethods/userRegistrationDetails"_s,
                                 u"/reports/authenticationMethods/userRegistrationDetails/"_s + tenant.operatorId(),
                                 u"/auditLogs/signIns"_s,
                                 u"/auditLogs/directoryAudits"_s,
                                 u"/directory/administrativeUnits"_s })
        c.get(v1 + path);
    c.get(v1 + u"/auditLogs/signIns/"_s
          + c.get(beta + u"/auditLogs/signIns"_s).json["value"_L1][0]["id"_L1].toString());

    // an account
    const QJsonObject account{ { u"accountEnabled"_s, true },
                               { u"displayName"_s, u"Clerk"_s },
                               { u"mailNickname"_s, u"clerk"_s },
                               { u"userPrincipalName"_s, u"clerk@contoso.onmicrosoft.com"_s },
                               { u"passwordPolicies"_s, u"DisablePasswordExpiration"_s },
                               { u"passwordProfile"_s,
                                 QJsonObject{ { u"password"_s, u"correct-Horse-7-battery"_s },
                                              { u"forceChangePasswordNextSignIn"_s, false } } } };
    const QString user = c.send("POST", v1 + u"/users"_s, account).json["id"_L1].toString();
    const QString userPath = v1 + u"/users/"_s + user;
    c.get(userPath
          + u"?$select=id,userPrincipalName,accountEnabled,passwordPolicies,isManagementRestricted,identities"_s);
    c.send("PATCH", userPath,
           { { u"passwordProfile"_s,
               QJsonObject{ { u"password"_s, u"another-Horse-8-battery"_s },
                            { u"forceChangePasswordNextSignIn"_s, false } } } });
    c.send("POST", userPath + u"/revokeSignInSessions"_s);
    c.send("POST", userPath + u"/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword"_s,
           { { u"newPassword"_s, u"third-Horse-9-battery"_s } });
    c.get(userPath + u"/authentication/operations/1"_s);

    // a group
    const QString group = c.send("POST", v1 + u"/groups"_s,
                                 { { u"displayName"_s, u"Exclusion"_s },
                                   { u"description"_s, u"For emergencies"_s },
                                   { u"mailEnabled"_s, false },
                                   { u"mailNickname"_s, u"exclusion"_s },
                                   { u"securityEnabled"_s, true },
                                   { u"groupTypes"_s, QJsonArray() },
                                   { u"isAssignableToRole"_s, true },
                                   { u"members@odata.bind"_s, QJsonArray{ graph + u"/v1.0/users/"_s + user } } })
                              .json["id"_L1]
                              .toString();
    const QString groupPath = v1 + u"/groups/"_s + group;
    const QJsonObject reference{ { u"@odata.id"_s, graph + u"/v1.0/directoryObjects/"_s + tenant.operatorId() } };
    c.get(groupPath);
    c.send("PATCH", groupPath, { { u"description"_s, u"For emergencies only"_s } });
    for (const QString &relation : { u"/members"_s, u"/owners"_s }) {
        c.send("POST", groupPath + relation + u"/$ref"_s, reference);
        c.get(groupPath + relation);
        c.send("DELETE", groupPath + relation + u'/' + tenant.operatorId() + u"/$ref"_s);
    }
    c.get(groupPath + u"/transitiveMembers"_s);
    c.get(userPath + u"/memberOf"_s);
    c.get(userPath + u"/transitiveMemberOf"_s);

    // keys
    for (const QString &version : { v1, beta }) {
        const QString base = version + u"/users/"_s + user + u"/authentication/fido2Methods"_s;
        const QString function
            = version == beta ? u"/creationOptions(challengeTimeoutInMinutes=10)"_s : u"/creationOptions"_s;
        const SoftKey key(QByteArray::fromHex("a25342c03cdc44148e46f4807fca511c"));
        const QString id
            = c.send("POST", base, key.registration(c.get(base + function).json, u"Key"_s)).json["id"_L1].toString();
        c.get(base);
        if (version == v1)
            c.get(base + u'/' + id);
        c.get(userPath + u"/authentication/methods"_s);
        c.send("DELETE", base + u'/' + id);
    }
    c.get(beta + u"/users/"_s + user + u"/authentication/requirements"_s);
    c.send("PATCH", beta + u"/users/"_s + user + u"/authentication/requirements"_s,
           { { u"perUserMfaState"_s, u"disabled"_s } });
    c.get(beta + u"/users/"_s + user + u"/authentication/signInPreferences"_s);

    // policies
    const QString policies = u"/identity/conditionalAccess/policies"_s;
    const QJsonObject exclusion{
        { u"conditions"_s, QJsonObject{ { u"users"_s, QJsonObject{ { u"excludeGroups"_s, QJsonArray{ group } } } } } }
    };
    const QString first = seen["policies"_L1][0]["id"_L1].toString();
    for (const QString &version : { v1, beta }) {
        c.get(version + policies);
        c.send("PATCH", version + policies + u'/' + first, exclusion);
        c.get(version + policies + u'/' + first);
    }
    const auto made = c.send(
        "POST", v1 + policies,
        { { u"displayName"_s, u"Guard"_s },
          { u"state"_s, u"enabledForReportingButNotEnforced"_s },
          { u"conditions"_s,
            QJsonObject{ { u"applications"_s, QJsonObject{ { u"includeApplications"_s, QJsonArray{ u"All"_s } } } },
                         { u"users"_s, QJsonObject{ { u"includeGroups"_s, QJsonArray{ group } } } } } },
          { u"grantControls"_s,
            QJsonObject{ { u"operator"_s, u"OR"_s },
                         { u"authenticationStrength"_s,
                           QJsonObject{ { u"id"_s, u"00000000-0000-0000-0000-000000000004"_s } } } } } });
    c.send("DELETE", v1 + policies + u'/' + made.json["id"_L1].toString());

    // roles
    const QString roles = v1 + u"/roleManagement/directory"_s;
    const auto direct = c.send("POST", roles + u"/roleAssignments"_s,
                               { { u"@odata.type"_s, u"#microsoft.graph.unifiedRoleAssignment"_s },
                                 { u"roleDefinitionId"_s, role },
                                 { u"principalId"_s, user },
                                 { u"directoryScopeId"_s, u"/"_s } });
    c.get(roles + u"/roleAssignments/"_s + direct.json["id"_L1].toString());
    c.send("DELETE", roles + u"/roleAssignments/"_s + direct.json["id"_L1].toString());
    const auto request = c.send(
        "POST", roles + u"/roleAssignmentScheduleRequests"_s,
        { { u"action"_s, u"adminAssign"_s },
          { u"principalId"_s, user },
          { u"roleDefinitionId"_s, role },
          { u"directoryScopeId"_s, u"/"_s },
          { u"justification"_s, u"Emergency access"_s },
          { u"scheduleInfo"_s, QJsonObject{ { u"expiration"_s, QJsonObject{ { u"type"_s, u"noExpiration"_s } } } } } });
    c.get(roles + u"/roleAssignmentScheduleInstances?$filter=principalId eq '%1'"_s.arg(user));
    c.get(roles + u"/roleAssignmentScheduleRequests"_s);
    c.get(roles + u"/roleAssignmentScheduleRequests/"_s + request.json["id"_L1].toString());
    c.send("POST", roles + u"/roleAssignmentScheduleRequests/"_s + request.json["id"_L1].toString() + u"/cancel"_s);
    const auto rules = c.get(
        v1
        + u"/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'&$expand=policy($expand=rules)"_s);
    const QString rulesPath = v1 + u"/policies/roleManagementPolicies/"_s
        + rules.json["value"_L1][0]["policyId"_L1].toString() + u"/rules"_s;
    c.get(rulesPath);
    c.get(rulesPath + u"/Expiration_Admin_Assignment"_s);
    c.send("PATCH", rulesPath + u"/Expiration_Admin_Assignment"_s,
           { { u"@odata.type"_s, u"#microsoft.graph.unifiedRoleManagementPolicyExpirationRule"_s },
             { u"id"_s, u"Expiration_Admin_Assignment"_s },
             { u"isExpirationRequired"_s, false },
             { u"maximumDuration"_s, u"P180D"_s } });

    // settings
    const QString methods = u"/policies/authenticationMethodsPolicy"_s;
    const QJsonObject fido2{ { u"@odata.type"_s, u"#microsoft.graph.fido2AuthenticationMethodConfiguration"_s },
                             { u"isSelfServiceRegistrationAllowed"_s, true } };
    for (const QString &version : { v1, beta }) {
        c.get(version + methods);
        c.get(version + methods + u"/authenticationMethodConfigurations/fido2"_s);
        c.send("PATCH", version + methods + u"/authenticationMethodConfigurations/fido2"_s, fido2);
        c.send(
            "PATCH", version + methods,
            { { u"registrationEnforcement"_s,
                QJsonObject{ { u"authenticationMethodsRegistrationCampaign"_s,
                               QJsonObject{ { u"excludeTargets"_s,
                                              QJsonArray{ QJsonObject{ { u"id"_s, group },
                                                                       { u"targetType"_s, u"group"_s } } } } } } } } });
    }
    c.send("PATCH", v1 + u"/policies/authorizationPolicy"_s, { { u"allowedToUseSSPR"_s, false } });
    c.send("PATCH", v1 + u"/policies/identitySecurityDefaultsEnforcementPolicy"_s, { { u"isEnabled"_s, false } });

    // units, batch, the end
    const QString units = v1 + u"/directory/administrativeUnits"_s;
    const QString unit = units + u'/'
        + c.send("POST", units, { { u"displayName"_s, u"Unit"_s }, { u"isMemberManagementRestricted"_s, true } })
              .json["id"_L1]
              .toString();
    c.get(unit);
    c.send("POST", unit + u"/members/$ref"_s, reference);
    c.get(unit + u"/members"_s);
    c.send("DELETE", unit + u"/members/"_s + tenant.operatorId() + u"/$ref"_s);
    for (const QString &version : { v1, beta })
        c.send("POST", version + u"/$batch"_s,
               { { u"requests"_s,
                   QJsonArray{ QJsonObject{ { u"id"_s, u"1"_s }, { u"method"_s, u"GET"_s }, { u"url"_s, u"/me"_s } },
                               QJsonObject{ { u"id"_s, u"2"_s },
                                            { u"method"_s, u"GET"_s },
                                            { u"url"_s, u"/users/nobody"_s } } } } });
    c.send("DELETE", groupPath);
    c.get(v1 + u"/directory/deletedItems/"_s + group);
    c.send("DELETE", userPath);
    c.send("POST", v1 + u"/directory/deletedItems/"_s + user + u"/restore"_s);
    c.send("DELETE", userPath);
    c.send("DELETE", v1 + u"/directory/deletedItems/"_s + user);
}

} // namespace

void ContractTest::initTestCase()
{
    m_contract = Contract::found();
    if (m_contract)
        return;
    if (qEnvironmentVariableIntValue("BG_REQUIRE_INTEROP") == 1)
        QFAIL("GRAPH_CONTRACT_DIR does not name the folder of the contract.");
    QSKIP("The folder of the contract is not here.");
}

void ContractTest::everyExampleIsValid()
{
    const QString folder = m_contract->folder() + u"/examples/"_s;
    int checked = 0;
    for (const QJsonValue &example : readObject(folder + u"index.json"_s)["examples"_L1].toArray()) {
        const QString api = example["api"_L1].toString();
        const QString operation = example["operationId"_L1].toString();
        if (api != "v1.0"_L1 && api != "beta"_L1)
            continue;
        if (!m_contract->operations(api).contains(operation))
            continue;
        const QJsonObject body = readObject(folder + example["file"_L1].toString());
        const int status = example["kind"_L1].toString() == "request"_L1 ? 0 : example["status"_L1].toInt(200);
        const QStringList problems = m_contract->checkBody(api, operation, status, body);
        QVERIFY2(problems.isEmpty(), qPrintable(example["file"_L1].toString() + u": "_s + problems.join(u"; "_s)));
        ++checked;
    }
    QVERIFY2(checked >= 50, qPrintable(QString::number(checked)));
}

void ContractTest::badBodiesAreFound()
{
    const QString v1 = u"v1.0"_s;
    const QJsonObject good{ { u"accountEnabled"_s, true },
                            { u"displayName"_s, u"A"_s },
                            { u"mailNickname"_s, u"a"_s },
                            { u"userPrincipalName"_s, u"a@contoso.onmicrosoft.com"_s },
                            { u"passwordProfile"_s, QJsonObject() } };
    QVERIFY(m_contract->checkBody(v1, u"users.create"_s, 0, good).isEmpty());
    QJsonObject bad = good;
    bad[u"favouriteColour"_s] = u"blue"_s;
    QVERIFY(!m_contract->checkBody(v1, u"users.create"_s, 0, bad).isEmpty());
    bad = good;
    bad.remove("displayName"_L1);
    QVERIFY(!m_contract->checkBody(v1, u"users.create"_s, 0, bad).isEmpty());
    bad = good;
    bad[u"accountEnabled"_s] = u"yes"_s;
    QVERIFY(!m_contract->checkBody(v1, u"users.create"_s, 0, bad).isEmpty());
    QVERIFY(!m_contract->checkBody(v1, u"users.get"_s, 200, bad).isEmpty());
    QVERIFY(!m_contract->checkBody(v1, u"users.get"_s, 302, {}).isEmpty());
    QVERIFY(
        !m_contract->checkBody(v1, u"conditionalAccess.policies.update"_s, 0, { { u"state"_s, u"on"_s } }).isEmpty());
    Exchange exchange;
    exchange.method = "DELETE"; // the trap: without /$ref
    exchange.version = v1;
    exchange.path = u"/groups/1/members/2"_s;
    exchange.status = 204;
    QVERIFY(!m_contract->check(exchange).isEmpty());
}

void ContractTest::everyOperationOfTheTenantKeepsTheContract()
{
    PracticeScenario scenario;
    scenario.latency = {};
    scenario.setReplicationLag({});
    scenario.policyInterval = {};
    scenario.deletedTwins = { u"twin"_s };
    scenario.passkeyProfiles = true;
    PracticeTenant tenant(scenario);
    QVERIFY(tenant.start());
    PracticeClient client(tenant);
    QVERIFY(client.signInForAll());
    walk(tenant, client);
    QStringList violations;
    QMap<QString, QSet<QString>> done;
    const QList<Exchange> all = tenant.exchanges();
    for (const Exchange &exchange : all) {
        violations += m_contract->check(exchange);
        if (exchange.status >= 200 && exchange.status < 300)
            done[exchange.version].insert(exchange.operation);
        else if (!exchange.version.isEmpty() && exchange.operation != "roleAssignmentScheduleRequests.cancel"_L1)
            violations.append(u"walk: %1 %2 gave %3 %4"_s.arg(QString::fromLatin1(exchange.method), exchange.path)
                                  .arg(exchange.status)
                                  .arg(exchange.answer["error"_L1]["message"_L1].toString()));
    }
    for (const QString &version : { u"v1.0"_s, u"beta"_s })
        for (const QString &operation : m_contract->operations(version))
            if (!done[version].contains(operation) && operation != "roleAssignmentScheduleRequests.cancel"_L1)
                violations.append(u"walk: %1 of %2 was not reached"_s.arg(operation, version));
    QVERIFY2(violations.isEmpty(), qPrintable(u"\n"_s + violations.join(u'\n')));
}

BG_TEST(QCoreApplication, ContractTest)
#include "tst_contract.moc"
