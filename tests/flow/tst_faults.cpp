// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Fault.h"
#include "app/steps/PolicyDifference.h"
#include "app/steps/preflight/ReachOfPolicy.h"
#include "tests/flow/FlowBench.h"

#include <QJsonArray>
#include <QtTest>

using namespace bg;

// One thing goes wrong with one request of a run, at every request in turn: the run, or the one after it, ends in the
// same good tenant. The person tries again when asked, and knows the PINs.
class FaultsTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario scenario()
    {
        PracticeScenario few = FlowBench::quick();
        few.policies = 4;
        return few;
    }
    static bool isGraph(const QString &path);
    static QString whatIsAmiss(const QJsonObject &before, const QJsonObject &after, const RunRecord &record);

private Q_SLOTS:
    void oneFaultAtEveryRequest_data();
    void oneFaultAtEveryRequest();
};

bool FaultsTest::isGraph(const QString &path)
{
    for (const char *part : { "/users", "/groups", "/identity", "/roleManagement", "/policies", "/directory" })
        if (path.startsWith(QLatin1String(part)))
            return true;
    return false;
}

// Everything that must hold of the tenant, whatever happened on the way. Empty: all is well.
QString FaultsTest::whatIsAmiss(const QJsonObject &before, const QJsonObject &after, const RunRecord &record)
{
    if (record.outcome != QLatin1String("done"))
        return QStringLiteral("outcome ") + record.outcome + QLatin1Char(' ') + record.failure;
    const auto count
        = [](const QJsonObject &snapshot, const char *part) { return snapshot[QLatin1String(part)].toObject().size(); };
    if (count(after, "users") != count(before, "users") + 2)
        return QStringLiteral("users");
    if (count(after, "groups") != count(before, "groups") + 1)
        return QStringLiteral("groups");
    for (const RecordedAccount &account : record.accounts) {
        if (after[QStringLiteral("passkeys")].toObject()[account.objectId.value].toArray().size() != 2)
            return QStringLiteral("passkeys of ") + account.userPrincipalName;
        if (account.keys.size() != 2 || account.roleAssignment != QLatin1String("permanent") || !account.passwordSet)
            return QStringLiteral("record of ") + account.userPrincipalName;
    }
    if (after[QStringLiteral("roleSchedules")].toArray().size()
        != before[QStringLiteral("roleSchedules")].toArray().size() + 2)
        return QStringLiteral("roleSchedules");
    const QJsonArray old = before[QStringLiteral("policies")].toArray(),
                     now = after[QStringLiteral("policies")].toArray();
    for (int i = 0; i < now.size(); ++i) {
        const QStringList differences
            = differencesBeside(old[i].toObject(), now[i].toObject(), ObjectId(record.groupId));
        if (!differences.isEmpty())
            return differences.join(QStringLiteral("; "));
        const QJsonArray excluded = now[i]
                                        .toObject()[QStringLiteral("conditions")]
                                        .toObject()[QStringLiteral("users")]
                                        .toObject()[QStringLiteral("excludeGroups")]
                                        .toArray();
        if (reachOf(now[i].toObject()).reachesPeople()
            && excluded.count()
                != old[i]
                        .toObject()[QStringLiteral("conditions")]
                        .toObject()[QStringLiteral("users")]
                        .toObject()[QStringLiteral("excludeGroups")]
                        .toArray()
                        .count()
                    + 1)
            return QStringLiteral("excludeGroups of %1").arg(i);
    }
    return {};
}

void FaultsTest::oneFaultAtEveryRequest_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("stride");
    QTest::addColumn<int>("from");
    QTest::newRow("the network drops after the service did it") << int(Fault::DropAfter) << 1 << 0;
    QTest::newRow("the network drops before") << int(Fault::DropBefore) << 6 << 1;
    QTest::newRow("500") << int(Fault::ServerError) << 8 << 2;
    QTest::newRow("503") << int(Fault::Unavailable) << 9 << 3;
    QTest::newRow("504 although it was done") << int(Fault::GatewayTimeout) << 5 << 1;
    QTest::newRow("429 without Retry-After") << int(Fault::ThrottleBare) << 9 << 0;
    QTest::newRow("the answer breaks off") << int(Fault::Truncated) << 5 << 2;
}

void FaultsTest::oneFaultAtEveryRequest()
{
    QFETCH(int, fault);
    QFETCH(int, stride);
    QFETCH(int, from);
    bool wasReached = true;
    int runs = 0, resumed = 0;
    for (int k = from; wasReached; k += stride) {
        FlowBench bench(scenario());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        DesiredState desired = FlowBench::wish();
        desired.pin = PinChoice::Ask;
        bench.human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::TryAgain; };
        const QJsonObject before = bench.tenant.snapshot();
        const TenantFacts facts = bench.preflight(desired);
        const int first = int(bench.tenant.exchanges().size());
        std::atomic<int> seen{ 0 };
        bench.tenant.setFaults([&](int index, const QByteArray &, const QString &path) {
            // The sign-in page is a person's matter: they would reload it.
            if (index < first || !isGraph(path))
                return Fault::None;
            return seen++ == k ? Fault(fault) : Fault::None;
        });
        RunRecord record = bench.engine().run(Mode::Provision, desired, facts, bench.observer, {});
        wasReached = seen > k;
        bench.tenant.setFaults({});
        if (record.outcome != QLatin1String("done")) {
            ++resumed;
            bench.restart();
            record = bench.run(desired);
        }
        const QString amiss = whatIsAmiss(before, bench.tenant.snapshot(), record);
        const QString where
            = QStringLiteral("at request %1 (%2): ")
                  .arg(k)
                  .arg(k + first < bench.tenant.exchanges().size() ? bench.tenant.exchanges().at(k + first).operation
                                                                   : QString());
        if (!amiss.isEmpty())
            for (const Exchange &exchange : bench.tenant.exchanges())
                if (exchange.index >= first && exchange.isWrite() && !exchange.version.isEmpty())
                    qInfo() << exchange.index << exchange.operation << exchange.status;
        QVERIFY2(amiss.isEmpty(),
                 qPrintable(where + amiss + bench.human.asked(QStringLiteral("trouble")).join(QStringLiteral(" | "))));
        ++runs;
    }
    qInfo() << runs << "runs," << resumed << "of them taken up again";
    QVERIFY(runs > 4);
}

QTEST_GUILESS_MAIN(FaultsTest)
#include "tst_faults.moc"
