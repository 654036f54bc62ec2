// SPDX-License-Identifier: GPL-3.0-or-later
// What the tenant refuses, and what it says; each refusal as the facts and the contract's error examples give it.
#include "app/base/Ids.h"
#include "app/practice/Directory.h"
#include "tests/practice/SoftKey.h"
#include "tests/practice/StrictBench.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;

class StrictnessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void usersNeedTheirProperties_data();
    void usersNeedTheirProperties();
    void sameNameTwiceIsRefused();
    void newUserIs404UntilReplicated();
    void unknownFilterIsRefused();
    void memberTwiceIsRefusedAndBareDeleteTakesTheUser();
    void roleAssignableGroupNeedsPremium();
    void pimSaysWhichRuleFailed();
    void pimNeedsPremium2();
    void wrongRuleTypeIsServerError();
    void restrictedAccountCannotBeTouched();
    void globalAdministratorIsTouchedByItsEqualsOnly_data();
    void globalAdministratorIsTouchedByItsEqualsOnly();
    void synchronisedAccountTakesNoPassword();
    void refusedPasswordLeavesTheSwitchAsItWas();
    void faultsHappenWhereTheyAreAsked();
    void drillSignInLeavesALine();
    void stateOutlivesTheTenant();
};

namespace {

const QByteArray yubiKey = QByteArray::fromHex("a25342c03cdc44148e46f4807fca511c");

} // namespace

void StrictnessTest::usersNeedTheirProperties_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("no display name") << u"displayName"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("enabled is a text") << u"accountEnabled"_s << QJsonValue(u"true"_s);
    QTest::newRow("unknown property") << u"favouriteColour"_s << QJsonValue(u"blue"_s);
    QTest::newRow("read-only property") << u"id"_s << QJsonValue(u"x"_s);
    QTest::newRow("foreign domain") << u"userPrincipalName"_s << QJsonValue(u"a@fabrikam.com"_s);
    QTest::newRow("blank in name") << u"userPrincipalName"_s << QJsonValue(u"a b@contoso.onmicrosoft.com"_s);
    QTest::newRow("dot before at") << u"userPrincipalName"_s << QJsonValue(u"a.@contoso.onmicrosoft.com"_s);
    QTest::newRow("weak password") << u"passwordProfile"_s
                                   << QJsonValue(QJsonObject{ { u"password"_s, u"abcdefgh"_s } });
    QTest::newRow("password not ASCII") << u"passwordProfile"_s
                                        << QJsonValue(QJsonObject{ { u"password"_s, u"Größenwahn-17-Kühe"_s } });
    QTest::newRow("unknown password policy") << u"passwordPolicies"_s << QJsonValue(u"Never"_s);
}

void StrictnessTest::usersNeedTheirProperties()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    Bench bench;
    QVERIFY(bench.isReady);
    QJsonObject body = bench.account(u"clerk"_s);
    body[member] = value;
    if (value.isUndefined())
        body.remove(member);
    const auto reply = bench.client.send("POST", u"/v1.0/users"_s, body);
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.code(), u"Request_BadRequest"_s);
    QCOMPARE(bench.tenant.writes(), 0);
}

void StrictnessTest::sameNameTwiceIsRefused()
{
    Bench bench;
    QVERIFY(!bench.makeAccount(u"clerk"_s).isEmpty());
    const auto again = bench.client.send("POST", u"/v1.0/users"_s, bench.account(u"clerk"_s));
    QCOMPARE(again.status, 400);
    QCOMPARE(again.message(), u"Another object with the same value for property userPrincipalName already exists."_s);
}

void StrictnessTest::newUserIs404UntilReplicated()
{
    PracticeScenario scenario = quick();
    scenario.userLag = std::chrono::hours(1);
    Bench bench(scenario);
    const QString id = bench.makeAccount(u"clerk"_s);
    const auto early = bench.client.get(u"/v1.0/users/"_s + id);
    QCOMPARE(early.status, 404);
    QCOMPARE(early.code(), u"Request_ResourceNotFound"_s);
    // A second one cannot be made meanwhile: the name is taken all the same.
    QCOMPARE(bench.client.send("POST", u"/v1.0/users"_s, bench.account(u"clerk"_s)).status, 400);
    bench.tenant.change([&](Directory &d) { d.settleIn(id, u"user"_s, {}); });
    QCOMPARE(bench.client.get(u"/v1.0/users/"_s + id).status, 200);
}

void StrictnessTest::unknownFilterIsRefused()
{
    Bench bench;
    QCOMPARE(bench.client.get(u"/v1.0/users?$filter=favouriteColour eq 'blue'"_s).status, 400);
    QCOMPARE(bench.client.get(u"/v1.0/users?$filter=startsWith(userPrincipalName,'operator')"_s)
                 .json["value"_L1]
                 .toArray()
                 .size(),
             1);
    QCOMPARE(bench.client.get(u"/v1.0/users?$filter=endsWith(userPrincipalName,'com')"_s).status, 400);
    QCOMPARE(bench.client.get(u"/v1.0/users?$select=favouriteColour"_s).status, 400);
    QCOMPARE(bench.client.get(u"/v1.0/policies/roleManagementPolicyAssignments"_s).status, 400);
    QCOMPARE(bench.client.get(u"/v1.0/nowhere"_s).status, 400);
}

void StrictnessTest::memberTwiceIsRefusedAndBareDeleteTakesTheUser()
{
    Bench bench;
    const QString user = bench.makeAccount(u"clerk"_s);
    const QString origin = bench.tenant.cloud().graph.toString();
    const auto group = bench.client.send("POST", u"/v1.0/groups"_s,
                                         { { u"displayName"_s, u"Exclusion"_s },
                                           { u"mailEnabled"_s, false },
                                           { u"mailNickname"_s, u"exclusion"_s },
                                           { u"securityEnabled"_s, true },
                                           { u"isAssignableToRole"_s, true } });
    QCOMPARE(group.status, 201);
    const QString members = u"/v1.0/groups/"_s + group.json["id"_L1].toString() + u"/members"_s;
    const QJsonObject reference{ { u"@odata.id"_s, origin + u"/v1.0/directoryObjects/"_s + user } };
    QCOMPARE(bench.client.send("POST", members + u"/$ref"_s, reference).status, 204);
    QVERIFY(bench.client.send("POST", members + u"/$ref"_s, reference)
                .message()
                .startsWith("One or more added object references already exist"_L1));
    QCOMPARE(bench.client.get(members).json["value"_L1].toArray().size(), 1);
    QCOMPARE(bench.client.send("DELETE", members + u'/' + user).status, 204);
    QCOMPARE(bench.client.get(u"/v1.0/users/"_s + user).status, 404);
    QVERIFY(bench.tenant.snapshot()["deletedItems"_L1].toObject().contains(user));
}

void StrictnessTest::roleAssignableGroupNeedsPremium()
{
    Bench bench([] {
        PracticeScenario scenario = quick();
        scenario.licence = PracticeScenario::Licence::Free;
        return scenario;
    }());
    const QJsonObject body{ { u"displayName"_s, u"X"_s },
                            { u"mailEnabled"_s, false },
                            { u"mailNickname"_s, u"x"_s },
                            { u"securityEnabled"_s, true },
                            { u"isAssignableToRole"_s, true } };
    QCOMPARE(bench.client.send("POST", u"/v1.0/groups"_s, body).status, 400);
    const auto policy = bench.client.send(
        "POST", policies,
        { { u"displayName"_s, u"X"_s }, { u"state"_s, u"disabled"_s }, { u"conditions"_s, QJsonObject() } });
    QCOMPARE(policy.status, 403);
    QCOMPARE(policy.code(), u"AccessDenied"_s);
    QCOMPARE(bench.client.get(u"/v1.0/auditLogs/signIns"_s).code(),
             u"Authentication_RequestFromNonPremiumTenantOrB2CTenant"_s);
}

void StrictnessTest::pimSaysWhichRuleFailed()
{
    PracticeScenario scenario = quick();
    scenario.pimPermitsPermanent = false;
    Bench bench(scenario);
    QJsonObject body{ { u"action"_s, u"adminAssign"_s },
                      { u"principalId"_s, bench.makeAccount(u"clerk"_s) },
                      { u"roleDefinitionId"_s, u"62e90394-69f5-4237-9190-012177145e10"_s },
                      { u"directoryScopeId"_s, u"/"_s },
                      { u"justification"_s, u"Emergency access"_s },
                      { u"scheduleInfo"_s,
                        QJsonObject{ { u"expiration"_s, QJsonObject{ { u"type"_s, u"noExpiration"_s } } } } } };
    const QString path = u"/v1.0/roleManagement/directory/roleAssignmentScheduleRequests"_s;
    const auto refused = bench.client.send("POST", path, body);
    QCOMPARE(refused.code(), u"RoleAssignmentRequestPolicyValidationFailed"_s);
    QCOMPARE(refused.message(), u"The following policy rules failed: [\"ExpirationRule\"]"_s);
    bench.tenant.change([](Directory &d) { // somebody loosens the rule
        for (qsizetype i = 0; i < d.roleRules.size(); ++i) {
            QJsonObject rule = d.roleRules[i].toObject();
            if (rule["id"_L1].toString() == "Expiration_Admin_Assignment"_L1)
                rule[u"isExpirationRequired"_s] = false;
            d.roleRules[i] = rule;
        }
    });
    body.remove("justification"_L1);
    QVERIFY(bench.client.send("POST", path, body).message().contains("JustificationRule"_L1));
    body[u"justification"_s] = u"Emergency access"_s;
    QCOMPARE(bench.client.send("POST", path, body).status, 201);
    QCOMPARE(bench.client.send("POST", path, body).code(), u"RoleAssignmentExists"_s);
}

void StrictnessTest::pimNeedsPremium2()
{
    PracticeScenario scenario = quick();
    scenario.licence = PracticeScenario::Licence::P1;
    Bench bench(scenario);
    QCOMPARE(bench.client.get(u"/v1.0/roleManagement/directory/roleAssignmentScheduleInstances"_s).code(),
             u"AadPremiumLicenseRequired"_s);
}

void StrictnessTest::wrongRuleTypeIsServerError()
{
    Bench bench;
    const auto found = bench.client.get(u"/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and "
                                        u"scopeType eq 'DirectoryRole' and roleDefinitionId eq "
                                        "'62e90394-69f5-4237-9190-012177145e10'&$expand=policy($expand=rules)"_s);
    QCOMPARE(found.json["value"_L1][0]["policy"_L1]["rules"_L1].toArray().size(), 17);
    const QString path = u"/v1.0/policies/roleManagementPolicies/"_s
        + found.json["value"_L1][0]["policyId"_L1].toString() + u"/rules/Expiration_Admin_Assignment"_s;
    QCOMPARE(bench.client.send("PATCH", path, { { u"isExpirationRequired"_s, false } }).status, 500);
    QCOMPARE(bench.client
                 .send("PATCH", path,
                       { { u"@odata.type"_s, u"#microsoft.graph.unifiedRoleManagementPolicyExpirationRule"_s },
                         { u"isExpirationRequired"_s, true } })
                 .status,
             204);
}

void StrictnessTest::restrictedAccountCannotBeTouched()
{
    PracticeScenario scenario = quick();
    scenario.existingPair = true;
    scenario.restrictedUnit = true;
    Bench bench(scenario);
    const QString path = u"/v1.0/users/emergency-1@contoso.onmicrosoft.com"_s;
    QCOMPARE(bench.client.get(path + u"?$select=isManagementRestricted"_s).json["isManagementRestricted"_L1].toBool(),
             true);
    const auto reply = bench.client.send(
        "PATCH", path, { { u"passwordProfile"_s, QJsonObject{ { u"password"_s, u"correct+Horse 7&battery"_s } } } });
    QCOMPARE(reply.status, 403);
    QVERIFY(reply.message().contains("restricted management administrative unit"_L1));
}

void StrictnessTest::globalAdministratorIsTouchedByItsEqualsOnly_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<bool>("may");
    QTest::newRow("user administrator") << u"fe930be7-5e62-47db-91af-98c3a49a38b1"_s << false;
    QTest::newRow("authentication administrator") << u"c4e39bd9-1100-46d3-8c65-fb160da0071f"_s << false;
    QTest::newRow("privileged authentication administrator") << u"7be44c8a-adaf-4e2a-84d6-ab2649e08a13"_s << true;
    QTest::newRow("global administrator") << globalAdministratorRole() << true;
}

void StrictnessTest::globalAdministratorIsTouchedByItsEqualsOnly()
{
    QFETCH(QString, role);
    QFETCH(bool, may);
    Bench bench;
    const QString clerk = bench.makeAccount(u"clerk"_s), helper = bench.makeAccount(u"helper"_s);
    bench.tenant.change([&](Directory &d) {
        const auto assign = [&](const QString &who, const QString &what) {
            d.roleAssignments.append({ { u"id"_s, seededId(who + what) },
                                       { u"roleDefinitionId"_s, what },
                                       { u"principalId"_s, who },
                                       { u"directoryScopeId"_s, u"/"_s } });
        };
        assign(clerk, globalAdministratorRole());
        assign(helper, role);
    });
    const QString ordinary = bench.makeAccount(u"ordinary"_s);
    Visitor visitor;
    visitor.userName = u"helper@contoso.onmicrosoft.com"_s;
    visitor.password = "correct+Horse 7&battery";
    QStringList scopes;
    for (const QString &name : PracticeClient::allScopes())
        scopes.append(bench.tenant.cloud().graph.toString() + u'/' + name);
    const auto tokens = bench.client.signIn(scopes.join(u' '), visitor);
    QCOMPARE(tokens.status, 200);
    bench.client.accessToken = tokens.json["access_token"_L1].toString().toUtf8();
    const QJsonObject password{ { u"passwordProfile"_s,
                                  QJsonObject{ { u"password"_s, u"another+Horse 8&battery"_s },
                                               { u"forceChangePasswordNextSignIn"_s, true } } } };
    const QJsonObject off{ { u"accountEnabled"_s, false } };
    for (const QJsonObject &change : { password, off }) {
        const auto reply = bench.client.send("PATCH", u"/v1.0/users/"_s + clerk, change);
        QCOMPARE(reply.status, may ? 204 : 403);
        if (!may)
            QCOMPARE(reply.code(), u"Authorization_RequestDenied"_s);
        QCOMPARE(bench.client.send("PATCH", u"/v1.0/users/"_s + ordinary, change).status, 204);
    }
}

void StrictnessTest::synchronisedAccountTakesNoPassword()
{
    Bench bench;
    const QString clerk = bench.makeAccount(u"clerk"_s);
    bench.tenant.change([&](Directory &d) { d.users[clerk][u"onPremisesSyncEnabled"_s] = true; });
    const auto reply = bench.client.send(
        "PATCH", u"/v1.0/users/"_s + clerk,
        { { u"passwordProfile"_s, QJsonObject{ { u"password"_s, u"another+Horse 8&battery"_s } } } });
    QCOMPARE(reply.status, 400);
    QVERIFY(reply.message().contains(u"on-premises mastered"_s));
    bench.tenant.change([&](Directory &d) { QVERIFY(d.isPassword(clerk, "correct+Horse 7&battery")); });
}

void StrictnessTest::refusedPasswordLeavesTheSwitchAsItWas()
{
    Bench bench;
    const QString clerk = bench.makeAccount(u"clerk"_s);
    bench.tenant.change([&](Directory &d) { d.users[clerk][u"accountEnabled"_s] = false; });
    const auto reply = bench.client.send(
        "PATCH", u"/v1.0/users/"_s + clerk,
        { { u"accountEnabled"_s, true }, { u"passwordProfile"_s, QJsonObject{ { u"password"_s, u"abcdefgh"_s } } } });
    QCOMPARE(reply.status, 400);
    bench.tenant.change([&](Directory &d) { QVERIFY(!d.users[clerk]["accountEnabled"_L1].toBool()); });
}

void StrictnessTest::faultsHappenWhereTheyAreAsked()
{
    Bench bench;
    Fault next = Fault::None;
    bench.tenant.setFaults(
        [&](int, const QByteArray &method, const QString &) { return method == "POST" ? next : Fault::None; });
    const auto count = [&] { return bench.tenant.snapshot()["users"_L1].toObject().size(); };
    const auto before = count();
    next = Fault::DropBefore;
    QCOMPARE(bench.client.send("POST", u"/v1.0/users"_s, bench.account(u"one"_s)).status, 0);
    QCOMPARE(count(), before);
    next = Fault::DropAfter;
    QCOMPARE(bench.client.send("POST", u"/v1.0/users"_s, bench.account(u"one"_s)).status, 0);
    QCOMPARE(count(), before + 1);
    next = Fault::Truncated;
    QCOMPARE(bench.client.send("POST", u"/v1.0/users"_s, bench.account(u"two"_s)).status, 0);
    QCOMPARE(count(), before + 2);
    next = Fault::Unavailable;
    QCOMPARE(bench.client.send("POST", u"/v1.0/users"_s, bench.account(u"three"_s)).status, 503);
    QCOMPARE(count(), before + 2);
    next = Fault::BadGateway;
    QVERIFY(bench.client.send("POST", u"/v1.0/users"_s, bench.account(u"three"_s)).body.contains("<html>"));
}

void StrictnessTest::drillSignInLeavesALine()
{
    Bench bench;
    const QString id = bench.makeAccount(u"clerk"_s);
    const QString base = u"/v1.0/users/"_s + id + u"/authentication/fido2Methods"_s;
    SoftKey key(yubiKey);
    QCOMPARE(bench.client
                 .send("POST", base, key.registration(bench.client.get(base + u"/creationOptions"_s).json, u"Key A"_s))
                 .status,
             201);
    Visitor visitor;
    visitor.userName = u"clerk@contoso.onmicrosoft.com"_s;
    visitor.passkey = [&](const QString &challenge, const QString &rpId) { return key.assertion(challenge, rpId); };
    PracticeClient drill(bench.tenant);
    QCOMPARE(drill.signIn(u"openid User.Read"_s, visitor).status, 200);
    visitor.passkey = nullptr;
    visitor.password = "correct+Horse 7&battery";
    QCOMPARE(drill.signIn(u"openid User.Read"_s, visitor).status, 200);
    SoftKey stranger(yubiKey);
    visitor.passkey
        = [&](const QString &challenge, const QString &rpId) { return stranger.assertion(challenge, rpId); };
    QUrl url = drill.authorizeUrl(u"openid User.Read"_s);
    url.setQuery(url.query() + u"&redirect_uri=http://localhost:1"_s);
    QVERIFY(!bench.tenant.browse(url, visitor));
    const auto log
        = bench.client.get(u"/beta/auditLogs/signIns?$filter=userId eq '%1' and status/errorCode eq 0"_s.arg(id))
              .json["value"_L1]
              .toArray();
    QCOMPARE(log.size(), 2);
    QCOMPARE(log[1]["authenticationDetails"_L1][0]["authenticationMethod"_L1].toString(), u"FIDO2 security key"_s);
}

void StrictnessTest::stateOutlivesTheTenant()
{
    QJsonObject state, before;
    {
        Bench bench;
        QVERIFY(!bench.makeAccount(u"clerk"_s).isEmpty());
        state = bench.tenant.save();
        before = bench.tenant.snapshot();
    }
    PracticeTenant second(quick());
    QVERIFY(second.snapshot() != before);
    second.load(state);
    QCOMPARE(second.snapshot(), before);
}

BG_TEST(QCoreApplication, StrictnessTest)
#include "tst_strictness.moc"
