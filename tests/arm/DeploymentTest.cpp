// SPDX-License-Identifier: GPL-3.0-or-later
#include "ArmServer.h"
#include "FakeTokens.h"
#include "Spec.h"

#include "app/arm/AlertDeployment.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;

namespace {

QStringList keysOf(const QList<PlannedResource> &plan, PlannedResource::Change change)
{
    QStringList keys;
    for (const PlannedResource &one : plan)
        if (one.change == change)
            keys.append(one.resource.key);
    return keys;
}

const QStringList everything{ u"resourceGroup"_s, u"workspace"_s,           u"diagnosticSetting"_s,
                              u"actionGroup"_s,   u"rule.signIn"_s,         u"rule.credentials"_s,
                              u"rule.role"_s,     u"rule.exclusionGroup"_s, u"rule.conditionalAccess"_s };

// One wizard's view of one practice Azure.
struct Bench {
    explicit Bench(ArmScenario scenario = {})
        : server(std::move(scenario)), arm(server.cloud, tokens, server.clock), deployment(arm, server.clock)
    { }

    Result<QList<PlannedResource>> plan(const AlertDeploymentSpec &spec)
    {
        const auto found = inventory(arm, spec, {});
        if (!found)
            return fail(found.error());
        seen = *found;
        return planned(seen);
    }
    Result<void> deploy(const AlertDeploymentSpec &spec)
    {
        const auto made = plan(spec);
        if (!made)
            return fail(made.error());
        return deployment.apply(seen, *made, {}, {});
    }

    ArmServer server;
    FakeTokens tokens;
    ArmClient arm;
    AlertDeployment deployment;
    AzureInventory seen;
};

} // namespace

class DeploymentTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFreshSubscriptionGetsTheWholeKit()
    {
        Bench bench;
        const auto plan = bench.plan(wholeSpec());
        QVERIFY2(plan, qPrintable(plan ? QString() : name(plan.error().kind) + plan.error().detail));
        QCOMPARE(keysOf(*plan, PlannedResource::Change::Create), everything);
        QVERIFY(bench.server.writes().isEmpty());
        const auto done = bench.deployment.apply(bench.seen, *plan, {}, {});
        QVERIFY2(done, qPrintable(done ? QString() : name(done.error().kind) + u' ' + done.error().serviceMessage));
        QVERIFY(bench.deployment.verified(wholeSpec(), {}));
    }

    void runningAgainWritesNothing()
    {
        Bench bench;
        QVERIFY(bench.deploy(wholeSpec()));
        bench.server.forget();
        QVERIFY(bench.deploy(wholeSpec()));
        QCOMPARE(bench.server.writes().size(), 0);
        QVERIFY(bench.server.seen().size() > 5);
    }

    void everythingThatCanCarriesTheTag()
    {
        Bench bench;
        QVERIFY(bench.deploy(wholeSpec()));
        int tagged = 0;
        for (const Seen &one : bench.server.writes())
            if (one.method == "PUT" && !one.path.contains(u"aadiam"_s)) {
                QVERIFY2(one.body["tags"_L1].toObject().contains(alertTag()), qPrintable(one.path));
                ++tagged;
            }
        QCOMPARE(tagged, 8);
    }

    void whatIsLeftOutIsNotMade()
    {
        AlertDeploymentSpec spec = wholeSpec();
        spec.leftOut = { u"rule.role"_s, u"actionGroup"_s };
        Bench bench;
        QVERIFY(bench.deploy(spec));
        for (const Seen &one : bench.server.writes()) {
            QVERIFY(!one.path.contains(u"actionGroups"_s));
            QVERIFY(!one.path.endsWith(u"breakglass-role"_s));
        }
    }

    void aSettingThatSendsSignInsIsUsedWithItsWorkspace()
    {
        ArmScenario scenario;
        scenario.foreignWorkspace = true;
        Bench bench(scenario);
        const auto plan = bench.plan(wholeSpec());
        QVERIFY(plan);
        QCOMPARE(bench.seen.spec.workspaceId(), ResourceId(ArmScenario::foreignWorkspaceId()));
        QCOMPARE(keysOf(*plan, PlannedResource::Change::Update), QStringList{ u"diagnosticSetting"_s });
        QVERIFY(!keysOf(*plan, PlannedResource::Change::Create).contains(u"workspace"_s));
        QVERIFY(bench.deployment.apply(bench.seen, *plan, {}, {}));

        const QJsonObject setting = bench.server.azure.settings[u"soc"_s]["properties"_L1].toObject();
        QMap<QString, bool> logs;
        for (const QJsonValue &log : setting["logs"_L1].toArray())
            logs[log["category"_L1].toString()] = log["enabled"_L1].toBool();
        const QMap<QString, bool> wanted{ { u"SignInLogs"_s, true },
                                          { u"AuditLogs"_s, true },
                                          { u"RiskyUsers"_s, true },
                                          { u"NonInteractiveUserSignInLogs"_s, true } };
        QCOMPARE(logs, wanted);
        QCOMPARE(bench.server.azure.settings.size(), 1);
        // The rules stand in the workspace's region.
        for (const Seen &one : bench.server.writes())
            if (one.path.contains(u"scheduledQueryRules"_s))
                QCOMPARE(one.body["location"_L1].toString(), u"northeurope"_s);
    }

    void settingsOfOthersAreLeftAlone()
    {
        ArmScenario scenario;
        scenario.foreignSettings = 4;
        Bench bench(scenario);
        const auto before = bench.server.azure.settings;
        QVERIFY(bench.deploy(wholeSpec()));
        QCOMPARE(bench.server.azure.settings.size(), 5);
        for (auto setting = before.begin(); setting != before.end(); ++setting)
            QCOMPARE(bench.server.azure.settings[setting.key()], setting.value());
    }

    void theSixthSettingIsNotTried()
    {
        ArmScenario scenario;
        scenario.foreignSettings = 5;
        Bench bench(scenario);
        const auto plan = bench.plan(wholeSpec());
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, Error::Kind::LimitReached);
        QVERIFY(bench.server.writes().isEmpty());
        AlertDeploymentSpec spec = wholeSpec();
        spec.leftOut = { u"diagnosticSetting"_s };
        QVERIFY(bench.plan(spec));
    }

    void theServiceRefusesASixthSettingToo()
    {
        ArmScenario scenario;
        scenario.foreignSettings = 5;
        Bench bench(scenario);
        const auto answer = bench.arm.put(
            u"/providers/microsoft.aadiam/diagnosticSettings/mine"_s, u"2017-04-01"_s,
            { { u"properties"_s,
                QJsonObject{
                    { u"storageAccountId"_s, u"/x"_s },
                    { u"logs"_s,
                      QJsonArray{ QJsonObject{ { u"category"_s, u"AuditLogs"_s }, { u"enabled"_s, true } } } } } } },
            {});
        QCOMPARE(answer.error().kind, Error::Kind::LimitReached);
    }

    void sentinelGetsRulesOfItsOwn()
    {
        ArmScenario scenario;
        scenario.foreignWorkspace = scenario.hasSentinel = true;
        Bench bench(scenario);
        AlertDeploymentSpec spec = wholeSpec();
        QVERIFY(bench.plan(spec));
        QVERIFY(bench.seen.hasSentinel);
        spec.home = AlertTarget::Sentinel;
        QVERIFY(bench.deploy(spec));
        int rules = 0;
        for (const Seen &one : bench.server.writes()) {
            QVERIFY(!one.path.contains(u"scheduledQueryRules"_s));
            if (one.path.contains(u"alertRules"_s))
                ++rules;
        }
        QCOMPARE(rules, 5);
        bench.server.forget();
        QVERIFY(bench.deploy(spec));
        QCOMPARE(bench.server.writes().size(), 0);
    }

    void aSentinelRuleIsRepairedWithItsEtag()
    {
        ArmScenario scenario;
        scenario.foreignWorkspace = scenario.hasSentinel = true;
        Bench bench(scenario);
        AlertDeploymentSpec spec = wholeSpec();
        spec.home = AlertTarget::Sentinel;
        QVERIFY(bench.deploy(spec));
        bench.server.change([](Azure &arm) {
            for (QJsonObject &resource : arm.resources)
                if (resource["type"_L1].toString().endsWith("alertrules"_L1)) {
                    QJsonObject properties = resource["properties"_L1].toObject();
                    properties[u"enabled"_s] = false;
                    resource[u"properties"_s] = properties;
                }
        });
        bench.server.forget();
        QVERIFY(bench.deploy(spec));
        QCOMPARE(bench.server.writes().size(), 5);
        QVERIFY(bench.deployment.verified(spec, {}));
    }

    void eachDriftIsRepairedByOneWrite_data()
    {
        QTest::addColumn<QString>("resource");
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("disabled") << u"breakglass-sign-in"_s << u"enabled"_s << QJsonValue(false);
        QTest::newRow("muted") << u"breakglass-sign-in"_s << u"muteActionsDuration"_s << QJsonValue(u"PT30M"_s);
        QTest::newRow("severity") << u"breakglass-role"_s << u"severity"_s << QJsonValue(3);
        QTest::newRow("slower") << u"breakglass-role"_s << u"evaluationFrequency"_s << QJsonValue(u"P1D"_s);
        QTest::newRow("stale query")
            << u"breakglass-credentials"_s << u"criteria"_s
            << QJsonValue(
                   QJsonObject{ { u"allOf"_s,
                                  QJsonArray{ QJsonObject{
                                      { u"query"_s, u"SigninLogs | where UserPrincipalName startswith 'x'"_s } } } } });
        QTest::newRow("tells nobody") << u"breakglass-exclusion-group"_s << u"actions"_s
                                      << QJsonValue(QJsonObject{ { u"actionGroups"_s, QJsonArray() } });
        QTest::newRow("group off") << u"breakglass-custodians"_s << u"enabled"_s << QJsonValue(false);
        QTest::newRow("no receivers") << u"breakglass-custodians"_s << u"emailReceivers"_s << QJsonValue(QJsonArray());
    }
    void eachDriftIsRepairedByOneWrite()
    {
        QFETCH(QString, resource);
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        Bench bench;
        QVERIFY(bench.deploy(wholeSpec()));
        bench.server.change([&](Azure &arm) {
            for (QJsonObject &one : arm.resources)
                if (one["name"_L1].toString() == resource) {
                    QJsonObject properties = one["properties"_L1].toObject();
                    properties[member] = value;
                    one[u"properties"_s] = properties;
                }
        });
        bench.server.forget();
        QVERIFY(bench.deploy(wholeSpec()));
        QCOMPARE(bench.server.writes().size(), 1);
        QVERIFY(bench.server.writes().first().path.endsWith(resource));
        QVERIFY(!bench.server.writes().first().body["properties"_L1].toObject().contains(u"muteActionsDuration"_s));
        QVERIFY(bench.deployment.verified(wholeSpec(), {}));
    }

    void aLostCategoryComesBackAndTheOthersStay()
    {
        Bench bench;
        QVERIFY(bench.deploy(wholeSpec()));
        bench.server.change([](Azure &arm) {
            QJsonObject &setting = arm.settings[u"emergency-account-sign-in-alerts"_s];
            QJsonObject properties = setting["properties"_L1].toObject();
            properties[u"logs"_s]
                = QJsonArray{ QJsonObject{ { u"category"_s, u"AuditLogs"_s }, { u"enabled"_s, true } },
                              QJsonObject{ { u"category"_s, u"ProvisioningLogs"_s }, { u"enabled"_s, true } } };
            setting[u"properties"_s] = properties;
        });
        bench.server.forget();
        QVERIFY(bench.deploy(wholeSpec()));
        QCOMPARE(bench.server.writes().size(), 1);
        QCOMPARE(bench.server.writes().first().body["properties"_L1]["logs"_L1].toArray().size(), 4);
        QVERIFY(bench.deployment.verified(wholeSpec(), {}));
    }

    void whatOthersAddedStays()
    {
        Bench bench;
        QVERIFY(bench.deploy(wholeSpec()));
        bench.server.change([](Azure &arm) {
            for (QJsonObject &one : arm.resources)
                if (one["name"_L1].toString() == "breakglass-custodians"_L1) {
                    QJsonObject properties = one["properties"_L1].toObject();
                    properties[u"emailReceivers"_s]
                        = QJsonArray{ QJsonObject{ { u"name"_s, u"soc"_s },
                                                   { u"emailAddress"_s, u"soc@contoso.onmicrosoft.com"_s },
                                                   { u"status"_s, u"Enabled"_s } } };
                    one[u"properties"_s] = properties;
                    one[u"tags"_s] = QJsonObject{ { alertTag(), u"actionGroup"_s }, { u"costCenter"_s, u"12"_s } };
                }
        });
        QVERIFY(bench.deploy(wholeSpec()));
        const QJsonObject group = *bench.deployment.verified(wholeSpec(), {})->at(wholeSpec().actionGroupId());
        QCOMPARE(group["properties"_L1]["emailReceivers"_L1].toArray().size(), 3);
        QCOMPARE(group["tags"_L1]["costCenter"_L1].toString(), u"12"_s);
    }

    void ourThingsAreFoundByTagWhereverTheyAre()
    {
        Bench bench;
        QVERIFY(bench.deploy(wholeSpec()));
        AlertDeploymentSpec elsewhere = wholeSpec();
        elsewhere.resourceGroup = u"another-group"_s;
        elsewhere.usedWorkspace = wholeSpec().workspaceId();
        bench.server.forget();
        QVERIFY(bench.deploy(elsewhere));
        QCOMPARE(bench.server.writes().size(), 1); // the empty group itself
        QVERIFY(bench.server.writes().first().path.endsWith(u"another-group"_s));
    }

    void aNameOfSomebodyElseIsNotOverwritten()
    {
        Bench bench;
        QVERIFY(bench.deploy(wholeSpec()));
        bench.server.change([](Azure &arm) {
            for (QJsonObject &one : arm.resources)
                if (one["name"_L1].toString() == "breakglass-role"_L1)
                    one.remove(u"tags"_s);
        });
        bench.server.forget();
        const auto done = bench.deploy(wholeSpec());
        QCOMPARE(done.error().kind, Error::Kind::Conflict);
        QVERIFY(done.error().detail.endsWith(u"breakglass-role"_s));
        QVERIFY(bench.server.writes().isEmpty());
    }

    void aRunThatBrokeOffIsFinished()
    {
        Bench bench;
        bench.server.instead = [](const Call &call) -> std::optional<Reply> {
            if (call.method == "PUT" && call.segments.last() == "breakglass-role"_L1)
                return Reply::refused(400, "BadRequest", u"no"_s);
            return std::nullopt;
        };
        QCOMPARE(bench.deploy(wholeSpec()).error().kind, Error::Kind::Refused);
        bench.server.instead = {};
        bench.server.forget();
        QVERIFY(bench.deploy(wholeSpec()));
        QCOMPARE(bench.server.writes().size(), 3);
    }

    void eachRefusalHasItsKind_data()
    {
        QTest::addColumn<QString>("dial");
        QTest::addColumn<int>("kind");
        QTest::newRow("reader only") << u"reader"_s << int(Error::Kind::ProviderNotRegistered);
        QTest::newRow("reader, all registered") << u"reader-registered"_s << int(Error::Kind::Forbidden);
        QTest::newRow("may not register") << u"register"_s << int(Error::Kind::ProviderNotRegistered);
        QTest::newRow("policy") << u"policy"_s << int(Error::Kind::DisallowedByPolicy);
        QTest::newRow("name taken") << u"taken"_s << int(Error::Kind::Conflict);
        QTest::newRow("no subscription") << u"none"_s << int(Error::Kind::NotFound);
    }
    void eachRefusalHasItsKind()
    {
        QFETCH(QString, dial);
        QFETCH(int, kind);
        ArmScenario scenario;
        if (dial.startsWith(u"reader"_s))
            scenario.rights = ArmScenario::Rights::Reader;
        if (dial == "reader-registered"_L1)
            scenario.registered = { u"Microsoft.Insights"_s, u"Microsoft.OperationalInsights"_s };
        scenario.mayRegister = dial != "register"_L1;
        if (dial == "policy"_L1)
            scenario.disallowedType = u"Microsoft.OperationalInsights/workspaces"_s;
        if (dial == "taken"_L1)
            scenario.takenWorkspace = wholeSpec().workspace;
        if (dial == "none"_L1)
            scenario.subscriptions = 0;
        Bench bench(scenario);
        const auto done = bench.deploy(wholeSpec());
        QVERIFY(!done);
        QCOMPARE(name(done.error().kind), name(Error::Kind(kind)));
        QVERIFY(!done.error().serviceMessage.isEmpty());
    }

    void settingsThatCannotBeReadAreSaid()
    {
        Bench bench;
        bench.server.session.roles.clear();
        QVERIFY(bench.plan(wholeSpec()));
        QVERIFY(bench.seen.settingsUnreadable);
        QCOMPARE(bench.seen.settingsUnreadable->kind, Error::Kind::Forbidden);
    }

    void theChoicesAreListed()
    {
        ArmScenario scenario;
        scenario.subscriptions = 3;
        Bench bench(scenario);
        QCOMPARE(bench.deployment.subscriptions({})->size(), 3);
        QVERIFY(bench.deployment.workspaces(ArmScenario::subscriptionId(), {})->isEmpty());
        QVERIFY(bench.deploy(wholeSpec()));
        QCOMPARE(bench.deployment.workspaces(ArmScenario::subscriptionId(), {})->value(0).name, u"breakglass-logs"_s);
        QCOMPARE(bench.deployment.resourceGroups(ArmScenario::subscriptionId(), {})->value(0).location,
                 u"westeurope"_s);
        scenario.subscriptions = 0;
        Bench none(scenario);
        QVERIFY(none.deployment.subscriptions({})->isEmpty());
    }

    void theCostIsSaidPerResource()
    {
        Bench bench;
        const auto plan = bench.plan(wholeSpec());
        double sum = 0;
        for (const PlannedResource &one : *plan)
            sum += one.monthlyCost;
        // Five rules at 1.50, and 1000 people x 135 sign-ins x 30 days x 4 KB = 15.4 GiB, of which 5 are free, at 2.76.
        QVERIFY2(qAbs(sum - (7.5 + (1000 * 135 * 30 * 4 / 1024.0 / 1024.0 - 5) * 2.76)) < 0.01,
                 qPrintable(QString::number(sum)));
        ArmScenario scenario;
        scenario.foreignWorkspace = true;
        Bench used(scenario);
        double usedSum = 0;
        const auto planned = used.plan(wholeSpec()); // named: a loop does not keep what a temporary holds
        for (const PlannedResource &one : *planned)
            usedSum += one.monthlyCost;
        QVERIFY(usedSum <= sum);
    }
};

BG_TEST(QCoreApplication, DeploymentTest)
#include "DeploymentTest.moc"
