// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Comparison.h"
#include "app/plan/TenantStatus.h"
#include "app/practice/Directory.h"
#include "fido/KeyRingFactory.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/TestProgram.h"

#include <QDir>
#include <QJsonArray>
#include <QUuid>
#include <QTest>

using namespace bg;

namespace {

// What a drift is done to: the ids of one set-up.
struct Victim {
    QString account, group;
};
using Drift = std::function<void(Directory &, const Victim &)>;

QJsonObject changed(QJsonObject object, const QStringList &path, const QJsonValue &value)
{
    if (path.size() == 1)
        object[path.first()] = value;
    else
        object[path.first()] = changed(object[path.first()].toObject(), path.mid(1), value);
    return object;
}

QStringList path(const char *dotted)
{
    return QString::fromLatin1(dotted).split(QLatin1Char('.'));
}

void setUser(Directory &d, const QString &id, const char *member, const QJsonValue &value)
{
    d.users[id][QLatin1String(member)] = value;
}

// Index of a policy that our group is excluded from.
qsizetype excludingPolicy(const Directory &d, const QString &group)
{
    for (qsizetype i = 0; i < d.policies.size(); ++i)
        if (d.policies[i][QStringLiteral("conditions")][QLatin1String("users")][QLatin1String("excludeGroups")]
                .toArray()
                .contains(group))
            return i;
    return -1;
}

QJsonObject withoutExclusion(const QJsonObject &policy)
{
    return changed(policy, path("conditions.users.excludeGroups"), QJsonArray());
}

QStringList openIds(const RunRecord &record)
{
    QStringList ids;
    for (const Finding &finding : record.findings)
        if (finding.isOpen())
            ids.append(finding.id);
    return ids;
}

} // namespace

// The check against the practice tenant: green after a set-up, every drift found, and what it says the wizard can
// repair is repaired by the set-up run again.
class CheckTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FlowBench> m_bench;
    QJsonObject m_setUp; // the tenant after the set-up
    QStringList m_runs; // folders of the runs until then
    Victim m_victim;

    QString runFolder() const
    {
        const QString state = m_bench->state.path() + QStringLiteral("/state");
        return state + QLatin1Char('/') + QDir(state).entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0);
    }
    QStringList runs() const { return QDir(runFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot); }
    RunRecord check(const StatementAnswers &answers = {})
    {
        return m_bench->engine().check({}, answers, m_bench->observer, {});
    }
    int writes() const { return m_bench->tenant.writes(); }

private Q_SLOTS:
    void initTestCase();
    void init();
    void afterASetUpTheCheckIsGreenAndWritesNothing();
    void whereNothingIsKnownTheCheckSaysSo();
    void theStandingIsWhatTheDirectoryShows();
    void withoutTheRecordTheAccountsAreFoundInTheDirectory();
    void everyDriftIsFoundAndWhatCanBeRepairedIs_data();
    void everyDriftIsFoundAndWhatCanBeRepairedIs();
    void whatTimeWearsOutIsFound_data();
    void whatTimeWearsOutIsFound();
    void answersAreKeptAndGrowOld();
    void theNewestDrillsAlertIsJudged();
    void aSecondCheckSaysWhatIsNewAndWhatIsGone();
};

void CheckTest::initTestCase()
{
    PracticeScenario scenario = FlowBench::quick();
    scenario.policies = 6;
    m_bench = std::make_unique<FlowBench>(scenario);
    QVERIFY2(m_bench->isReady(), qPrintable(m_bench->why()));
    const RunRecord record = m_bench->run();
    QCOMPARE(record.outcome, QStringLiteral("done"));
    m_victim = { record.accounts[0].objectId.value, record.groupId };
    m_setUp = m_bench->tenant.save();
    m_runs = runs();
    QCOMPARE(m_runs.size(), 1);
}

// The tenant and the records as the set-up left them, and keys that are fresh.
void CheckTest::init()
{
    m_bench->tenant.change([this](Directory &d) { d.load(m_setUp); });
    for (const QString &run : runs())
        if (!m_runs.contains(run))
            QVERIFY(QDir(runFolder() + QLatin1Char('/') + run).removeRecursively());
    auto keys = makeKeyRing(QStringList(4, QStringLiteral("practice")));
    QVERIFY(keys);
    m_bench->useKeys(std::move(*keys));
}

void CheckTest::afterASetUpTheCheckIsGreenAndWritesNothing()
{
    const QJsonObject before = m_bench->tenant.snapshot();
    const int written = writes();
    const RunRecord record = check();
    QCOMPARE(openIds(record), QStringList());
    QCOMPARE(record.outcome, QStringLiteral("done"));
    QCOMPARE(record.mode, Mode::Check);
    QCOMPARE(record.accounts[0].objectId.value, m_victim.account);
    QCOMPARE(writes(), written);
    const QJsonObject after = m_bench->tenant.snapshot();
    for (const QString &part : after.keys())
        QVERIFY2(before[part] == after[part] || part == QLatin1String("signIns"), qPrintable(part));
}

void CheckTest::whereNothingIsKnownTheCheckSaysSo()
{
    PracticeScenario scenario = FlowBench::quick();
    scenario.policies = 2;
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord record = bench.engine().check({}, {}, bench.observer, {});
    QCOMPARE(record.outcome, QStringLiteral("findings"));
    QVERIFY(openIds(record).contains(QStringLiteral("accounts.unknown")));
    QCOMPARE(bench.tenant.writes(), 0);
    const auto tenantStatus = bench.engine().tenantStatus({});
    QVERIFY(tenantStatus && tenantStatus->accounts.isEmpty() && tenantStatus->dates.isEmpty());
}

void CheckTest::theStandingIsWhatTheDirectoryShows()
{
    m_bench->tenant.change([this](Directory &d) {
        d.passkeys[m_victim.account].removeFirst();
        setUser(d, m_victim.account, "accountEnabled", false);
    });
    const auto tenantStatus = m_bench->engine().tenantStatus({});
    QVERIFY(tenantStatus);
    QCOMPARE(tenantStatus->accounts.size(), 2);
    const AccountStatus &account = tenantStatus->accounts[0];
    QCOMPARE(account.id.value, m_victim.account);
    QVERIFY(!account.isEnabled);
    QCOMPARE(account.role, QStringLiteral("permanent"));
    QCOMPARE(account.keys.size(), 2);
    QCOMPARE(std::count_if(account.keys.begin(), account.keys.end(),
                           [](const KeyStatus &key) { return key.isRegistered; }),
             1);
    QVERIFY(account.passwordChanged.isValid());
    QVERIFY(!account.lastSignIn);
    QCOMPARE(tenantStatus->dates.size(), 5);
    QCOMPARE(tenantStatus->dates.first().day, tenantStatus->done.setUp.date().addDays(90));
    m_bench->tenant.change([this](Directory &d) { d.remove(m_victim.account); });
    const auto without = m_bench->engine().tenantStatus({});
    QVERIFY(without && !without->accounts[0].exists && without->accounts[1].exists);
}

// An administrator at another computer: no record, the same tenant.
void CheckTest::withoutTheRecordTheAccountsAreFoundInTheDirectory()
{
    FlowBench bench;
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord first = bench.run();
    QCOMPARE(first.outcome, QStringLiteral("done"));
    QVERIFY(QDir(bench.state.path()).removeRecursively() && QDir().mkpath(bench.state.path()));
    bench.restart();
    const int writes = bench.tenant.writes();
    const auto tenantStatus = bench.engine().tenantStatus({});
    QVERIFY2(tenantStatus, qPrintable(tenantStatus ? QString() : name(tenantStatus.error().kind)));
    QCOMPARE(tenantStatus->accounts.size(), 2);
    QVERIFY(!tenantStatus->isRecorded && tenantStatus->dates.isEmpty() && !tenantStatus->done.drill.isValid());
    QCOMPARE(tenantStatus->groupName, first.groupName);
    for (const AccountStatus &account : tenantStatus->accounts) {
        QVERIFY(account.id == first.accounts[0].objectId || account.id == first.accounts[1].objectId);
        QVERIFY(account.foundBy.contains(FoundBy::Group) && account.exists && account.isEnabled);
        QCOMPARE(account.role, QStringLiteral("permanent"));
        QCOMPARE(account.keys.size(), 2);
        QVERIFY(account.passwordChanged.isValid());
    }
    QVERIFY(tenantStatus->recorded && tenantStatus->recorded->accounts[0].adopted && tenantStatus->recorded->adoptedGroup);
    // A check looks at them too, though nobody here knows which keys are meant.
    const RunRecord checked = bench.engine().check({}, {}, bench.observer, {});
    QCOMPARE(openIds(checked), QStringList());
    QCOMPARE(checked.accounts.size(), 2);
    // A drill is kept, and from then on its dates are known.
    DrillRecord drill;
    drill.account = tenantStatus->accounts[1].id;
    drill.userPrincipalName = tenantStatus->accounts[1].userPrincipalName;
    drill.begun = bench.clock.utcNow();
    const auto kept = bench.engine().keepDrill(drill);
    QVERIFY(kept);
    QCOMPARE(kept->accounts.size(), 2);
    QCOMPARE(kept->tenantDomain, first.tenantDomain);
    const auto later = bench.engine().tenantStatus({});
    QVERIFY(later && later->done.drill.isValid() && !later->dates.isEmpty());
    QCOMPARE(bench.tenant.writes(), writes);
}

void CheckTest::everyDriftIsFoundAndWhatCanBeRepairedIs_data()
{
    QTest::addColumn<Drift>("drift");
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("canRepair");
    const auto row = [](const char *name, const char *id, bool canRepair, Drift drift) {
        QTest::newRow(name) << std::move(drift) << QString::fromLatin1(id) << canRepair;
    };
    row("policy lost the exclusion", "policy.reaches", true, [](Directory &d, const Victim &v) {
        QJsonObject &policy = d.policies[excludingPolicy(d, v.group)];
        policy = withoutExclusion(policy);
    });
    row("new policy", "policy.reaches", true, [](Directory &d, const Victim &v) {
        QJsonObject policy = withoutExclusion(d.policies[excludingPolicy(d, v.group)]);
        policy[QStringLiteral("id")] = QUuid::createUuid().toString(QUuid::WithoutBraces);
        policy[QStringLiteral("displayName")] = QStringLiteral("CA999: new");
        d.policies.append(policy);
    });
    row("new policy that only reports", "policy.reaches", true, [](Directory &d, const Victim &v) {
        QJsonObject policy = withoutExclusion(d.policies[excludingPolicy(d, v.group)]);
        policy[QStringLiteral("id")] = QUuid::createUuid().toString(QUuid::WithoutBraces);
        policy[QStringLiteral("state")] = QStringLiteral("enabledForReportingButNotEnforced");
        d.policies.append(policy);
    });
    row("role removed", "role.missing", true, [](Directory &d, const Victim &v) {
        const auto isTheirs
            = [&](const QJsonObject &one) { return one[QStringLiteral("principalId")].toString() == v.account; };
        d.roleSchedules.removeIf(isTheirs);
        d.roleAssignments.removeIf(isTheirs);
    });
    row("role with an end", "role.timeBound", true, [](Directory &d, const Victim &v) {
        for (QJsonObject &one : d.roleSchedules)
            if (one[QStringLiteral("principalId")].toString() == v.account)
                one[QStringLiteral("endDateTime")] = d.now().addDays(30).toString(Qt::ISODateWithMs);
    });
    row("account disabled", "account.drifted", true,
        [](Directory &d, const Victim &v) { setUser(d, v.account, "accountEnabled", false); });
    row("password expires", "account.drifted", true,
        [](Directory &d, const Victim &v) { setUser(d, v.account, "passwordPolicies", QJsonValue()); });
    row("account deleted", "account.missing", true, [](Directory &d, const Victim &v) { d.remove(v.account); });
    row("member taken out", "group.drifted", true,
        [](Directory &d, const Victim &v) { d.members[v.group].removeAll(v.account); });
    row("owner put in", "group.drifted", true,
        [](Directory &d, const Victim &v) { d.owners[v.group].append(d.operatorId); });
    row("group deleted", "group.missing", true, [](Directory &d, const Victim &v) { d.remove(v.group); });
    row("stranger in the group", "group.strangers", false,
        [](Directory &d, const Victim &v) { d.members[v.group].append(d.operatorId); });
    row("key deleted", "key.missing", true, [](Directory &d, const Victim &v) { d.passkeys[v.account].removeFirst(); });
    row("key of a stranger", "key.stranger", false, [](Directory &d, const Victim &v) {
        Passkey key = d.passkeys[v.account].first();
        key.credentialId = QByteArray(32, 'x');
        key.method[QStringLiteral("id")]
            = QString::fromLatin1(key.credentialId.toBase64(QByteArray::Base64UrlEncoding));
        key.method[QStringLiteral("displayName")] = QStringLiteral("mine");
        d.passkeys[v.account].append(key);
    });
    row("model no longer admitted", "key.notAdmitted", false, [](Directory &d, const Victim &) {
        d.fido2[QStringLiteral("keyRestrictions")]
            = QJsonObject{ { QStringLiteral("isEnforced"), true },
                           { QStringLiteral("enforcementType"), QStringLiteral("allow") },
                           { QStringLiteral("aaGuids"),
                             QJsonArray{ QStringLiteral("c5ef55ff-ad9a-4b9f-b580-adebafe026d0") } } };
    });
    row("passkeys without self-service", "methodPolicy.stops", true,
        [](Directory &d, const Victim &) { d.fido2[QStringLiteral("isSelfServiceRegistrationAllowed")] = false; });
    row("phone added", "account.otherMethodsSeen", false, [](Directory &d, const Victim &v) {
        d.otherMethods[v.account].append(QJsonObject{
            { QStringLiteral("@odata.type"), QStringLiteral("#microsoft.graph.phoneAuthenticationMethod") },
            { QStringLiteral("id"), QStringLiteral("3179e48a-750b-4051-897c-87b9720928f7") },
            { QStringLiteral("phoneNumber"), QStringLiteral("+1 5555550100") },
            { QStringLiteral("phoneType"), QStringLiteral("mobile") } });
    });
    row("per-user MFA", "perUserMfa.enabled", true,
        [](Directory &d, const Victim &v) { d.perUserMfa[v.account] = QStringLiteral("enforced"); });
    row("properties of a person", "account.properties", false,
        [](Directory &d, const Victim &v) { setUser(d, v.account, "jobTitle", QStringLiteral("Head of IT")); });
    row("renamed", "account.renamed", true, [](Directory &d, const Victim &v) {
        setUser(d, v.account, "userPrincipalName", QStringLiteral("other.name@contoso.onmicrosoft.com"));
    });
    row("put into a restricted unit", "account.restrictedUnit", false,
        [](Directory &d, const Victim &v) { setUser(d, v.account, "isManagementRestricted", true); });
    row("registration campaign switched on", "campaign.reaches", true, [](Directory &d, const Victim &) {
        const QString outer = QStringLiteral("registrationEnforcement");
        const QString inner = QStringLiteral("authenticationMethodsRegistrationCampaign");
        QJsonObject enforcement = d.methodsPolicy[outer].toObject();
        QJsonObject campaign = enforcement[inner].toObject();
        campaign[QStringLiteral("state")] = QStringLiteral("enabled");
        enforcement[inner] = campaign;
        d.methodsPolicy[outer] = enforcement;
    });
    row("licensed", "account.licensed", false, [](Directory &d, const Victim &v) {
        setUser(d, v.account, "assignedLicenses",
                QJsonArray{ QJsonObject{
                    { QStringLiteral("skuId"), QStringLiteral("84a661c4-e949-4bd2-a560-ed7766fcaf2b") } } });
    });
    row("used", "account.used", false, [](Directory &d, const Victim &v) {
        d.signIns.prepend(
            QJsonObject{ { QStringLiteral("id"), QUuid::createUuid().toString(QUuid::WithoutBraces) },
                         { QStringLiteral("createdDateTime"), d.now().addSecs(-600).toString(Qt::ISODateWithMs) },
                         { QStringLiteral("userId"), v.account },
                         { QStringLiteral("appDisplayName"), QStringLiteral("Azure Portal") },
                         { QStringLiteral("ipAddress"), QStringLiteral("203.0.113.9") },
                         { QStringLiteral("status"), QJsonObject{ { QStringLiteral("errorCode"), 0 } } } });
    });
}

void CheckTest::everyDriftIsFoundAndWhatCanBeRepairedIs()
{
    QFETCH(Drift, drift);
    QFETCH(QString, id);
    QFETCH(bool, canRepair);
    m_bench->clock.advance(std::chrono::hours(3)); // past the proof that follows a set-up; the log shows nothing early
    m_bench->tenant.change([&](Directory &d) { drift(d, m_victim); });
    const int written = writes();
    const RunRecord found = check();
    QCOMPARE(writes(), written);
    QCOMPARE(found.outcome, QStringLiteral("findings"));
    const auto seen = std::find_if(found.findings.begin(), found.findings.end(),
                                   [&](const Finding &finding) { return finding.id == id && finding.isOpen(); });
    QVERIFY2(seen != found.findings.end(), qPrintable(openIds(found).join(QLatin1Char(' '))));
    QCOMPARE(seen->canRepair(), canRepair);
    QVERIFY(!seen->requirements.isEmpty());

    // The set-up run again, for what was recorded: it mends what the check said it can, and exactly that.
    const auto wanted = recordedState(m_bench->engine().records());
    QVERIFY(wanted);
    const RunRecord repaired = m_bench->run(*wanted);
    // In a restricted unit nobody can change the account: the set-up stops there and says so.
    const bool isFrozen = id == QLatin1String("account.restrictedUnit");
    QVERIFY2((repaired.outcome == QLatin1String("failed")) == isFrozen, qPrintable(repaired.failure));
    const QStringList open = openIds(check());
    QVERIFY2(open.contains(id) == !canRepair, qPrintable(open.join(QLatin1Char(' '))));
    for (const Finding &finding : found.findings)
        if (finding.canRepair())
            QVERIFY2(!open.contains(finding.id), qPrintable(finding.id));
}

void CheckTest::whatTimeWearsOutIsFound_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<QStringList>("ids");
    const QStringList quarter{ QStringLiteral("alertTest.overdue"), QStringLiteral("drill.overdue") };
    QTest::newRow("a day before") << 90 << QStringList();
    QTest::newRow("a quarter") << 92 << quarter;
    QTest::newRow("a year") << 367 << quarter + QStringList{ QStringLiteral("password.old") };
}

void CheckTest::whatTimeWearsOutIsFound()
{
    QFETCH(int, days);
    QFETCH(QStringList, ids);
    FlowBench bench([] {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 2;
        return scenario;
    }());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    QCOMPARE(bench.run().outcome, QStringLiteral("done"));
    bench.clock.advance(std::chrono::hours(24 * days));
    const RunRecord record = bench.engine().check({}, {}, bench.observer, {});
    QStringList open = openIds(record);
    open.removeDuplicates();
    open.sort();
    QCOMPARE(open, ids);
}

void CheckTest::answersAreKeptAndGrowOld()
{
    const auto about = [](const RunRecord &record, const char *statement) {
        for (const Finding &finding : record.findings)
            if (finding.facts[QStringLiteral("statement")].toString() == QLatin1String(statement))
                return finding.id;
        return QString();
    };
    const QDate today = m_bench->clock.utcNow().date();
    const RunRecord first = check({ { QStringLiteral("twoPeople"), Said::Yes, today },
                                    { QStringLiteral("placesApart"), Said::No, {} },
                                    { QStringLiteral("safeLog"), Said::Yes, today.addDays(-91) } });
    QCOMPARE(about(first, "twoPeople"), QString());
    QCOMPARE(about(first, "placesApart"), QStringLiteral("statement.no"));
    QCOMPARE(about(first, "safeLog"), QStringLiteral("statement.old"));
    QCOMPARE(about(first, "peopleTrained"), QStringLiteral("statement.open"));
    QCOMPARE(answerTo(QStringLiteral("placesApart"), first.answers)->on, today); // no day was named
    // The next check asks nobody: the answers were kept.
    const RunRecord second = check();
    QCOMPARE(about(second, "twoPeople"), QString());
    QCOMPARE(about(second, "placesApart"), QStringLiteral("statement.no"));
    QCOMPARE(second.answers, first.answers);
    // A newer answer counts.
    QCOMPARE(about(check({ { QStringLiteral("placesApart"), Said::Yes, today } }), "placesApart"), QString());
}

void CheckTest::theNewestDrillsAlertIsJudged()
{
    const auto drilled = [this](int minutesUntilAlert) {
        m_bench->clock.advance(std::chrono::hours(3));
        DrillRecord drill;
        drill.account = ObjectId(m_victim.account);
        drill.userPrincipalName = QStringLiteral("harbour.north@contoso.onmicrosoft.com");
        drill.begun = drill.signedIn = m_bench->clock.utcNow();
        drill.provedRole = true;
        if (minutesUntilAlert >= 0)
            drill.alerted = drill.signedIn.addSecs(minutesUntilAlert * 60);
        QVERIFY(m_bench->engine().keepDrill(drill));
        m_bench->clock.advance(std::chrono::seconds(5));
    };
    drilled(-1);
    QVERIFY(openIds(check()).contains(QStringLiteral("alert.neverCame")));
    drilled(31);
    const QStringList late = openIds(check());
    QVERIFY(late.contains(QStringLiteral("alert.late")) && !late.contains(QStringLiteral("alert.neverCame")));
    drilled(30);
    QVERIFY(!openIds(check()).join(QLatin1Char(' ')).contains(QLatin1String("alert.")));
}

void CheckTest::aSecondCheckSaysWhatIsNewAndWhatIsGone()
{
    m_bench->tenant.change([this](Directory &d) { setUser(d, m_victim.account, "accountEnabled", false); });
    const RunRecord first = check();
    QVERIFY(!checkBefore(first, m_bench->engine().records()));
    QCOMPARE(compared(first, nullptr).first().change, Change::New);
    m_bench->clock.advance(std::chrono::hours(1));
    m_bench->tenant.change([this](Directory &d) {
        setUser(d, m_victim.account, "accountEnabled", true);
        setUser(d, m_victim.account, "jobTitle", QStringLiteral("Head of IT"));
    });
    const RunRecord second = check();
    const QList<RunRecord> records = m_bench->engine().records();
    const RunRecord *before = checkBefore(second, records);
    QVERIFY(before);
    QCOMPARE(before->runId, first.runId);
    const QList<ComparedFinding> all = compared(second, before);
    QCOMPARE(all[0].finding.id, QStringLiteral("account.properties"));
    QCOMPARE(all[0].change, Change::New);
    QCOMPARE(all[1].change, Change::Gone);
    const bool isDriftGone = std::any_of(all.begin(), all.end(), [](const ComparedFinding &one) {
        return one.change == Change::Gone && one.finding.id == QLatin1String("account.drifted");
    });
    QVERIFY(isDriftGone);
}

BG_TEST(QCoreApplication, CheckTest)
#include "tst_check.moc"
