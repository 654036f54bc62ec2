// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/alerts/AlertsStep.h"
#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "app/model/FindingIds.h"
#include "app/reconcile/Reconciler.h"
#include "app/model/RecordedAlerts.h"
#include "app/practice/Directory.h"
#include "app/steps/keys/KeyPrompt.h"
#include "tests/support/AnsweringOperator.h"
#include "tests/support/AzureDrift.h"
#include "tests/support/FakeClock.h"
#include "tests/support/PracticeSignIn.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;

namespace {

using Drift = std::function<void(Azure &)>;

class NoKeys final : public KeyRing {
public:
    QList<SeenKey> seen() override { return {}; }
    Result<std::unique_ptr<SecurityKey>> open(const SeenKey &, std::stop_token) override
    {
        return fail(Error::Kind::NoKey);
    }
    Result<SeenKey> touched(const QList<SeenKey> &, const LeftOut &, std::stop_token) override
    {
        return fail(Error::Kind::NoKey);
    }
};

class NobodyWatches final : public RunObserver {
public:
    void stepChanged(const StepStatus &) override { }
    void changesMade(int, int) override { }
    void timeLeft(LaneId, std::chrono::seconds) override { }
    void paperBegins() override { }
};

// The step as the engine drives it, against the practice tenant's Azure and with a real sign-in.
class Bench {
public:
    explicit Bench(const ArmScenario &azure = {})
        : practice(scenario(azure), &clock), door(practice), cloud(*practice.start()), tokens(signedIn()),
          pacing(clock), graph(cloud, *tokens, clock, pacing, counter), arm(cloud, *tokens, clock),
          prompt(keys, human, clock)
    {
        journal = *Journal::open(folder.filePath(u"journal.jsonl"_s), clock);
        AccountState north, south;
        north.id = ObjectId(u"1c000000-0000-4000-8000-00000000000a"_s);
        south.id = ObjectId(u"1c000000-0000-4000-8000-00000000000b"_s);
        runState.begin({ north, south });
        runState.setGroup(ObjectId(u"2c000000-0000-4000-8000-00000000000c"_s), u"Outside"_s, {});
        tenant.licence = Licence::P2;
        desired.alerts.deploy = true;
        desired.alerts.location = u"westeurope"_s;
        desired.alerts.receivers.emails = { u"security@contoso.onmicrosoft.com"_s };
        desired.alerts.receivers.sms = { { u"1"_s, u"4255550100"_s } };
    }

    static PracticeScenario scenario(const ArmScenario &azure)
    {
        PracticeScenario scenario;
        scenario.latency = std::chrono::milliseconds(0);
        scenario.policies = 0;
        scenario.wellKnownClientReachesArm = true;
        scenario.azure = azure;
        return scenario;
    }
    std::unique_ptr<TokenSource> signedIn()
    {
        SignInRequest request;
        request.cloud = cloud;
        return *signIn(request, door, clock, {});
    }
    void change(const Drift &by) { practice.changeAzure(by); }
    // What was written in Azure since the last look, by name.
    QStringList written()
    {
        QStringList paths;
        const QList<Exchange> all = practice.exchanges();
        for (; looked < all.size(); ++looked)
            if (all[looked].operation == "arm"_L1 && all[looked].isWrite())
                paths.append(all[looked].path.section(u'/', -1) == "register"_L1
                                 ? all[looked].path.section(u'/', -2, -2)
                                 : all[looked].path.section(u'/', -1));
        return paths;
    }

    StepContext context()
    {
        return { graph, arm, desired, tenant, history, runState, journal.get(), human, prompt, clock, sheetHeader };
    }
    Finding inspect()
    {
        AlertsStep step(context());
        const auto found = step.inspect({});
        if (!found)
            qWarning("%ls %ls", qUtf16Printable(name(found.error().kind)), qUtf16Printable(found.error().detail));
        return found.value_or(Finding());
    }
    // As a run does it; the findings afterwards are in the ledger.
    bool reconcile(Reconciler::Apply apply = Reconciler::Apply::WhatIsNotInPlace)
    {
        AlertsStep step(context());
        Reconciler reconciler(LaneId::Directory, apply, clock, *journal, human, observer);
        reconciler.onFinding(
            [&](const Step &one, const Finding &found) { runState.noteInspection(found, one.subject()); });
        const auto ending = reconciler.reconcile(step, {});
        return ending && *ending == Reconciler::Ending::Done;
    }
    QStringList findings() const
    {
        QStringList ids;
        for (const Finding &finding : runState.findings())
            ids.append(finding.id);
        return ids;
    }
    // What a later run knows of this one.
    void remember()
    {
        history.alerts = runState.recordedAlerts();
        desired.alerts = {};
    }

    FakeClock clock;
    PracticeTenant practice;
    PracticeSignIn door;
    Cloud cloud;
    std::unique_ptr<TokenSource> tokens;
    qsizetype looked = 0;
    RequestPacing pacing;
    RequestCounter counter;
    GraphClient graph;
    ArmClient arm;
    NoKeys keys;
    AnsweringOperator human;
    NobodyWatches observer;
    KeyPrompt prompt;
    QTemporaryDir folder;
    std::unique_ptr<Journal> journal;
    RunState runState;
    DesiredState desired = DesiredState::proposal();
    TenantFacts tenant;
    History history;
    SheetHeader sheetHeader;
};

QString text(QLatin1String id)
{
    return id;
}

Drift set(const QString &resource, const QString &member, const QJsonValue &value)
{
    return [=](Azure &azure) { changeProperty(azure, resource, member, value); };
}
Drift remove(const QString &resource)
{
    return [=](Azure &azure) { removeResource(azure, resource); };
}
Drift setting(const QString &member, const QJsonValue &value)
{
    return [=](Azure &azure) {
        QJsonObject &one = azure.settings[u"emergency-account-sign-in-alerts"_s];
        QJsonObject all = one["properties"_L1].toObject();
        all[member] = value;
        one[u"properties"_s] = all;
    };
}

} // namespace

Q_DECLARE_METATYPE(Drift)

class AlertsStepTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasNotAskedForIsNotTouchedAndNotEvenRead()
    {
        Bench bench;
        bench.desired.alerts = {};
        const Finding found = bench.inspect();
        QCOMPARE(found.id, text(finding::AlertsNotChosen));
        QCOMPARE(found.state, State::NotApplicable);
        QCOMPARE(found.severity, Severity::Note);
        QVERIFY(bench.reconcile());
        for (const Exchange &exchange : bench.practice.exchanges())
            QVERIFY(exchange.operation != "arm"_L1);
        QVERIFY(bench.door.rounds(SignInRound::Purpose::Consent).isEmpty());
    }

    void aFreshSubscriptionGetsTheKitAndASecondTurnWritesNothing()
    {
        Bench bench;
        AlertsStep step(bench.context());
        const auto before = step.inspect({});
        QVERIFY(before);
        QCOMPARE(before->id, text(finding::AlertsMissing));
        QCOMPARE(before->state, State::Missing);
        QCOMPARE(before->facts["resources"_L1].toInt(), 9);
        QCOMPARE(before->facts["monthlyCost"_L1].toString(), u"7.50 USD"_s);
        QCOMPARE(bench.written(), QStringList());
        QCOMPARE(step.plannedWrites().size(), 11); // two providers, nine resources

        QVERIFY(bench.reconcile());
        QCOMPARE(bench.findings(), QStringList{ text(finding::AlertsInPlace) });
        QCOMPARE(bench.written().size(), 11);
        (void)bench.written();
        QVERIFY(bench.reconcile());
        QCOMPARE(bench.written(), QStringList());
        QCOMPARE(bench.human.asked(), QStringList());
    }

    void everyPlannedWriteIsMadeAndNoOther()
    {
        Bench bench;
        AlertsStep step(bench.context());
        QVERIFY(step.inspect({}));
        QStringList planned;
        for (const PlannedWrite &write : step.plannedWrites())
            planned.append(write.object);
        QVERIFY(bench.reconcile());
        QCOMPARE(bench.written(), planned);
    }

    void everyDriftIsFoundByACheckAndRepairedByARun_data()
    {
        QTest::addColumn<Drift>("drift");
        QTest::addColumn<QString>("id");
        const QJsonArray lost{ QJsonObject{ { u"category"_s, u"SignInLogs"_s }, { u"enabled"_s, true } } };
        const auto row = [](const char *what, const Drift &drift, QLatin1String id) {
            QTest::newRow(what) << drift << QString(id);
        };
        row("a rule is missing", remove(u"breakglass-credentials"_s), finding::AlertsRuleMissing);
        row("a rule is disabled", set(u"breakglass-sign-in"_s, u"enabled"_s, false), finding::AlertsRuleDisabled);
        row("a rule is muted", set(u"breakglass-role"_s, u"muteActionsDuration"_s, u"PT4H"_s),
            finding::AlertsRuleMuted);
        row("a rule tells nobody", set(u"breakglass-role"_s, u"actions"_s, QJsonObject()), finding::AlertsRuleUnlinked);
        row("a rule is stale", set(u"breakglass-exclusion-group"_s, u"criteria"_s, QJsonObject()),
            finding::AlertsRuleStale);
        row("a rule runs daily", set(u"breakglass-conditional-access"_s, u"evaluationFrequency"_s, u"P1D"_s),
            finding::AlertsRuleStale);
        row("the action group is missing", remove(u"breakglass-custodians"_s), finding::AlertsNobodyTold);
        row("the action group is off", set(u"breakglass-custodians"_s, u"enabled"_s, false), finding::AlertsNobodyTold);
        row(
            "nobody is in the action group",
            [](Azure &azure) {
                changeProperty(azure, u"breakglass-custodians"_s, u"emailReceivers"_s, QJsonArray());
                changeProperty(azure, u"breakglass-custodians"_s, u"smsReceivers"_s, QJsonArray());
            },
            finding::AlertsNobodyTold);
        row("the setting lost a category", setting(u"logs"_s, lost), finding::AlertsSettingDrifted);
        row(
            "the setting is gone", [](Azure &azure) { azure.settings.clear(); }, finding::AlertsSettingMissing);
    }
    void everyDriftIsFoundByACheckAndRepairedByARun()
    {
        QFETCH(Drift, drift);
        QFETCH(QString, id);
        Bench bench;
        QVERIFY(bench.reconcile());
        bench.change(drift);
        (void)bench.written();

        const DesiredState wish = bench.desired;
        bench.remember(); // a check knows of the alerts by the journal of the run that made them
        QVERIFY(bench.reconcile(Reconciler::Apply::Never));
        QVERIFY2(bench.findings().contains(id), qPrintable(bench.findings().join(u' ')));
        bool isSevere = false;
        for (const Finding &finding : bench.runState.findings())
            isSevere = isSevere || finding.severity > Severity::Note;
        QVERIFY(isSevere);
        QVERIFY(bench.reconcile()); // and nobody asked for a repair
        QCOMPARE(bench.written(), QStringList());

        bench.desired = wish;
        QVERIFY(bench.reconcile());
        QVERIFY(!bench.written().isEmpty());
        QCOMPARE(bench.findings(), QStringList{ text(finding::AlertsInPlace) });
        (void)bench.written();
        QVERIFY(bench.reconcile());
        QCOMPARE(bench.written(), QStringList());
    }

    void whatOnlyAPersonCanChangeIsSaidAndLeftAlone_data()
    {
        QTest::addColumn<Drift>("drift");
        QTest::addColumn<QString>("id");
        QTest::newRow("capped") << set(
            u"breakglass-logs"_s, u"workspaceCapping"_s,
            QJsonObject{ { u"dailyQuotaGb"_s, 1 }, { u"dataIngestionStatus"_s, u"OverQuota"_s } })
                                << text(finding::AlertsWorkspaceCapped);
        QTest::newRow("silenced from outside")
            << Drift([](Azure &azure) { suppression(azure, u"/subscriptions/"_s + ArmScenario::subscriptionId()); })
            << text(finding::AlertsRuleMuted);
        QTest::newRow("opted out") << set(u"breakglass-custodians"_s, u"smsReceivers"_s,
                                          QJsonArray{ QJsonObject{ { u"name"_s, u"SMS +14255550100"_s },
                                                                   { u"countryCode"_s, u"1"_s },
                                                                   { u"phoneNumber"_s, u"4255550100"_s },
                                                                   { u"status"_s, u"Disabled"_s } } })
                                   << text(finding::AlertsReceiverOff);
    }
    void whatOnlyAPersonCanChangeIsSaidAndLeftAlone()
    {
        QFETCH(Drift, drift);
        QFETCH(QString, id);
        Bench bench;
        QVERIFY(bench.reconcile());
        bench.change(drift);
        (void)bench.written();
        QVERIFY(bench.reconcile());
        QCOMPARE(bench.written(), QStringList());
        QVERIFY2(bench.findings().contains(id), qPrintable(bench.findings().join(u' ')));
        QVERIFY(bench.findings().contains(text(finding::AlertsNeedAttention)));
    }

    void whatIsImpossibleIsSaidBeforeAnythingIsWritten_data()
    {
        QTest::addColumn<std::function<void(Bench &)>>("make");
        QTest::addColumn<QString>("id");
        const auto row = [](const char *what, const std::function<void(Bench &)> &make, QLatin1String id) {
            QTest::newRow(what) << make << QString(id);
        };
        row(
            "no subscription",
            [](Bench &bench) { bench.change([](Azure &azure) { azure.scenario.subscriptions = 0; }); },
            finding::AlertsNoAzure);
        row(
            "no P1", [](Bench &bench) { bench.tenant.licence = Licence::Free; }, finding::AlertsNoLicence);
        row(
            "two subscriptions and none named",
            [](Bench &bench) { bench.change([](Azure &azure) { azure.scenario.subscriptions = 2; }); },
            finding::AlertsUnclear);
        row(
            "nobody to tell", [](Bench &bench) { bench.desired.alerts.receivers = {}; }, finding::AlertsUnclear);
        row(
            "no region", [](Bench &bench) { bench.desired.alerts.location.clear(); }, finding::AlertsUnclear);
        row(
            "no right to the settings",
            [](Bench &bench) {
                bench.practice.change([](Directory &directory) { directory.roleAssignments.clear(); });
            },
            finding::AlertsSettingUnreadable);
        row(
            "somebody else's resource",
            [](Bench &bench) {
                bench.change([](Azure &arm) {
                    const QString id
                        = u"/subscriptions/%1/resourceGroups/breakglass-alerts/providers/Microsoft.Insights/scheduledQueryRules/breakglass-role"_s
                              .arg(ArmScenario::subscriptionId());
                    arm.registered[ArmScenario::subscriptionId() + u"/microsoft.insights"_s] = QDateTime();
                    arm.resources[id.toLower()] = { { u"id"_s, id },
                                                    { u"name"_s, u"breakglass-role"_s },
                                                    { u"type"_s, u"Microsoft.Insights/scheduledQueryRules"_s },
                                                    { u"location"_s, u"westeurope"_s } };
                });
            },
            finding::AlertsNameTaken);
        row(
            "Sentinel where there is none",
            [](Bench &bench) {
                bench.change([](Azure &arm) {
                    ArmScenario scenario = arm.scenario;
                    scenario.foreignWorkspace = true;
                    const Azure other(scenario, *arm.clock);
                    arm.resources = other.resources;
                    arm.registered = other.registered;
                });
                bench.desired.alerts.usedWorkspace = ArmScenario::foreignWorkspaceId();
                bench.desired.alerts.sentinel = true;
            },
            finding::AlertsSentinelMissing);
    }
    void whatIsImpossibleIsSaidBeforeAnythingIsWritten()
    {
        QFETCH(std::function<void(Bench &)>, make);
        QFETCH(QString, id);
        Bench bench;
        make(bench);
        const Finding found = bench.inspect();
        QCOMPARE(found.id, id);
        QCOMPARE(found.state, State::NotApplicable);
        QCOMPARE(found.severity, Severity::Warning);
        QVERIFY(bench.reconcile());
        QCOMPARE(bench.written(), QStringList());
    }

    void theSixthSettingIsNotTried()
    {
        ArmScenario scenario;
        scenario.foreignSettings = 5;
        Bench bench(scenario);
        QCOMPARE(bench.inspect().id, text(finding::AlertsSettingLimit));
        QVERIFY(bench.reconcile());
        QCOMPARE(bench.written(), QStringList());
    }

    void aPlanForAccountsThatDoNotExistYetNamesTheSameResources()
    {
        Bench known, bench;
        const QStringList later = [&] {
            AlertsStep step(known.context());
            (void)step.inspect({});
            QStringList names;
            for (const PlannedWrite &write : step.plannedWrites())
                names.append(write.object);
            return names;
        }();
        bench.runState.begin({ AccountState(), AccountState() });
        bench.runState.setGroup({}, {}, {});
        AlertsStep step(bench.context());
        QCOMPARE(step.inspect({})->id, text(finding::AlertsMissing));
        QStringList names;
        for (const PlannedWrite &write : step.plannedWrites())
            names.append(write.object);
        QCOMPARE(names, later);
        const auto applied = step.apply({}, {}); // but a stand-in never reaches Azure
        QVERIFY(!applied);
        QVERIFY(!bench.runState.alertSpec()); // nor a file
        QCOMPARE(bench.written(), QStringList());
    }

    void filesForSomebodyElseNeedNoAzureAndNameTheAccounts()
    {
        Bench bench;
        bench.desired.alerts.deploy = false;
        bench.desired.alerts.files = true;
        bench.desired.alerts.subscription = ArmScenario::subscriptionId();
        QCOMPARE(bench.inspect().id, text(finding::AlertsAsFiles));
        QVERIFY(bench.runState.alertSpec());
        QCOMPARE(bench.runState.alertSpec()->accounts, bench.runState.accountIds());
        QVERIFY(bench.runState.recordedAlerts().isEmpty()); // nothing of ours is in Azure
        for (const Exchange &exchange : bench.practice.exchanges())
            QVERIFY(exchange.operation != "arm"_L1);

        Bench open;
        open.desired.alerts.deploy = false;
        open.desired.alerts.files = true;
        QCOMPARE(open.inspect().id, text(finding::AlertsUnclear));
        QVERIFY(!open.runState.alertSpec());
    }

    void anExistingSettingAndItsWorkspaceAreUsed()
    {
        ArmScenario scenario;
        scenario.foreignWorkspace = true;
        Bench bench(scenario);
        QVERIFY(bench.reconcile());
        QCOMPARE(bench.findings(), QStringList{ text(finding::AlertsInPlace) });
        QCOMPARE(alertsOfRecord(bench.runState.recordedAlerts()).usedWorkspace, ArmScenario::foreignWorkspaceId());
        bench.remember();
        QCOMPARE(bench.inspect().id, text(finding::AlertsInPlace));
    }

    void theJournalSaysWhereTheAlertsAreAndNotWhoIsTold()
    {
        Bench bench;
        bench.desired.alerts.receivers.webhooks = { QUrl(u"https://hooks.contoso.example/a?code=k3y"_s) };
        QVERIFY(bench.reconcile());
        QFile file(bench.journal->file());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray all = file.readAll();
        QVERIFY(all.contains("alertsBegun"));
        QVERIFY(all.contains(ArmScenario::subscriptionId().toLatin1()));
        QVERIFY(!all.contains("k3y"));
        QVERIFY(!all.contains("security@"));
    }

    void aCheckThatCannotReachAzureSaysSo()
    {
        Bench bench;
        QVERIFY(bench.reconcile());
        bench.remember();
        bench.change([](Azure &azure) { azure.scenario.subscriptions = 0; }); // taken away
        QVERIFY(bench.reconcile(Reconciler::Apply::Never));
        QCOMPARE(bench.findings(), QStringList{ text(finding::AlertsUnreadable) });
        QCOMPARE(bench.human.asked(), QStringList());
    }
};

BG_TEST(QCoreApplication, AlertsStepTest)
#include "AlertsStepTest.moc"
