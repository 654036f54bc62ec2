// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/ReachOfPolicy.h"
#include "tests/support/TestProgram.h"

#include <QJsonDocument>
#include <QTest>

using namespace bg;

namespace {
QJsonObject policy(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    Q_ASSERT(document.isObject());
    return document.object();
}
} // namespace

class ReachOfPolicyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void audienceIsWhoTheConditionsCanEverName_data()
    {
        QTest::addColumn<QByteArray>("conditions");
        QTest::addColumn<int>("audience");
        const auto row = [](const char *name, const char *conditions, PolicyAudience audience) {
            QTest::newRow(name) << QByteArray(conditions) << int(audience);
        };
        using A = PolicyAudience;
        row("all users", R"({"users":{"includeUsers":["All"]}})", A::People);
        row("none today", R"({"users":{"includeUsers":["None"]}})", A::People);
        row("one group", R"({"users":{"includeUsers":[],"includeGroups":["g"]}})", A::People);
        row("one role", R"({"users":{"includeRoles":["r"]}})", A::People);
        row("guests",
            R"({"users":{"includeGuestsOrExternalUsers":{"guestOrExternalUserTypes":"b2bCollaborationGuest"}}})",
            A::People);
        row("no users at all", R"({"applications":{"includeApplications":["All"]}})", A::People);
        row("workloads",
            R"({"users":{"includeUsers":["None"]},"clientApplications":{"includeServicePrincipals":["x"]}})",
            A::Workloads);
        row("workloads, users null", R"({"users":null,"clientApplications":{"includeServicePrincipals":["x"]}})",
            A::Workloads);
        row("people and workloads",
            R"({"users":{"includeUsers":["All"]},"clientApplications":{"includeServicePrincipals":["x"]}})", A::People);
        row("empty workloads",
            R"({"users":{"includeUsers":["None"]},"clientApplications":{"includeServicePrincipals":[]}})", A::People);
        row("agents",
            R"({"users":{"includeUsers":["None"]},"clientApplications":{"includeAgentIdServicePrincipals":["All"]}})",
            A::Agents);
        row("users of agents", R"({"users":{"includeUsers":["None"]},"agents":{"includeAgentUsers":["All"]}})", A::Agents);
        row("agents by filter",
            R"({"users":{"includeUsers":["None"]},"agents":{"agentIdServicePrincipalFilter":{"mode":"include"}}})",
            A::Agents);
        row("people and agents", R"({"users":{"includeUsers":["All"]},"agents":{"includeAgentUsers":["All"]}})", A::People);
        row("agents of nobody", R"({"users":{"includeUsers":["None"]},"agents":{"includeAgentUsers":[]}})", A::People);
        row("agent risk", R"({"users":{"includeUsers":["None"]},"agentIdRiskLevels":"high"})", A::Agents);
    }
    void audienceIsWhoTheConditionsCanEverName()
    {
        QFETCH(QByteArray, conditions);
        QFETCH(int, audience);
        QCOMPARE(int(reachOf(policy("{\"state\":\"enabled\",\"conditions\":" + conditions + "}")).audience), audience);
    }

    void conditionsThatNobodyKnowsAreNamedAndChangeNothing()
    {
        const ReachOfPolicy reach = reachOf(policy(
            R"({"state":"enabled","conditions":{"users":{"includeUsers":["All"],"includeRobots":["All"],"excludeRobots":[]},
                "platforms":null,"times":{"from":"18:00"},"moods":[],"places":"","zones@odata.type":"x"}})"));
        QCOMPARE(reach.unknownConditions, QStringList({ QStringLiteral("conditions.times"),
                                                        QStringLiteral("conditions.users.includeRobots") }));
        QVERIFY(reach.namesPeople && reach.reachesPeople());
        const ReachOfPolicy nobody
            = reachOf(policy(R"({"conditions":{"users":{"includeUsers":["None"]},"robots":{"include":["All"]}}})"));
        QVERIFY(!nobody.namesPeople && nobody.reachesPeople());
        QCOMPARE(nobody.unknownConditions, QStringList{ QStringLiteral("conditions.robots") });
    }

    void modeIsTheState()
    {
        QCOMPARE(reachOf(policy(R"({"state":"enabled"})")).mode, PolicyMode::Enforced);
        QCOMPARE(reachOf(policy(R"({"state":"disabled"})")).mode, PolicyMode::Disabled);
        QCOMPARE(reachOf(policy(R"({"state":"enabledForReportingButNotEnforced"})")).mode, PolicyMode::ReportOnly);
    }

    void policyOfMicrosoftsTellsWhenItSwitchesItselfOn()
    {
        const QByteArray managed = R"({"displayName":"Microsoft-managed: Multifactor authentication","templateId":"t",
            "createdDateTime":"2026-11-01T08:00:00Z","state":"enabledForReportingButNotEnforced"})";
        const ReachOfPolicy reach = reachOf(policy(managed));
        QVERIFY(reach.isManagedByMicrosoft);
        QVERIFY(reach.switchesOn.has_value());
        QCOMPARE(*reach.switchesOn, QDate(2026, 12, 16));

        QByteArray isOn = managed;
        QVERIFY(!reachOf(policy(isOn.replace("enabledForReportingButNotEnforced", "enabled"))).switchesOn);
    }

    void templateAloneOrNameAloneDoesNotMakeItMicrosofts()
    {
        QVERIFY(!reachOf(policy(R"({"displayName":"Require MFA","templateId":"t","state":"enabled"})"))
                     .isManagedByMicrosoft);
        QVERIFY(!reachOf(policy(R"({"displayName":"Microsoft-managed: mine","templateId":null,"state":"enabled"})"))
                     .isManagedByMicrosoft);
    }

    void retiredPartsAreNamed()
    {
        QCOMPARE(reachOf(policy(R"({"grantControls":{"builtInControls":["approvedApplication"]}})")).cannotBeEdited,
                 QStringLiteral("approvedClientApp"));
        QCOMPARE(reachOf(policy(R"({"conditions":{"deviceStates":{"includeStates":["All"]}}})")).cannotBeEdited,
                 QStringLiteral("deviceStates"));
        QVERIFY(reachOf(policy(R"({"conditions":{"deviceStates":null},"grantControls":{"builtInControls":["mfa"]}})"))
                    .cannotBeEdited.isEmpty());
    }

    void customStrengthIsNamedAndABuiltInOneIsNot()
    {
        QCOMPARE(
            reachOf(
                policy(R"({"grantControls":{"authenticationStrength":{"policyType":"custom","displayName":"Ours"}}})"))
                .customStrength,
            QStringLiteral("Ours"));
        QVERIFY(
            reachOf(
                policy(R"({"grantControls":{"authenticationStrength":{"policyType":"builtIn","displayName":"PR"}}})"))
                .customStrength.isEmpty());
    }
};

BG_TEST(QCoreApplication, ReachOfPolicyTest)
#include "ReachOfPolicyTest.moc"
