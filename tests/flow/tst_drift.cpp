// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/DriftRepair.h"
#include "app/plan/TenantStatus.h"
#include "app/practice/Directory.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/TestProgram.h"

#include <QDir>
#include <QTest>

using namespace bg;

namespace {

// What is disturbed: an account and the group.
struct SetUp {
    QString account, group;
};
using Disturbance = std::function<void(Directory &, const SetUp &)>;

void loseExclusion(Directory &directory, const SetUp &setUp)
{
    for (QJsonObject &policy : directory.policies) {
        QJsonObject conditions = policy[QLatin1String("conditions")].toObject();
        QJsonObject users = conditions[QLatin1String("users")].toObject();
        if (!users[QLatin1String("excludeGroups")].toArray().contains(setUp.group))
            continue;
        users[QLatin1String("excludeGroups")] = QJsonArray();
        conditions[QLatin1String("users")] = users;
        policy[QLatin1String("conditions")] = conditions;
        return;
    }
}

void loseRole(Directory &directory, const SetUp &setUp)
{
    const auto isTheirs
        = [&](const QJsonObject &one) { return one[QLatin1String("principalId")].toString() == setUp.account; };
    directory.roleSchedules.removeIf(isTheirs);
    directory.roleAssignments.removeIf(isTheirs);
}

// The changes that the tenant was sent, by their operation; PATCHes of different things have the same name.
QStringList changesSince(const PracticeTenant &tenant, qsizetype from)
{
    QStringList operations;
    for (const Exchange &exchange : tenant.exchanges().mid(from))
        if (exchange.method != "GET" && !exchange.operation.isEmpty())
            operations.append(exchange.operation);
    operations.sort();
    return operations;
}

} // namespace

// What a check found is mended, and nothing else of the accounts is touched: no password, no session, no sheet, no key.
class DriftTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FlowBench> m_bench;
    QJsonObject m_tenant; // after the set-up
    QStringList m_runs;
    SetUp m_setUp;

    QString runFolder() const
    {
        const QString state = m_bench->state.path() + QStringLiteral("/state");
        return state + QLatin1Char('/') + QDir(state).entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0);
    }
    QStringList runs() const { return QDir(runFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot); }
    RunRecord check() { return m_bench->engine().check({}, {}, m_bench->observer, {}); }
    TenantFacts read()
    {
        const auto facts = m_bench->engine().preflight(
            Mode::Repair, DesiredState::proposal(), [](const Finding &) {}, {});
        return facts ? *facts : TenantFacts();
    }
    DesiredState wish(const QList<StepId> &drift, const TenantFacts &tenant)
    {
        return mending(drift, recordedState(m_bench->engine().records()), tenant, DesiredState::proposal());
    }

private Q_SLOTS:
    void initTestCase();
    void init();
    void onlyTheDriftIsMended_data();
    void onlyTheDriftIsMended();
    void whoSaysNoToTheAccountsChangesNothing();
    void aForgedRecordGetsNoRoleUnlessTheOperatorAgrees();
    void anAccountThatIsGoneIsNotMadeAndTheOtherOneIsMended();
    void withoutTheGroupNoPolicyIsWritten();
    void aSetUpIgnoresWhatIsToBeMended();
};

void DriftTest::initTestCase()
{
    PracticeScenario scenario = FlowBench::quick();
    scenario.policies = 6;
    m_bench = std::make_unique<FlowBench>(scenario);
    QVERIFY2(m_bench->isReady(), qPrintable(m_bench->why()));
    const RunRecord record = m_bench->run();
    QCOMPARE(record.outcome, QStringLiteral("done"));
    m_setUp = { record.accounts[0].objectId.value, record.groupId };
    m_tenant = m_bench->tenant.save();
    m_runs = runs();
}

void DriftTest::init()
{
    m_bench->tenant.change([this](Directory &directory) { directory.load(m_tenant); });
    for (const QString &run : runs())
        if (!m_runs.contains(run))
            QVERIFY(QDir(runFolder() + QLatin1Char('/') + run).removeRecursively());
    m_bench->human.onConfirm = nullptr;
}

void DriftTest::onlyTheDriftIsMended_data()
{
    QTest::addColumn<Disturbance>("disturb");
    QTest::addColumn<QList<StepId>>("drift");
    QTest::addColumn<QStringList>("changes");
    const auto row = [](const char *name, QList<StepId> drift, QStringList changes, Disturbance disturb) {
        QTest::newRow(name) << std::move(disturb) << std::move(drift) << std::move(changes);
    };
    const QString policy = QStringLiteral("conditionalAccess.policies.update"), user = QStringLiteral("users.update");
    row("exclusion", { StepId::Exclusions }, { policy }, loseExclusion);
    row("role", { StepId::Role }, { QStringLiteral("roleAssignmentScheduleRequests.create") }, loseRole);
    row("account disabled", { StepId::Accounts }, { user }, [](Directory &directory, const SetUp &setUp) {
        directory.users[setUp.account][QLatin1String("accountEnabled")] = false;
    });
    row("password expires", { StepId::Accounts }, { user }, [](Directory &directory, const SetUp &setUp) {
        directory.users[setUp.account][QLatin1String("passwordPolicies")] = QJsonValue();
    });
    row("group member", { StepId::ExclusionGroup }, { QStringLiteral("groups.members.add") },
        [](Directory &directory, const SetUp &setUp) { directory.members[setUp.group].removeAll(setUp.account); });
    row("passkey policy", { StepId::MethodPolicy }, { QStringLiteral("authenticationMethodConfigurations.update") },
        [](Directory &directory, const SetUp &) {
            directory.fido2[QLatin1String("isSelfServiceRegistrationAllowed")] = false;
        });
    row("per-user MFA", { StepId::PerUserMfa }, { QStringLiteral("users.authentication.requirements.update") },
        [](Directory &directory, const SetUp &setUp) {
            directory.perUserMfa[setUp.account] = QStringLiteral("enforced");
        });
    row("exclusion and role", { StepId::Exclusions, StepId::Role },
        { policy, QStringLiteral("roleAssignmentScheduleRequests.create") },
        [](Directory &directory, const SetUp &setUp) {
            loseExclusion(directory, setUp);
            loseRole(directory, setUp);
        });
}

void DriftTest::onlyTheDriftIsMended()
{
    QFETCH(Disturbance, disturb);
    QFETCH(QList<StepId>, drift);
    QFETCH(QStringList, changes);
    m_bench->tenant.change([&](Directory &directory) { disturb(directory, m_setUp); });
    const RunRecord found = check();
    QCOMPARE(found.outcome, QStringLiteral("findings"));
    QCOMPARE(driftOf(found.findings), drift);
    QVERIFY(!needsSetUp(found.findings));

    const TenantFacts tenant = read();
    const DesiredState desired = wish(drift, tenant);
    const auto plan = m_bench->engine().plan(Mode::Repair, desired, tenant, {});
    QVERIFY2(plan, qPrintable(plan ? QString() : name(plan.error().kind)));
    QCOMPARE(plan->size(), changes.size());

    const qsizetype from = m_bench->tenant.exchanges().size();
    const QStringList asked = m_bench->human.asked();
    const RunRecord mended = m_bench->engine().run(Mode::Repair, desired, tenant, m_bench->observer, {});
    QCOMPARE(mended.outcome, QStringLiteral("done"));
    changes.sort();
    QCOMPARE(changesSince(m_bench->tenant, from), changes);
    QCOMPARE(m_bench->human.asked().mid(asked.size()), QStringList{ QStringLiteral("confirm confirmAccounts") });
    QVERIFY(mended.sheets.isEmpty());
    QCOMPARE(check().outcome, QStringLiteral("done"));
}

void DriftTest::whoSaysNoToTheAccountsChangesNothing()
{
    m_bench->tenant.change([&](Directory &directory) {
        loseExclusion(directory, m_setUp);
        loseRole(directory, m_setUp);
    });
    m_bench->human.onConfirm = [](const QString &) { return Answer::No; };
    const TenantFacts tenant = read();
    const qsizetype from = m_bench->tenant.exchanges().size();
    const RunRecord record = m_bench->engine().run(
        Mode::Repair, wish({ StepId::Exclusions, StepId::Role }, tenant), tenant, m_bench->observer, {});
    QCOMPARE(record.outcome, QStringLiteral("cancelled"));
    QCOMPARE(changesSince(m_bench->tenant, from), QStringList());
}

// The record names somebody else's account: it is shown, as the directory has it, before anything is given to it.
void DriftTest::aForgedRecordGetsNoRoleUnlessTheOperatorAgrees()
{
    QString stranger;
    m_bench->tenant.change([&](Directory &directory) {
        for (auto it = directory.users.begin(); it != directory.users.end() && stranger.isEmpty(); ++it)
            if (it.key() != m_setUp.account && it.key() != directory.operatorId
                && !directory.members[m_setUp.group].contains(it.key()))
                stranger = it.key();
    });
    QVERIFY(!stranger.isEmpty());
    const TenantFacts tenant = read();
    DesiredState desired = wish({ StepId::Role }, tenant);
    desired.accounts[0].adopted = ObjectId(stranger);
    QStringList questions;
    m_bench->human.onConfirm = [&](const QString &question) {
        questions.append(question);
        return Answer::No;
    };
    const qsizetype from = m_bench->tenant.exchanges().size();
    (void)m_bench->engine().run(Mode::Repair, desired, tenant, m_bench->observer, {});
    QCOMPARE(questions, QStringList{ QStringLiteral("confirmAccounts") });
    QCOMPARE(changesSince(m_bench->tenant, from), QStringList());
}

void DriftTest::anAccountThatIsGoneIsNotMadeAndTheOtherOneIsMended()
{
    m_bench->tenant.change([&](Directory &directory) {
        const QString other = m_bench->engine().records().first().accounts[1].objectId.value;
        directory.remove(m_setUp.account);
        loseRole(directory, { other, m_setUp.group });
    });
    const RunRecord found = check();
    QVERIFY(needsSetUp(found.findings)); // the account takes one
    const TenantFacts tenant = read();
    const DesiredState desired = wish({ StepId::Accounts, StepId::ExclusionGroup, StepId::Role }, tenant);
    const qsizetype from = m_bench->tenant.exchanges().size();
    const RunRecord mended = m_bench->engine().run(Mode::Repair, desired, tenant, m_bench->observer, {});
    QCOMPARE(changesSince(m_bench->tenant, from),
             QStringList{ QStringLiteral("roleAssignmentScheduleRequests.create") });
    QCOMPARE(mended.outcome, QStringLiteral("findings"));
}

void DriftTest::withoutTheGroupNoPolicyIsWritten()
{
    m_bench->tenant.change([&](Directory &directory) { directory.remove(m_setUp.group); });
    const RunRecord found = check();
    QCOMPARE(driftOf(found.findings), (QList<StepId>{ StepId::ExclusionGroup, StepId::Exclusions }));
    const TenantFacts tenant = read();
    const qsizetype from = m_bench->tenant.exchanges().size();
    const RunRecord half
        = m_bench->engine().run(Mode::Repair, wish({ StepId::Exclusions }, tenant), tenant, m_bench->observer, {});
    QCOMPARE(changesSince(m_bench->tenant, from), QStringList());
    QCOMPARE(half.outcome, QStringLiteral("findings"));
    const RunRecord whole = m_bench->engine().run(Mode::Repair, wish(driftOf(found.findings), tenant), tenant,
                                                  m_bench->observer, {});
    QCOMPARE(whole.outcome, QStringLiteral("done"));
    for (const QString &change : changesSince(m_bench->tenant, from))
        QVERIFY2(change.startsWith(QLatin1String("groups")) || change.startsWith(QLatin1String("conditionalAccess")),
                 qPrintable(change));
}

void DriftTest::aSetUpIgnoresWhatIsToBeMended()
{
    const TenantFacts tenant = m_bench->preflight();
    DesiredState desired = FlowBench::wish();
    const auto without = m_bench->engine().plan(Mode::Provision, desired, tenant, {});
    desired.drift = { StepId::Role };
    const auto with = m_bench->engine().plan(Mode::Provision, desired, tenant, {});
    QVERIFY(without && with && *without == *with);
}

BG_TEST(QCoreApplication, DriftTest)
#include "tst_drift.moc"
