// SPDX-License-Identifier: GPL-3.0-or-later
// What each call puts on the wire, against one server that writes it down.
#include "app/graph/AdministrativeUnits.h"
#include "app/graph/AuditLogs.h"
#include "app/graph/AuthenticationMethods.h"
#include "app/graph/AuthenticationMethodsPolicy.h"
#include "app/graph/AuthenticationStrengths.h"
#include "app/graph/ConditionalAccess.h"
#include "app/graph/GraphTime.h"
#include "app/graph/Groups.h"
#include "app/graph/MemberLink.h"
#include "app/graph/ODataText.h"
#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "app/graph/RoleRules.h"
#include "app/graph/Roles.h"
#include "app/graph/SecretBody.h"
#include "app/graph/Users.h"
#include "tests/graph/FixedTokens.h"
#include "tests/graph/ScriptedServer.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bg;
using namespace std::chrono_literals;

namespace {

const ObjectId alpha(QStringLiteral("aaaaaaaa-0000-4000-8000-000000000001"));
const ObjectId group(QStringLiteral("bbbbbbbb-0000-4000-8000-000000000002"));

struct Bench {
    explicit Bench(ScriptedServer::Script script)
        : server(std::move(script)), pacing(clock), client(server.cloud(), tokens, clock, pacing, counter)
    { }
    SeenRequest last() const { return server.seen().last(); }
    QJsonObject sent() const { return QJsonDocument::fromJson(last().body).object(); }
    ScriptedServer server;
    FixedTokens tokens;
    FakeClock clock;
    RequestPacing pacing;
    RequestCounter counter;
    GraphClient client;
};

ScriptedServer::Script always(int status, QByteArray body = "{}")
{
    return [status, body](const SeenRequest &, int) { return ScriptedAnswer{ status, body }; };
}

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class EndpointsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newAccountHasSixPropertiesAndNoOther();
    void lostCreateLooksTheNameUpAndMakesNoSecondAccount();
    void takenNameIsAConflict();
    void unknownNameIsNothingAndNotAnError();
    void passwordGoesOutAlone();
    void deletedAccountsAreFoundByTheEndOfTheirName();
    void groupIsMadeWithItsMembers();
    void memberIsTakenOutByItsLinkOnly();
    void memberAlreadyThereIsSuccess();
    void policyChangeSendsExcludeGroupsAndNothingElse();
    void guardPolicyBeginsReportOnlyAndTargetsTheGroupAlone();
    void permanentAssignmentAsksForNoEnd();
    void assignmentThatExistsIsSuccessAndOneThatIsPendingIsNot();
    void permanentMeansAssignedDirectWithoutEndForTheWholeTenant_data();
    void permanentMeansAssignedDirectWithoutEndForTheWholeTenant();
    void rulePatchCarriesItsTypeAndIsPutBackAsItWas();
    void shortChallengesComeFromV1AndLongOnesFromBeta();
    void cloudWithoutCreationOptionsIsRecognised();
    void aVersionThatDoesNotTakeTheCallIsNotTheLastOneAsked();
    void lostRegistrationIsFoundByItsCredentialId_data();
    void lostRegistrationIsFoundByItsCredentialId();
    void longNameOfAKeyIsRefusedWithoutARequest();
    void methodThatIsGoneIsRemoved();
    void campaignIsSentWholeWithTheNewExclusions();
    void passkeyChangeSendsOnlyWhatChanges();
    void perUserMfaIsABetaMatter();
    void strengthIsFoundByWhatItHolds();
    void signInsAreAskedForOneAccountSinceATime();
    void policiesAreListedPageByPageWhereALargePageIsRefused();
    void aListThatIsRefusedAltogetherSaysNothingOfPageSizes();
    void updatesOfPoliciesTellThePolicyBeforeAndAfter();
    void timesOfTheServiceAreRead_data();
    void timesOfTheServiceAreRead();
    void literalsSurviveTheAddress();
};

void EndpointsTest::newAccountHasSixPropertiesAndNoOther()
{
    Bench bench(always(201, R"({"id":"1","userPrincipalName":"harbour.north@contoso.onmicrosoft.com"})"));
    const Secret password = Secret::copyOf("a\"b\\c\x01z");
    const auto user = Users(bench.client)
                          .create({ Upn(QStringLiteral("harbour.north@contoso.onmicrosoft.com")),
                                    QStringLiteral("Harbour North"), QStringLiteral("harbour.north") },
                                  password, {});
    QVERIFY(user);
    QCOMPARE(user->id.value, QStringLiteral("1"));
    QCOMPARE(bench.sent(), json(R"({"accountEnabled":true,"displayName":"Harbour North","mailNickname":"harbour.north",
            "userPrincipalName":"harbour.north@contoso.onmicrosoft.com","passwordPolicies":"DisablePasswordExpiration",
            "passwordProfile":{"password":"a\"b\\c\u0001z","forceChangePasswordNextSignIn":false,
            "forceChangePasswordNextSignInWithMfa":false}})"));
}

void EndpointsTest::lostCreateLooksTheNameUpAndMakesNoSecondAccount()
{
    Bench bench([](const SeenRequest &request, int index) {
        if (request.method == "POST")
            return ScriptedAnswer{ 200, {}, {}, true };
        return index < 3 ? ScriptedAnswer{ 404, errorBody("Request_ResourceNotFound", "x") }
                         : ScriptedAnswer{ 200, R"({"id":"the one"})" };
    });
    const auto user = Users(bench.client).create({ Upn(QStringLiteral("a@b")), {}, {} }, Secret::copyOf("x"), {});
    QVERIFY(user);
    QCOMPARE(user->id.value, QStringLiteral("the one"));
    int posts = 0;
    for (const SeenRequest &request : bench.server.seen())
        posts += request.method == "POST";
    QCOMPARE(posts, 1);
}

void EndpointsTest::takenNameIsAConflict()
{
    Bench bench(always(400,
                       errorBody("Request_BadRequest",
                                 "Another object with the same value for property userPrincipalName already exists.")));
    const auto user = Users(bench.client).create({ Upn(QStringLiteral("a@b")), {}, {} }, Secret::copyOf("x"), {});
    QCOMPARE(user.error().kind, Error::Kind::Conflict);
}

void EndpointsTest::unknownNameIsNothingAndNotAnError()
{
    Bench bench(always(404, errorBody("Request_ResourceNotFound", "x")));
    const auto user
        = Users(bench.client).byPrincipalName(Upn(QStringLiteral("o'neil#EXT#+1@contoso.onmicrosoft.com")), {});
    QVERIFY(user);
    QVERIFY(!user->has_value());
    QVERIFY(bench.last().target.startsWith("/v1.0/users/o%27neil%23EXT%23%2B1%40contoso.onmicrosoft.com?$select="));
}

void EndpointsTest::passwordGoesOutAlone()
{
    Bench bench(always(204, {}));
    QVERIFY(Users(bench.client).setPassword(alpha, Secret::copyOf("tulip-7"), PasswordLife::Lasting, {}));
    QCOMPARE(bench.last().method, "PATCH");
    QCOMPARE(bench.sent(), json(R"({"passwordProfile":{"password":"tulip-7","forceChangePasswordNextSignIn":false}})"));
}

void EndpointsTest::deletedAccountsAreFoundByTheEndOfTheirName()
{
    Bench bench(always(200, R"({"value":[
            {"id":"aaaaaaaa-0000-4000-8000-000000000001","userPrincipalName":"aaaaaaaa000040008000000000000001Sea@c.onmicrosoft.com"},
            {"id":"aaaaaaaa-0000-4000-8000-000000000002","userPrincipalName":"aaaaaaaa000040008000000000000002north.sea@c.onmicrosoft.com"}]})"));
    const auto deleted = Users(bench.client).deletedByPrincipalName(Upn(QStringLiteral("sea@c.onmicrosoft.com")), {});
    QVERIFY(deleted);
    QCOMPARE(deleted->size(), 1);
    QCOMPARE(deleted->first().id, alpha);
    QCOMPARE(bench.last().headers.value("consistencylevel"), "eventual");
    QVERIFY(bench.last().target.contains("endsWith(userPrincipalName,'sea%40c.onmicrosoft.com')&$count=true"));
}

void EndpointsTest::groupIsMadeWithItsMembers()
{
    Bench bench(always(201, R"({"id":"g"})"));
    const auto made = Groups(bench.client)
                          .create({ QStringLiteral("Exclusions"),
                                    QStringLiteral("keep"),
                                    QStringLiteral("exclusions"),
                                    true,
                                    { alpha } },
                                  {});
    QVERIFY(made);
    const QJsonObject sent = bench.sent();
    QCOMPARE(sent.value(QLatin1String("isAssignableToRole")).toBool(), true);
    QCOMPARE(sent.value(QLatin1String("groupTypes")).toArray().size(), 0);
    QCOMPARE(sent.value(QLatin1String("members@odata.bind")).toArray().first().toString(),
             bench.server.cloud().graph.toString() + QStringLiteral("/v1.0/users/") + alpha.value);
}

void EndpointsTest::memberIsTakenOutByItsLinkOnly()
{
    Bench bench(always(204, {}));
    QVERIFY(Groups(bench.client).removeMember(group, alpha, {}));
    QCOMPARE(bench.last().method, "DELETE");
    QCOMPARE(bench.last().target,
             "/v1.0/groups/" + group.value.toUtf8() + "/members/" + alpha.value.toUtf8() + "/$ref");
    QVERIFY(AdministrativeUnits(bench.client).removeMember(group, alpha, {}));
    QVERIFY(bench.last().target.endsWith("/$ref"));
    QVERIFY(MemberLink::wouldDeleteTheMember(QStringLiteral("/groups/1/members/2")));
    QVERIFY(MemberLink::wouldDeleteTheMember(QStringLiteral("/groups/1/owners/2?x=/$ref")));
    QVERIFY(MemberLink::wouldDeleteTheMember(
        QStringLiteral("/directory/administrativeUnits/1/members/2/microsoft.graph.user")));
    QVERIFY(!MemberLink::wouldDeleteTheMember(QStringLiteral("/groups/1")));
}

void EndpointsTest::memberAlreadyThereIsSuccess()
{
    Bench bench(
        always(400, errorBody("Request_BadRequest", "One or more added object references already exist for x")));
    QVERIFY(Groups(bench.client).addMember(group, alpha, {}));
    QCOMPARE(bench.server.count(), 1);
}

void EndpointsTest::policyChangeSendsExcludeGroupsAndNothingElse()
{
    Bench bench(always(204, {}));
    const ExcludeGroups change{ PolicyId(QStringLiteral("p")), { group, alpha } };
    QVERIFY(ConditionalAccess(bench.client).update(change.policy, change.toJson(), ApiVersion::V1, {}));
    QCOMPARE(bench.last().target, "/v1.0/identity/conditionalAccess/policies/p");
    const QJsonArray both{ group.value, alpha.value };
    QCOMPARE(bench.sent(),
             QJsonObject({ { QStringLiteral("conditions"),
                             QJsonObject{ { QStringLiteral("users"),
                                            QJsonObject{ { QStringLiteral("excludeGroups"), both } } } } } }));
    QVERIFY(ConditionalAccess(bench.client).update(change.policy, change.toJson(), ApiVersion::Beta, {}));
    QCOMPARE(bench.last().target, "/beta/identity/conditionalAccess/policies/p");
}

void EndpointsTest::guardPolicyBeginsReportOnlyAndTargetsTheGroupAlone()
{
    Bench bench(always(201, R"({"id":"p"})"));
    QVERIFY(ConditionalAccess(bench.client).create({ QStringLiteral("Guard"), group, QStringLiteral("s") }, {}));
    const QJsonObject sent = bench.sent();
    QCOMPARE(sent.value(QLatin1String("state")).toString(), QStringLiteral("enabledForReportingButNotEnforced"));
    QCOMPARE(sent.value(QLatin1String("conditions"))[QLatin1String("users")].toObject(),
             QJsonObject({ { QStringLiteral("includeGroups"), QJsonArray{ group.value } } }));
}

void EndpointsTest::permanentAssignmentAsksForNoEnd()
{
    Bench bench(always(201));
    QVERIFY(Roles(bench.client)
                .assignPermanently(alpha, QStringLiteral("why"), Ticket{ QStringLiteral("7"), QStringLiteral("desk") },
                                   {}));
    QCOMPARE(bench.sent(), json(R"({"action":"adminAssign","principalId":"aaaaaaaa-0000-4000-8000-000000000001",
            "roleDefinitionId":"62e90394-69f5-4237-9190-012177145e10","directoryScopeId":"/","justification":"why",
            "scheduleInfo":{"expiration":{"type":"noExpiration"}},"ticketInfo":{"ticketNumber":"7","ticketSystem":"desk"}})"));
}

void EndpointsTest::assignmentThatExistsIsSuccessAndOneThatIsPendingIsNot()
{
    Bench exists(always(400, errorBody("RoleAssignmentExists", "The Role assignment already exists.")));
    QVERIFY(Roles(exists.client).assignPermanently(alpha, {}, std::nullopt, {}));
    Bench pending(
        always(400, errorBody("PendingRoleAssignmentRequest", "There is already an existing pending request")));
    const auto answer = Roles(pending.client).assignPermanently(alpha, {}, std::nullopt, {});
    QCOMPARE(answer.error().kind, Error::Kind::Conflict);
}

void EndpointsTest::permanentMeansAssignedDirectWithoutEndForTheWholeTenant_data()
{
    QTest::addColumn<QByteArray>("instance");
    QTest::addColumn<bool>("isPermanent");
    const auto row = [](const char *name, const char *instance, bool isPermanent) {
        QTest::newRow(name) << QByteArray(instance) << isPermanent;
    };
    row("permanent", R"({"assignmentType":"Assigned","memberType":"Direct","directoryScopeId":"/","endDateTime":null})",
        true);
    row("lower case", R"({"assignmentType":"assigned","memberType":"direct","directoryScopeId":"/"})", true);
    row("activated", R"({"assignmentType":"Activated","memberType":"Direct","directoryScopeId":"/"})", false);
    row("by group", R"({"assignmentType":"Assigned","memberType":"Group","directoryScopeId":"/"})", false);
    row("in a unit",
        R"({"assignmentType":"Assigned","memberType":"Direct","directoryScopeId":"/administrativeUnits/1"})", false);
    row("ends",
        R"({"assignmentType":"Assigned","memberType":"Direct","directoryScopeId":"/","endDateTime":"2027-01-01T00:00:00Z"})",
        false);
}

void EndpointsTest::permanentMeansAssignedDirectWithoutEndForTheWholeTenant()
{
    QFETCH(QByteArray, instance);
    QFETCH(bool, isPermanent);
    Bench bench(always(200, "{\"value\":[" + instance + "]}"));
    const auto instances = Roles(bench.client).activeInstances(alpha, {});
    QVERIFY(instances);
    QCOMPARE(instances->first().isPermanent(), isPermanent);
    QVERIFY(bench.last().target.startsWith(
        "/v1.0/roleManagement/directory/roleAssignmentScheduleInstances?$filter=principalId"
        "%20eq%20'aaaaaaaa-0000-4000-8000-000000000001'%20and%20roleDefinitionId"));
}

void EndpointsTest::rulePatchCarriesItsTypeAndIsPutBackAsItWas()
{
    Bench bench(always(204, {}));
    const QJsonObject rule = json(R"({"@odata.type":"#microsoft.graph.unifiedRoleManagementPolicyExpirationRule",
            "id":"Expiration_Admin_Assignment","isExpirationRequired":true,"maximumDuration":"P180D","target":{"caller":"Admin"}})");
    const auto rules = GlobalAdministratorRules::fromJson(
        QJsonObject{ { QStringLiteral("policyId"), QStringLiteral("p") },
                     { QStringLiteral("policy"), QJsonObject{ { QStringLiteral("rules"), QJsonArray{ rule } } } } });
    QVERIFY(!rules.permitsPermanent);
    QVERIFY(RoleRules(bench.client).permitPermanent(rules, {}));
    QCOMPARE(bench.sent().value(QLatin1String("isExpirationRequired")).toBool(true), false);
    QCOMPARE(bench.sent().value(QLatin1String("@odata.type")), rule.value(QLatin1String("@odata.type")));
    QVERIFY(RoleRules(bench.client).restore(rules, {}));
    QCOMPARE(bench.sent(), rule);
    QCOMPARE(bench.last().target, "/v1.0/policies/roleManagementPolicies/p/rules/Expiration_Admin_Assignment");
}

void EndpointsTest::shortChallengesComeFromV1AndLongOnesFromBeta()
{
    Bench bench(always(200, R"({"publicKey":{}})"));
    AuthenticationMethods methods(bench.client);
    QVERIFY(methods.creationOptions(alpha, 5min, {}));
    QVERIFY(bench.last().target.startsWith("/v1.0/") && bench.last().target.endsWith("/creationOptions"));
    QVERIFY(methods.creationOptions(alpha, 60min, {}));
    QVERIFY(bench.last().target.startsWith("/beta/")
            && bench.last().target.endsWith("/creationOptions(challengeTimeoutInMinutes=60)"));
}

void EndpointsTest::cloudWithoutCreationOptionsIsRecognised()
{
    Bench bench(always(400, errorBody("BadRequest", "Resource not found for the segment 'creationOptions'.")));
    AuthenticationMethods methods(bench.client);
    QCOMPARE(methods.creationOptions(alpha, 5min, {}).error().kind, Error::Kind::NotFound);
    QCOMPARE(bench.server.count(), 2); // both versions
    QCOMPARE(methods.knowsCreationOptions(alpha, {}).value_or(true), false);
    Bench global(always(405, errorBody("methodNotAllowed", "The method is not supported for this URL.")));
    QCOMPARE(AuthenticationMethods(global.client).knowsCreationOptions(alpha, {}).value_or(false), true);
}

void EndpointsTest::aVersionThatDoesNotTakeTheCallIsNotTheLastOneAsked()
{
    Bench bench([](const SeenRequest &request, int) {
        return request.target.startsWith("/v1.0/")
            ? ScriptedAnswer{ 405, errorBody("methodNotAllowed", "The method is not supported for this URL.") }
            : ScriptedAnswer{ 200, R"({"publicKey":{}})" };
    });
    QVERIFY(AuthenticationMethods(bench.client).creationOptions(alpha, 5min, {}));
    QVERIFY(bench.last().target.startsWith("/beta/"));
    Bench neither(always(405, errorBody("methodNotAllowed", "The method is not supported for this URL.")));
    const auto refused = AuthenticationMethods(neither.client).creationOptions(alpha, 5min, {});
    QCOMPARE(refused.error().kind, Error::Kind::Refused); // the account that is signed in, not a cloud without it
    QCOMPARE(refused.error().serviceCode, QStringLiteral("methodNotAllowed"));
}

void EndpointsTest::lostRegistrationIsFoundByItsCredentialId_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("base64url") << QByteArray("AQID");
    QTest::newRow("with a digit") << QByteArray("AQID0");
}

void EndpointsTest::lostRegistrationIsFoundByItsCredentialId()
{
    QFETCH(QByteArray, id);
    Bench bench([id](const SeenRequest &request, int) {
        return request.method == "POST"
            ? ScriptedAnswer{ 503, "{}" }
            : ScriptedAnswer{ 200, "{\"value\":[{\"id\":\"" + id + "\",\"aaGuid\":\"AB\"}]}" };
    });
    const auto method = AuthenticationMethods(bench.client)
                            .registerPasskey(alpha, { QStringLiteral("N-1"), "\1\2\3", "{}", "x" }, {});
    QVERIFY(method);
    QCOMPARE(method->id, QString::fromLatin1(id));
    QCOMPARE(method->aaguid, QStringLiteral("ab"));
}

void EndpointsTest::longNameOfAKeyIsRefusedWithoutARequest()
{
    Bench bench(always(201));
    AuthenticationMethods methods(bench.client);
    QCOMPARE(methods.registerPasskey(alpha, { QString(31, QLatin1Char('x')), "a", "b", "c" }, {}).error().kind,
             Error::Kind::Input);
    QCOMPARE(methods.registerPasskey(alpha, { QString(), "a", "b", "c" }, {}).error().kind, Error::Kind::Input);
    QCOMPARE(bench.server.count(), 0);
    QVERIFY(methods.registerPasskey(alpha, { QString(30, QLatin1Char('x')), "a", "b", "c" }, {}));
}

void EndpointsTest::methodThatIsGoneIsRemoved()
{
    Bench bench(always(404, errorBody("ResourceNotFound", "x")));
    QVERIFY(AuthenticationMethods(bench.client).removePasskey(alpha, QStringLiteral("id"), {}));
}

void EndpointsTest::campaignIsSentWholeWithTheNewExclusions()
{
    Bench bench(always(204, {}));
    const auto campaign = RegistrationCampaign::fromJson(json(R"({"snoozeDurationInDays":3,"state":"enabled",
            "includeTargets":[{"id":"all_users","targetType":"group"}],"excludeTargets":[{"id":"old","targetType":"group"}]})"));
    QJsonArray targets = campaign.excludeTargets;
    targets.append(json(R"({"id":"new","targetType":"group"})"));
    QVERIFY(AuthenticationMethodsPolicy(bench.client).exclude(campaign, targets, {}));
    QCOMPARE(bench.sent(), json(R"({"registrationEnforcement":{"authenticationMethodsRegistrationCampaign":{
            "snoozeDurationInDays":3,"state":"enabled","includeTargets":[{"id":"all_users","targetType":"group"}],
            "excludeTargets":[{"id":"old","targetType":"group"},{"id":"new","targetType":"group"}]}}})"));
}

void EndpointsTest::passkeyChangeSendsOnlyWhatChanges()
{
    Fido2PolicyChange change;
    change.isSelfServiceAllowed = true;
    QCOMPARE(change.toJson(), json(R"({"@odata.type":"#microsoft.graph.fido2AuthenticationMethodConfiguration",
            "isSelfServiceRegistrationAllowed":true})"));
}

void EndpointsTest::perUserMfaIsABetaMatter()
{
    Bench bench(always(200, R"({"perUserMfaState":"enforced"})"));
    QCOMPARE(AuthenticationMethods(bench.client).perUserMfa(alpha, {}).value_or(QString()), QStringLiteral("enforced"));
    QVERIFY(bench.last().target.startsWith("/beta/users/"));
    QVERIFY(AuthenticationMethods(bench.client).disablePerUserMfa(alpha, {}));
    QCOMPARE(bench.sent(), json(R"({"perUserMfaState":"disabled"})"));
}

void EndpointsTest::strengthIsFoundByWhatItHolds()
{
    Bench bench(always(200, R"({"value":[
            {"id":"2","policyType":"builtIn","allowedCombinations":["fido2","password,sms"]},
            {"id":"c","policyType":"custom","allowedCombinations":["fido2"]},
            {"id":"4","policyType":"builtIn","allowedCombinations":["windowsHelloForBusiness","fido2","x509CertificateMultiFactor"]}]})"));
    const auto strength = AuthenticationStrengths(bench.client).phishingResistant({});
    QVERIFY(strength);
    QCOMPARE(strength->id, QStringLiteral("4"));
}

void EndpointsTest::signInsAreAskedForOneAccountSinceATime()
{
    Bench bench(always(200, R"({"value":[{"id":"1","userId":"u","createdDateTime":"2026-11-20T12:00:00.1234567Z",
            "status":{"errorCode":0},"authenticationDetails":[{"authenticationMethod":"Passkey"}]}]})"));
    const auto entries
        = AuditLogs(bench.client)
              .signIns(alpha, QDateTime(QDate(2026, 11, 20), QTime(11, 0), Qt::UTC), ApiVersion::Beta, {});
    QVERIFY(entries);
    QCOMPARE(entries->first().methods, QStringList{ QStringLiteral("Passkey") });
    QCOMPARE(entries->first().created.time().hour(), 12);
    QVERIFY(bench.last().target.contains("createdDateTime%20ge%202026-11-20T11:00:00Z"));
}

void EndpointsTest::policiesAreListedPageByPageWhereALargePageIsRefused()
{
    Bench bench([](const SeenRequest &request, int) {
        return request.target.contains("$top=")
            ? ScriptedAnswer{ 400, errorBody("Request_BadRequest", "Invalid page size specified.") }
            : ScriptedAnswer{ 200, R"({"value":[{"id":"p"}]})" };
    });
    const auto policies = ConditionalAccess(bench.client).list(ApiVersion::V1, {});
    QVERIFY(policies);
    QCOMPARE(policies->first().id.value, QStringLiteral("p"));
    QCOMPARE(bench.last().target, "/v1.0/identity/conditionalAccess/policies");

    // Learned once, by whichever lane: not asked for again.
    QCOMPARE(bench.server.count(), 2);
    GraphClient otherLane(bench.server.cloud(), bench.tokens, bench.clock, bench.pacing, bench.counter);
    QVERIFY(ConditionalAccess(otherLane).list(ApiVersion::V1, {}));
    QVERIFY(ConditionalAccess(bench.client).list(ApiVersion::Beta, {}));
    QCOMPARE(bench.server.count(), 4);
}

void EndpointsTest::aListThatIsRefusedAltogetherSaysNothingOfPageSizes()
{
    bool isOpen = false;
    Bench bench([&](const SeenRequest &, int) {
        return isOpen ? ScriptedAnswer{ 200, R"({"value":[]})" }
                      : ScriptedAnswer{ 400, errorBody("BadRequest", "Not today.") };
    });
    QVERIFY(!ConditionalAccess(bench.client).list(ApiVersion::V1, {}));
    isOpen = true;
    QVERIFY(ConditionalAccess(bench.client).list(ApiVersion::V1, {}));
    QVERIFY(bench.last().target.contains("$top="));
}

void EndpointsTest::updatesOfPoliciesTellThePolicyBeforeAndAfter()
{
    Bench bench(always(200, R"({"value":[{"activityDateTime":"2026-11-20T12:00:00.1234567Z",
            "initiatedBy":{"user":{"userPrincipalName":"admin@contoso.onmicrosoft.com"}},"targetResources":[
            {"id":"p","type":"Policy","modifiedProperties":[{"displayName":"ConditionalAccessPolicy",
            "oldValue":"{\"conditions\":{\"users\":{\"excludeGroups\":[\"a\"]}}}",
            "newValue":"{\"conditions\":{\"users\":{\"excludeGroups\":[\"a\",\"b\"]}}}"}]}]},
            {"targetResources":[{"id":"q","modifiedProperties":[{"oldValue":null,"newValue":"\"x\""}]}]}]})"));
    const auto updates = AuditLogs(bench.client)
                             .policyUpdates(QDateTime(QDate(2026, 11, 20), QTime(11, 0), Qt::UTC), {});
    QVERIFY(updates);
    QCOMPARE(updates->size(), 1);
    QCOMPARE(updates->first().policy.value, QStringLiteral("p"));
    QCOMPARE(updates->first().before.excludeGroups, QList<ObjectId>{ ObjectId(QStringLiteral("a")) });
    QCOMPARE(updates->first().after.excludeGroups.size(), 2);
    QCOMPARE(updates->first().initiatorName, QStringLiteral("admin@contoso.onmicrosoft.com"));
    QVERIFY(bench.last().target.contains("loggedByService%20eq%20'Conditional%20Access'"));
}

void EndpointsTest::timesOfTheServiceAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << QStringLiteral("2026-11-20T12:00:01Z");
    QTest::newRow("seven digits") << QStringLiteral("2026-11-20T12:00:01.0000000Z");
    QTest::newRow("offset") << QStringLiteral("2026-11-20T13:00:01+01:00");
}

void EndpointsTest::timesOfTheServiceAreRead()
{
    QFETCH(QString, text);
    QCOMPARE(graphTime(QJsonValue(text)), QDateTime(QDate(2026, 11, 20), QTime(12, 0, 1), Qt::UTC));
}

void EndpointsTest::literalsSurviveTheAddress()
{
    QCOMPARE(odataLiteral(QStringLiteral("O'Neil & S\u00f6hne+1 #2")),
             QStringLiteral("'O''Neil%20%26%20S%C3%B6hne%2B1%20%232'"));
    QCOMPARE(pathSegment(QStringLiteral("a/b?c")), QStringLiteral("a%2Fb%3Fc"));
}

BG_TEST(QCoreApplication, EndpointsTest)
#include "EndpointsTest.moc"
