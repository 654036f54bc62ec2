// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Adoption.h"
#include "tests/flow/Aftermath.h"
#include "tests/flow/ExpectedTenant.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QTest>

using namespace bg;

// One whole run in every practice tenant, and the tenant after it property by property: our changes in, everything
// else untouched.
class ScenariosTest : public QObject {
    Q_OBJECT

private:
    struct Ending {
        const char *scenario, *outcome;
        int keys; // of each account
        const char *told; // blank-separated: findings that must be among the others
    };
    static const QList<Ending> &endings();
    static PracticeScenario scenario(const QString &name);

private Q_SLOTS:
    void everyScenarioEndsAsItShould_data();
    void everyScenarioEndsAsItShould();
    void noScenarioIsLeftOut();
};

// Without waiting.
PracticeScenario ScenariosTest::scenario(const QString &name)
{
    PracticeScenario scenario = *PracticeScenario::named(name);
    scenario.latency = std::chrono::milliseconds(0);
    scenario.policyInterval = std::chrono::milliseconds(0);
    scenario.setReplicationLag(std::chrono::milliseconds(0));
    return scenario;
}

const QList<ScenariosTest::Ending> &ScenariosTest::endings()
{
    static const QList<Ending> all{
        { "free", "done", 2, "licence.free exclusions.noLicence securityDefaults.on group.plain" },
        { "p1", "done", 2, "licence.p1 pim.absent" },
        { "p2-permits", "done", 2, "licence.p2 exclusions.inPlace finalCheck.good" },
        { "p2-forbids", "done", 2, "pim.forbids pim.asksTicket role.direct" },
        { "government", "done", 0, "key.notOnBehalf" },
        { "campaign", "done", 2, "campaign.on campaign.inPlace" },
        { "self-service-off", "done", 2, "passkeys.selfServiceOff methodPolicy.inPlace" },
        { "aaguid-listed", "done", 2, "passkeys.allowList passkeys.profiles" },
        { "aaguid-unlisted", "findings", 0, "passkeys.allowList key.skipped" },
        // The pair there cannot be taken over, and another one is made.
        { "restricted-unit", "done", 2, "account.looksLikeEmergency" },
        { "adopt", "done", 2, "account.looksLikeEmergency account.inPlace" },
        { "many-policies", "done", 2, "policies.seen" },
        { "protected-action", "done", 2, "protectedActions.unknown" },
    };
    return all;
}

void ScenariosTest::everyScenarioEndsAsItShould_data()
{
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<int>("keys");
    QTest::addColumn<QStringList>("told");
    for (const Ending &ending : endings())
        QTest::newRow(ending.scenario) << QString::fromLatin1(ending.outcome) << ending.keys
                                       << QString::fromLatin1(ending.told).split(QLatin1Char(' '));
}

void ScenariosTest::everyScenarioEndsAsItShould()
{
    QFETCH(QString, outcome);
    QFETCH(int, keys);
    QFETCH(QStringList, told);
    const PracticeScenario wanted = scenario(QString::fromLatin1(QTest::currentDataTag()));
    FlowBench bench(wanted);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject before = bench.tenant.snapshot();
    const DesiredState desired = adoptingAll(FlowBench::wish(), bench.preflight().found);
    const RunRecord record = bench.run(desired);
    QVERIFY2(record.outcome == outcome,
             qPrintable(record.outcome + QLatin1Char(' ') + record.failure + QLatin1Char(' ')
                        + bench.human.asked(QStringLiteral("trouble")).join(QStringLiteral(" | "))));
    for (const RecordedAccount &account : record.accounts)
        QCOMPARE(account.roleAssignment, QStringLiteral("permanent"));

    QJsonObject after = bench.tenant.snapshot();
    const QJsonObject passkeys = after.take(QStringLiteral("passkeys")).toObject();
    for (const RecordedAccount &account : record.accounts)
        QCOMPARE(passkeys[account.objectId.value].toArray().size(), keys);
    QCOMPARE(passkeys.size(), keys > 0 ? 2 : 0);
    const QJsonObject expected = expectedTenant(before, wanted, desired, record);
    const QString amiss = difference(likeness(expected, record), likeness(after, record));
    QVERIFY2(amiss.isEmpty(), qPrintable(amiss));

    QStringList ids;
    for (const Finding &finding : record.findings)
        ids.append(finding.id);
    for (const QString &id : told)
        QVERIFY2(ids.contains(id), qPrintable(id + QStringLiteral(" is not among ") + ids.join(QLatin1Char(' '))));
}

// A scenario that somebody adds gets its ending here. Those that stop before the first write have none.
void ScenariosTest::noScenarioIsLeftOut()
{
    QStringList names{ QStringLiteral("role-eligible"), QStringLiteral("no-role"), QStringLiteral("consent-refused") };
    for (const Ending &ending : endings())
        names.append(QLatin1String(ending.scenario));
    for (const QString &name : PracticeScenario::names())
        QVERIFY2(names.contains(name), qPrintable(name));
}

BG_TEST(QCoreApplication, ScenariosTest)
#include "tst_scenarios.moc"
