// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AlertExport.h"
#include "app/arm/AlertFindings.h"
#include "app/arm/Differences.h"
#include "app/arm/SpecResource.h"
#include "app/model/FindingIds.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/AzureDrift.h"
#include "tests/support/TestProgram.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace bg;
using namespace Qt::StringLiterals;

// Whole runs with alerts: the real sign-in, three consents, Azure beside Graph.
class AlertsFlowTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario few()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 2;
        scenario.wellKnownClientReachesArm = true;
        return scenario;
    }
    static DesiredState wish()
    {
        DesiredState desired = FlowBench::wish();
        desired.keysPerAccount = 1;
        desired.alerts.deploy = true;
        desired.alerts.location = u"westeurope"_s;
        desired.alerts.receivers.emails = { u"security@contoso.onmicrosoft.com"_s };
        desired.alerts.receivers.sms = { { u"1"_s, u"4255550100"_s } };
        return desired;
    }
    static QStringList azureWrites(const FlowBench &bench, qsizetype from = 0)
    {
        QStringList paths;
        for (const Exchange &exchange : bench.tenant.exchanges())
            if (exchange.index >= from && exchange.operation == "arm"_L1 && exchange.isWrite())
                paths.append(exchange.path);
        return paths;
    }
    static QStringList ids(const RunRecord &record, StepId step = StepId::Alerts)
    {
        QStringList all;
        for (const Finding &finding : record.findings)
            if (finding.step == step)
                all.append(finding.id);
        return all;
    }
    static QJsonObject azure(const FlowBench &bench) { return bench.tenant.snapshot()["azure"_L1].toObject(); }

private Q_SLOTS:
    void aRunDeploysTheKitARerunChangesNothingAndTheFilesSayTheSame();
    void thePlanListsEveryResourceWithItsCost();
    void aCheckFindsWhatSomebodyChangedAndARunRepairsIt();
    void multiFactorIsAskedForOnceAndTheRunGoesOn();
    void withoutAzureEverythingElseIsDone();
    void aClientThatMayNotReachAzureIsSaidBeforeAnythingIsWritten();
    void aRefusalOfAzureLeavesTheAlertsOpenAndTheRestDone();
    void whoDidNotAskForAlertsIsNotAskedForAzure();
};

void AlertsFlowTest::aRunDeploysTheKitARerunChangesNothingAndTheFilesSayTheSame()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord record = bench.run(wish());
    QCOMPARE(bench.human.asked(u"trouble"_s), QStringList());
    QCOMPARE(record.outcome, u"done"_s);
    QCOMPARE(ids(record), QStringList{ QString(finding::AlertsInPlace) });
    QCOMPARE(record.alerts["subscription"_L1].toString(), ArmScenario::subscriptionId());
    const auto consents = bench.browser().rounds(SignInRound::Purpose::Consent);
    QCOMPARE(std::count_if(consents.begin(), consents.end(),
                           [](const SignInRound &round) { return round.consent == Consent::ResourceManager; }),
             1);
    QVERIFY(!azureWrites(bench).isEmpty());

    // What is deployed names the accounts of the record, and nobody else.
    const QJsonObject resources = azure(bench)["resources"_L1].toObject();
    int rules = 0;
    for (const QJsonValue &resource : resources) {
        const QString query
            = resource["properties"_L1]["criteria"_L1]["allOf"_L1].toArray().at(0)["query"_L1].toString();
        if (query.isEmpty())
            continue;
        ++rules;
        if (query.contains("{{"_L1) || query.contains("00000000-0000-4000-8000"_L1))
            QFAIL(qPrintable(query));
        if (resource["name"_L1].toString() == "breakglass-sign-in"_L1)
            for (const RecordedAccount &account : record.accounts)
                QVERIFY(query.contains(account.objectId.value));
    }
    QCOMPARE(rules, 5);

    // The files hold the same resources as the deployment, body for body.
    const auto spec = bench.engine().alertSpec();
    QVERIFY(spec);
    const QJsonObject settings = azure(bench)["settings"_L1].toObject();
    for (const SpecResource &resource : bg::resources(*spec)) {
        const QJsonObject deployed = resource.part == SpecResource::Part::DiagnosticSetting
            ? settings[resource.name.toLower()].toObject()
            : resources[resource.id.value.toLower()].toObject();
        QVERIFY2(!deployed.isEmpty(), qPrintable(resource.key));
        QCOMPARE(differences(resource.body, deployed), QStringList());
    }
    for (const AlertForm form : { AlertForm::Kql, AlertForm::ArmTemplate, AlertForm::Bicep, AlertForm::Terraform }) {
        const auto files = exported(*spec, form);
        QVERIFY(files && !files->isEmpty());
        QByteArray all;
        for (const ExportedFile &file : *files)
            all += file.text;
        for (const RecordedAccount &account : record.accounts)
            QVERIFY2(all.contains(account.objectId.value.toLatin1()), qPrintable(files->first().name));
    }

    const QJsonObject before = azure(bench);
    const qsizetype from = bench.tenant.exchanges().size();
    bench.restart();
    const RunRecord again = bench.run(wish());
    QCOMPARE(ids(again), QStringList{ QString(finding::AlertsInPlace) });
    QCOMPARE(azureWrites(bench, from), QStringList());
    QVERIFY(azure(bench) == before);
}

void AlertsFlowTest::thePlanListsEveryResourceWithItsCost()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const TenantFacts facts = bench.preflight(wish());
    DesiredState desired = wish();
    desired.alerts.leftOut = { u"rule.role"_s };
    const auto writes = bench.engine().plan(Mode::Provision, desired, facts, {});
    QVERIFY(writes);
    QStringList objects;
    double cost = 0;
    for (const PlannedWrite &write : *writes)
        if (write.step == StepId::Alerts) {
            objects.append(write.object);
            cost += write.after["monthlyCost"_L1].toDouble();
        }
    QCOMPARE(objects,
             QStringList({ u"Microsoft.Insights"_s, u"Microsoft.OperationalInsights"_s, u"breakglass-alerts"_s,
                           u"breakglass-logs"_s, u"emergency-account-sign-in-alerts"_s, u"breakglass-custodians"_s,
                           u"breakglass-sign-in"_s, u"breakglass-credentials"_s, u"breakglass-exclusion-group"_s,
                           u"breakglass-conditional-access"_s }));
    QCOMPARE(cost, 4 * 1.5);
    QCOMPARE(azureWrites(bench), QStringList());
}

void AlertsFlowTest::aCheckFindsWhatSomebodyChangedAndARunRepairsIt()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    QCOMPARE(bench.run(wish()).outcome, u"done"_s);
    bench.restart();
    DesiredState asked = FlowBench::wish(); // a check that was told nothing of alerts
    asked.keysPerAccount = 1;
    const RunRecord fine = bench.engine().check(asked, {}, bench.observer, {});
    QCOMPARE(ids(fine), QStringList{ QString(finding::AlertsInPlace) });
    QCOMPARE(fine.outcome, u"done"_s);

    bench.tenant.changeAzure([](Azure &azure) { removeResource(azure, u"breakglass-sign-in"_s); });
    const qsizetype from = bench.tenant.exchanges().size();
    const RunRecord amiss = bench.engine().check(asked, {}, bench.observer, {});
    QVERIFY(ids(amiss).contains(QString(finding::AlertsRuleMissing)));
    QCOMPARE(amiss.outcome, u"findings"_s);
    QCOMPARE(azureWrites(bench, from), QStringList());

    bench.restart();
    const RunRecord repaired = bench.run(wish());
    QCOMPARE(ids(repaired), QStringList{ QString(finding::AlertsInPlace) });
    QCOMPARE(azureWrites(bench, from).size(), 1);
}

void AlertsFlowTest::multiFactorIsAskedForOnceAndTheRunGoesOn()
{
    PracticeScenario scenario = few();
    scenario.operatorHasMfa = false;
    scenario.azure.asksForMfa = true;
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord record = bench.run(wish());
    QCOMPARE(bench.human.asked(u"trouble"_s), QStringList());
    QCOMPARE(ids(record), QStringList{ QString(finding::AlertsInPlace) });
    const auto rounds = bench.browser().rounds(SignInRound::Purpose::StepUp);
    QCOMPARE(std::count_if(rounds.begin(), rounds.end(),
                           [](const SignInRound &round) { return round.consent == Consent::ResourceManager; }),
             1);
}

void AlertsFlowTest::withoutAzureEverythingElseIsDone()
{
    PracticeScenario scenario = few();
    scenario.azure.subscriptions = 0;
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord record = bench.run(wish());
    QCOMPARE(bench.human.asked(u"trouble"_s), QStringList());
    QCOMPARE(ids(record), QStringList{ QString(finding::AlertsNoAzure) });
    QCOMPARE(record.accounts.size(), 2);
    QCOMPARE(ids(record, StepId::FinalCheck), QStringList{ QString(finding::FinalCheckGood) });
}

void AlertsFlowTest::aRefusalOfAzureLeavesTheAlertsOpenAndTheRestDone()
{
    PracticeScenario scenario = few();
    scenario.azure.disallowedType = u"Microsoft.OperationalInsights/workspaces"_s;
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord record = bench.run(wish());
    QCOMPARE(bench.human.asked(u"trouble"_s).size(), 1);
    QVERIFY(bench.human.asked(u"trouble"_s).first().contains(name(Error::Kind::DisallowedByPolicy)));
    QCOMPARE(record.outcome, u"findings"_s);
    QCOMPARE(ids(record, StepId::FinalCheck), QStringList{ QString(finding::FinalCheckGood) });
    for (const RecordedAccount &account : record.accounts)
        QVERIFY(account.passwordSet);

    // Once the policy makes way, the next run goes on where this one stopped.
    bench.tenant.changeAzure([](Azure &azure) { azure.scenario.disallowedType.clear(); });
    bench.restart();
    QCOMPARE(ids(bench.run(wish())), QStringList{ QString(finding::AlertsInPlace) });
}

void AlertsFlowTest::aClientThatMayNotReachAzureIsSaidBeforeAnythingIsWritten()
{
    PracticeScenario scenario = few();
    scenario.wellKnownClientReachesArm = false;
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const TenantFacts facts = bench.preflight(wish());
    const auto plan = bench.engine().plan(Mode::Provision, wish(), facts, {});
    QVERIFY(!plan); // said on the Review page, before anything is written
    QCOMPARE(plan.error().kind, Error::Kind::ConsentMissing);
    QCOMPARE(plan.error().serviceCode, u"AADSTS65002"_s);
    QCOMPARE(bench.tenant.writes(), 0);
}

void AlertsFlowTest::whoDidNotAskForAlertsIsNotAskedForAzure()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    DesiredState desired = wish();
    desired.alerts = {};
    const RunRecord record = bench.run(desired);
    QCOMPARE(record.outcome, u"done"_s);
    QCOMPARE(ids(record), QStringList{ QString(finding::AlertsNotChosen) });
    for (const Exchange &exchange : bench.tenant.exchanges())
        QVERIFY(exchange.operation != "arm"_L1);
    QVERIFY(record.alerts.isEmpty());
    QVERIFY(!bench.engine().alertSpec());
}

BG_TEST(QCoreApplication, AlertsFlowTest)
#include "tst_alerts.moc"
