// SPDX-License-Identifier: GPL-3.0-or-later
// What the tenant does with Conditional Access policies, and what it refuses.
#include "tests/practice/StrictBench.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;

class PoliciesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void policyRefusesReadOnlyAndUnknownMembers();
    void policyWithPreviewIsChangedByBetaOnly();
    void policyKeepsEverythingButTheExclusion();
    void policiesAreThrottledWithoutRetryAfter();
    void policyPagesFollowNextLink();
};

namespace {

QJsonObject exclusion(const QJsonArray &groups)
{
    return { { u"conditions"_s, QJsonObject{ { u"users"_s, QJsonObject{ { u"excludeGroups"_s, groups } } } } } };
}

} // namespace

void PoliciesTest::policyRefusesReadOnlyAndUnknownMembers()
{
    Bench bench;
    const QString path = policies + u'/' + bench.policyId(0);
    QVERIFY(
        bench.client.send("PATCH", path, { { u"templateId"_s, QJsonValue::Null } }).message().startsWith("1118:"_L1));
    QVERIFY(bench.client.send("PATCH", path, { { u"id"_s, u"x"_s } }).message().startsWith("1007:"_L1));
    QVERIFY(
        bench.client.send("PATCH", path, { { u"conditions"_s, QJsonObject{ { u"insiderRiskLevels"_s, QString() } } } })
            .message()
            .startsWith("1007:"_L1));
    QVERIFY(bench.client.send("PATCH", path, exclusion({ u"00000000-1111-2222-3333-444444444444"_s })).status == 400);
    QCOMPARE(bench.tenant.writes(), 0);
}

void PoliciesTest::policyWithPreviewIsChangedByBetaOnly()
{
    Bench bench;
    const QString tail = u"/identity/conditionalAccess/policies/"_s + bench.policyId(19);
    QVERIFY(bench.client.send("PATCH", u"/v1.0"_s + tail, exclusion({})).message().startsWith("1038:"_L1));
    QCOMPARE(bench.client.send("PATCH", u"/beta"_s + tail, exclusion({})).status, 204);
}

void PoliciesTest::policyKeepsEverythingButTheExclusion()
{
    Bench bench;
    const QJsonObject before = bench.tenant.snapshot()["policies"_L1][5].toObject();
    const QString group = bench.tenant.snapshot()["groups"_L1].toObject().keys().first();
    QCOMPARE(bench.client.send("PATCH", policies + u'/' + bench.policyId(5), exclusion({ group })).status, 204);
    QJsonObject after = bench.tenant.snapshot()["policies"_L1][5].toObject();
    QCOMPARE(after["conditions"_L1]["users"_L1]["excludeGroups"_L1].toArray(), QJsonArray{ group });
    QJsonObject conditions = after["conditions"_L1].toObject();
    QJsonObject users = conditions["users"_L1].toObject();
    users[u"excludeGroups"_s] = before["conditions"_L1]["users"_L1]["excludeGroups"_L1];
    conditions[u"users"_s] = users;
    after[u"conditions"_s] = conditions;
    after[u"modifiedDateTime"_s] = before["modifiedDateTime"_L1];
    QCOMPARE(after, before);
}

void PoliciesTest::policiesAreThrottledWithoutRetryAfter()
{
    PracticeScenario scenario = quick();
    scenario.policyInterval = std::chrono::hours(1);
    Bench bench(scenario);
    QCOMPARE(bench.client.get(policies).status, 200);
    const auto second = bench.client.get(policies);
    QCOMPARE(second.status, 429);
    QVERIFY(second.header("Retry-After").isEmpty());
    QCOMPARE(bench.client.get(u"/v1.0/organization"_s).status, 200); // nothing else waits
}

void PoliciesTest::policyPagesFollowNextLink()
{
    PracticeScenario scenario = quick();
    scenario.policies = 240;
    Bench bench(scenario);
    QSet<QString> seen;
    QString path = policies;
    while (!path.isEmpty()) {
        const auto page = bench.client.get(path);
        QCOMPARE(page.status, 200);
        for (const QJsonValue &policy : page.json["value"_L1].toArray())
            seen.insert(policy["id"_L1].toString());
        const QUrl next(page.json["@odata.nextLink"_L1].toString());
        path = next.isEmpty() ? QString() : next.path() + u'?' + next.query(QUrl::FullyEncoded);
    }
    QCOMPARE(seen.size(), 240);
}

BG_TEST(QCoreApplication, PoliciesTest)
#include "tst_policies.moc"
