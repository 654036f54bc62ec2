// SPDX-License-Identifier: GPL-3.0-or-later
#include "ArmServer.h"
#include "FakeTokens.h"
#include "Spec.h"

#include "app/arm/AlertCheck.h"
#include "app/arm/AlertDeployment.h"
#include "tests/support/AzureDrift.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;

namespace {

struct Bench {
    explicit Bench(ArmScenario scenario = {}, AlertDeploymentSpec wanted = wholeSpec())
        : spec(std::move(wanted)), server(std::move(scenario)), arm(server.cloud, tokens, server.clock),
          deployment(arm, server.clock)
    {
        const auto seen = inventory(arm, spec, {});
        const auto plan = planned(*seen);
        if (!deployment.apply(*seen, *plan, {}, {}))
            qFatal("the kit could not be deployed");
    }
    QList<AlertFinding> findings()
    {
        const auto seen = inventory(arm, spec, {});
        return alertFindings(*seen, server.clock.utcNow());
    }
    QStringList ids()
    {
        QStringList all;
        for (const AlertFinding &finding : findings())
            all.append(finding.id);
        return all;
    }

    void set(const QString &resource, const QString &member, const QJsonValue &value)
    {
        server.change([&](Azure &azure) { changeProperty(azure, resource, member, value); });
    }
    void remove(const QString &resource)
    {
        server.change([&](Azure &azure) { removeResource(azure, resource); });
    }
    void processingRule(const QString &scope, const QJsonObject &schedule = {}, const QString &severity = u"Sev0"_s)
    {
        server.change([&](Azure &azure) { suppression(azure, scope, schedule, severity); });
    }

    AlertDeploymentSpec spec;
    ArmServer server;
    FakeTokens tokens;
    ArmClient arm;
    AlertDeployment deployment;
};

QString text(QLatin1String id)
{
    return id;
}

} // namespace

class CheckTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDeployedKitIsInPlace()
    {
        Bench bench;
        QCOMPARE(bench.ids(), QStringList{ text(finding::AlertsInPlace) });
        const AlertFinding fine = bench.findings().first();
        QCOMPARE(fine.facts["rules"_L1].toInt(), 5);
        QCOMPARE(fine.facts["receivers"_L1].toInt(), 5);
    }

    void anythingWrongIsFound_data()
    {
        QTest::addColumn<QString>("resource");
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("id");
        const auto row = [](const char *name, const char *resource, const char *member, const QJsonValue &value,
                            QLatin1String id) {
            QTest::newRow(name) << QString(QLatin1String(resource)) << QString(QLatin1String(member)) << value
                                << QString(id);
        };
        row("disabled", "breakglass-sign-in", "enabled", false, finding::AlertsRuleDisabled);
        row("muted", "breakglass-sign-in", "muteActionsDuration", u"PT4H"_s, finding::AlertsRuleMuted);
        row("stale", "breakglass-role", "severity", 4, finding::AlertsRuleStale);
        row("unlinked", "breakglass-role", "actions", QJsonObject{}, finding::AlertsRuleUnlinked);
        row("group disabled", "breakglass-custodians", "enabled", false, finding::AlertsNobodyTold);
        row("receiver lost", "breakglass-custodians", "voiceReceivers", QJsonArray{}, finding::AlertsReceiversDrifted);
        row("capped", "breakglass-logs", "workspaceCapping",
            QJsonObject{ { u"dailyQuotaGb"_s, 1 }, { u"dataIngestionStatus"_s, u"OverQuota"_s } },
            finding::AlertsWorkspaceCapped);
        row("cap", "breakglass-logs", "workspaceCapping",
            QJsonObject{ { u"dailyQuotaGb"_s, 1 }, { u"dataIngestionStatus"_s, u"RespectQuota"_s } },
            finding::AlertsWorkspaceCap);
    }
    void anythingWrongIsFound()
    {
        QFETCH(QString, resource);
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(QString, id);
        Bench bench;
        bench.set(resource, member, value);
        QStringList seen = bench.ids();
        QVERIFY2(seen.removeOne(id), qPrintable(seen.join(u' ')));
        // A cap that was not reached is a note: all else is in place.
        QCOMPARE(seen, id == finding::AlertsWorkspaceCap ? QStringList{ text(finding::AlertsInPlace) } : QStringList());
    }

    void aMissingRuleIsFoundAndRepaired()
    {
        Bench bench;
        bench.remove(u"breakglass-credentials"_s);
        QCOMPARE(bench.ids(), QStringList{ text(finding::AlertsRuleMissing) });
        QCOMPARE(bench.findings().first().facts["rule"_L1].toString(), u"credentials"_s);
        QVERIFY(bench.findings().first().requirements.contains(u"S96"_s));
        const auto seen = inventory(bench.arm, bench.spec, {});
        QVERIFY(bench.deployment.apply(*seen, *planned(*seen), {}, {}));
        QCOMPARE(bench.ids(), QStringList{ text(finding::AlertsInPlace) });
    }

    void aNewAccountMakesTheRulesStale()
    {
        Bench bench;
        bench.spec.accounts[1] = ObjectId(u"1c000000-0000-4000-8000-0000000000ff"_s);
        QCOMPARE(bench.ids(), QStringList(3, text(finding::AlertsRuleStale)));
    }

    void nobodyWhoHearsIsFound()
    {
        Bench bench;
        for (const char *list : { "emailReceivers", "smsReceivers", "voiceReceivers", "webhookReceivers" })
            bench.set(u"breakglass-custodians"_s, QLatin1String(list), QJsonArray());
        QCOMPARE(bench.ids(), QStringList{ text(finding::AlertsNobodyTold) });
        QCOMPARE(bench.findings().first().facts["reason"_L1].toString(), u"noReceivers"_s);
        bench.remove(u"breakglass-custodians"_s);
        QVERIFY(bench.ids().contains(text(finding::AlertsNobodyTold)));
    }

    void aReceiverWhoOptedOutIsFound()
    {
        Bench bench;
        bench.set(u"breakglass-custodians"_s, u"smsReceivers"_s,
                  QJsonArray{ QJsonObject{ { u"name"_s, u"SMS +14255550100"_s },
                                           { u"countryCode"_s, u"1"_s },
                                           { u"phoneNumber"_s, u"4255550100"_s },
                                           { u"status"_s, u"Disabled"_s } } });
        QCOMPARE(bench.ids(), QStringList{ text(finding::AlertsReceiverOff) });
    }

    void aLostCategoryIsNamed()
    {
        Bench bench;
        bench.server.change([](Azure &practice) {
            QJsonObject &setting = practice.settings[u"emergency-account-sign-in-alerts"_s];
            QJsonObject properties = setting["properties"_L1].toObject();
            properties[u"logs"_s]
                = QJsonArray{ QJsonObject{ { u"category"_s, u"SignInLogs"_s }, { u"enabled"_s, true } },
                              QJsonObject{ { u"category"_s, u"AuditLogs"_s }, { u"enabled"_s, false } } };
            setting[u"properties"_s] = properties;
        });
        QCOMPARE(bench.ids(), QStringList{ text(finding::AlertsSettingDrifted) });
        QCOMPARE(bench.findings().first().facts["categories"_L1].toArray(),
                 (QJsonArray{ u"NonInteractiveUserSignInLogs"_s, u"AuditLogs"_s }));
        bench.server.change([](Azure &practice) { practice.settings.clear(); });
        QCOMPARE(bench.ids(), QStringList{ text(finding::AlertsSettingMissing) });
    }

    void aProcessingRuleThatSilencesIsFound()
    {
        Bench bench;
        bench.processingRule(u"/subscriptions/"_s + ArmScenario::subscriptionId());
        QCOMPARE(bench.ids(), QStringList(5, text(finding::AlertsRuleMuted)));
        QCOMPARE(bench.findings().first().facts["by"_L1].toString(), u"quiet"_s);
    }

    void aProcessingRuleThatIsOverOrForOthersIsNot()
    {
        Bench bench;
        bench.processingRule(u"/subscriptions/"_s + ArmScenario::subscriptionId(),
                             { { u"effectiveUntil"_s, u"2026-11-01T00:00:00"_s } });
        QCOMPARE(bench.ids(), QStringList{ text(finding::AlertsInPlace) });
        bench.processingRule(u"/subscriptions/"_s + ArmScenario::subscriptionId(), {}, u"Sev3"_s);
        QCOMPARE(bench.ids(), QStringList{ text(finding::AlertsInPlace) });
        bench.processingRule(u"/subscriptions/"_s + ArmScenario::subscriptionId() + u"/resourceGroups/other"_s);
        QCOMPARE(bench.ids(), QStringList{ text(finding::AlertsInPlace) });
    }

    void sentinelTellsNobodyByItself()
    {
        ArmScenario scenario;
        scenario.foreignWorkspace = scenario.hasSentinel = true;
        AlertDeploymentSpec spec = wholeSpec();
        spec.home = AlertTarget::Sentinel;
        Bench bench(scenario, spec);
        QCOMPARE(bench.ids(), (QStringList{ text(finding::AlertsSentinelTellsNobody), text(finding::AlertsInPlace) }));
    }

    void whatIsLeftOutIsNotMissed()
    {
        AlertDeploymentSpec spec = wholeSpec();
        spec.leftOut = { u"rule.role"_s, u"actionGroup"_s };
        Bench bench({}, spec);
        QCOMPARE(bench.ids(), QStringList{ text(finding::AlertsInPlace) });
        QCOMPARE(bench.findings().first().facts["rules"_L1].toInt(), 4);
    }

    void settingsThatCannotBeReadAreSaid()
    {
        Bench bench;
        bench.server.session.roles.clear();
        QVERIFY(bench.ids().contains(text(finding::AlertsSettingUnreadable)));
    }

    void whatIsImpossibleIsSaid()
    {
        QVERIFY(impossibleAlerts(true, true).isEmpty());
        QCOMPARE(impossibleAlerts(false, true).size(), 1);
        QCOMPARE(impossibleAlerts(false, false).last().id, text(finding::AlertsNoLicence));
    }
};

BG_TEST(QCoreApplication, CheckTest)
#include "CheckTest.moc"
