// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/ConditionalAccess.h"
#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "app/model/FindingIds.h"
#include "app/plan/Repair.h"
#include "app/practice/Directory.h"
#include "app/steps/policies/PolicyPatch.h"
#include "tests/flow/OtherWorkstation.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bg;

// Somebody rewrote a policy so that it locks people out; it becomes what it was.
class RestoreTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario small()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 6;
        return scenario;
    }
    static QJsonObject policy(SafeWorld &world, const PolicyId &id)
    {
        for (const QJsonValue &one : world.bench.tenant.snapshot()[QLatin1String("policies")].toArray())
            if (PolicyId(one[QLatin1String("id")].toString()) == id)
                return one.toObject();
        return {};
    }
    // One that is on and asks everybody for MFA.
    static PolicyId someGate(SafeWorld &world)
    {
        for (const QJsonValue &one : world.bench.tenant.snapshot()[QLatin1String("policies")].toArray())
            if (one[QLatin1String("state")] == QLatin1String("enabled")
                && one[QLatin1String("conditions")][QLatin1String("users")][QLatin1String("includeUsers")]
                       .toArray()
                       .contains(QStringLiteral("All"))
                && one[QLatin1String("grantControls")][QLatin1String("builtInControls")].toArray().contains(
                    QStringLiteral("mfa")))
                return PolicyId(one[QLatin1String("id")].toString());
        return {};
    }
    // What the operator does in the portal.
    static bool edit(SafeWorld &world, const PolicyId &id, const char *body)
    {
        RequestPacing pacing(world.bench.clock);
        RequestCounter counter;
        GraphClient graph(world.bench.cloud(), world.bench.tokens(), world.bench.clock, pacing, counter);
        const bool isDone = ConditionalAccess(graph)
                                .update(id, QJsonDocument::fromJson(body).object(), ApiVersion::V1, {})
                                .has_value();
        world.bench.clock.advance(std::chrono::hours(1)); // the log is late
        return isDone;
    }
    static RunRecord restore(OtherWorkstation &workstation, const PolicyVersion &former)
    {
        const TenantFacts facts = workstation.facts();
        DesiredState desired = repairing(facts);
        desired.restored = { former };
        return workstation.repair(desired, facts);
    }
    static QList<PolicyVersion> pastOf(const Result<PolicyHistory> &policyHistory, const PolicyId &id)
    {
        QList<PolicyVersion> some;
        for (const PolicyVersion &one : policyHistory ? policyHistory->policies : QList<PolicyVersion>())
            if (one.policy == id)
                some.append(one);
        return some;
    }
    static const Finding *find(const RunRecord &record, QLatin1String id)
    {
        const auto found = std::find_if(record.findings.begin(), record.findings.end(),
                                        [&](const Finding &one) { return one.id == id; });
        return found == record.findings.end() ? nullptr : &*found;
    }
    static constexpr char wall[] = R"({"displayName":"Block","grantControls":{"builtInControls":["block"]}})";

private Q_SLOTS:
    void aRewrittenPolicyIsWhatItWasAndTheAdministratorGetsIn();
    void whoeverTheFormerStateNamesHasAName();
    void onlyTheChosenPolicyIsTouched();
    void aPolicyThatLostTheExclusionGetsItBackWithItsFormerSelf();
    void anOlderStateThatTheLogForgotIsInTheJournalOfThisComputer();
    void statesThatAreNoOtherAreNotOffered();
    void whatTheServiceRefusesIsToldAndThePolicyStays();
    void whatSomebodyChangedSinceIsNotUndone();
    void aRunThatEndedInTheMiddleIsRunAgain();
};

void RestoreTest::aRewrittenPolicyIsWhatItWasAndTheAdministratorGetsIn()
{
    SafeWorld world(small());
    QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
    const RunRecord record = world.bench.run();
    const PolicyId gate = someGate(world);
    QVERIFY(!gate.isEmpty());
    const QJsonObject before = policy(world, gate);
    QVERIFY(edit(world, gate, wall));
    QVERIFY(!world.signInAs({})); // the administrator is locked out

    OtherWorkstation workstation(world, record.accounts[0]);
    QVERIFY2(workstation.isReady(), qPrintable(workstation.why()));
    const TenantFacts facts = workstation.facts();
    const auto policyHistory = workstation.engine().policyHistory(facts, {});
    QVERIFY(policyHistory && policyHistory->isLogRead);
    const QList<PolicyVersion> offered = pastOf(policyHistory, gate);
    QCOMPARE(offered.size(), 1);
    QCOMPARE(offered[0].changedBy, world.bench.tenant.operatorName());
    QCOMPARE(offered[0].differences.size(), 2); // the name and the control

    DesiredState desired = repairing(facts);
    desired.restored = offered;
    const auto plan = workstation.engine().plan(Mode::Repair, desired, facts, {});
    QVERIFY(plan);
    QCOMPARE(plan->size(), 2);
    QCOMPARE(plan->first().property, QStringLiteral("displayName"));
    const RunRecord repaired = restore(workstation, offered[0]);
    QVERIFY2(repaired.outcome == QLatin1String("done"), qPrintable(repaired.outcome + repaired.failure));
    QVERIFY(find(repaired, finding::PolicyRestored));
    QCOMPARE(PolicyPatch::from(policy(world, gate), before).lines(), QStringList());
    QVERIFY(world.signInAs({}));

    // And back, from the journal of the repair.
    const auto changes = workstation.engine().policyChanges(workstation.engine().journalFile());
    QVERIFY(changes && changes->size() == 1 && changes->first().kind == PolicyChange::Kind::Restore);
    const auto undone = workstation.engine().undo(workstation.engine().journalFile(), {}, {});
    QVERIFY(undone && undone->size() == 1);
    QCOMPARE(undone->first().outcome, UndoneChange::Outcome::PutBack);
    QVERIFY(!world.signInAs({}));
    QVERIFY(world.opensByPassword(record.accounts[0].userPrincipalName));
}

void RestoreTest::whoeverTheFormerStateNamesHasAName()
{
    SafeWorld world(small());
    const RunRecord record = world.bench.run();
    const PolicyId gate = someGate(world);
    const QString group = world.bench.tenant.snapshot()[QLatin1String("groups")].toObject().keys().first();
    const QString gone = QStringLiteral("4be5ac3c-6c0e-4f9b-9d7c-0f4d3c1a2b3e");
    world.bench.tenant.change([&](Directory &d) {
        d.groups[gone] = d.groups[group];
        d.groups[gone][QStringLiteral("id")] = gone;
    });
    const QJsonObject users{ { QStringLiteral("excludeGroups"), QJsonArray{ group, gone, record.groupId } },
                             { QStringLiteral("excludeUsers"), QJsonArray{ world.bench.tenant.operatorId() } },
                             { QStringLiteral("excludeRoles"), QJsonArray{ globalAdministratorRole() } } };
    const QByteArray body = QJsonDocument(QJsonObject{ { QStringLiteral("conditions"),
                                                         QJsonObject{ { QStringLiteral("users"), users } } } })
                                .toJson();
    QVERIFY(edit(world, gate, body.constData()));
    QVERIFY(
        edit(world, gate,
             R"({"conditions":{"users":{"excludeGroups":[],"excludeUsers":[],"excludeRoles":[]}},"displayName":"B"})"));
    world.bench.tenant.change([&](Directory &d) { d.groups.remove(gone); });
    OtherWorkstation workstation(world, record.accounts[0]);
    QVERIFY2(workstation.isReady(), qPrintable(workstation.why()));
    const auto policyHistory = workstation.engine().policyHistory(workstation.facts(), {});
    QVERIFY(policyHistory);
    QVERIFY(!pastOf(policyHistory, gate).isEmpty());
    QCOMPARE(policyHistory->names.value(world.bench.tenant.operatorId()), world.bench.tenant.operatorName());
    QCOMPARE(policyHistory->names.value(globalAdministratorRole()), QStringLiteral("Global Administrator"));
    QVERIFY(!policyHistory->names.value(group).isEmpty());
    QVERIFY(!policyHistory->names.contains(gone)); // nothing is held up by it
}

void RestoreTest::onlyTheChosenPolicyIsTouched()
{
    SafeWorld world(small());
    const RunRecord record = world.bench.run();
    const PolicyId gate = someGate(world);
    QVERIFY(edit(world, gate, wall));
    OtherWorkstation workstation(world, record.accounts[0]);
    QVERIFY2(workstation.isReady(), qPrintable(workstation.why()));
    const TenantFacts facts = workstation.facts();
    const QList<PolicyVersion> offered = pastOf(workstation.engine().policyHistory(facts, {}), gate);
    QCOMPARE(offered.size(), 1);
    QJsonObject before = world.bench.tenant.snapshot();
    QCOMPARE(restore(workstation, offered[0]).outcome, QStringLiteral("done"));
    QJsonObject after = world.bench.tenant.snapshot();
    for (const QString &part : before.keys())
        if (part != QLatin1String("policies"))
            QCOMPARE(after[part], before[part]);
    const QJsonArray were = before[QLatin1String("policies")].toArray();
    const QJsonArray are = after[QLatin1String("policies")].toArray();
    for (qsizetype i = 0; i < were.size(); ++i)
        if (PolicyId(were[i][QLatin1String("id")].toString()) != gate)
            QCOMPARE(are[i], were[i]);
}

void RestoreTest::aPolicyThatLostTheExclusionGetsItBackWithItsFormerSelf()
{
    SafeWorld world(small());
    const PolicyId gate = someGate(world);
    // The state before the set-up is in the log too: it knows nothing of the group.
    QVERIFY(edit(world, gate, R"({"conditions":{"clientAppTypes":["browser"]}})"));
    const RunRecord record = world.bench.run();
    QVERIFY(edit(world, gate, R"({"conditions":{"users":{"excludeGroups":[]}}})"));
    OtherWorkstation workstation(world, record.accounts[0]);
    QVERIFY2(workstation.isReady(), qPrintable(workstation.why()));
    const TenantFacts facts = workstation.facts();
    const QList<PolicyVersion> offered = pastOf(workstation.engine().policyHistory(facts, {}), gate);
    QVERIFY(!offered.isEmpty());
    QCOMPARE(restore(workstation, offered.last()).outcome, QStringLiteral("done")); // the oldest
    const QJsonValue conditions = policy(world, gate)[QLatin1String("conditions")];
    QCOMPARE(conditions[QLatin1String("clientAppTypes")].toArray(), QJsonArray{ QStringLiteral("all") });
    QVERIFY(conditions[QLatin1String("users")][QLatin1String("excludeGroups")].toArray().contains(record.groupId));
}

void RestoreTest::anOlderStateThatTheLogForgotIsInTheJournalOfThisComputer()
{
    SafeWorld world(small());
    const RunRecord record = world.bench.run();
    const PolicyId gate = someGate(world);
    QVERIFY(edit(world, gate, R"({"conditions":{"clientAppTypes":["browser"]}})"));
    world.bench.clock.advance(std::chrono::hours(24 * 40));
    world.bench.restart();
    const TenantFacts facts = world.bench.preflight();
    const auto policyHistory = world.bench.engine().policyHistory(facts, {});
    const QList<PolicyVersion> offered = pastOf(policyHistory, gate);
    QCOMPARE(offered.size(), 1);
    QVERIFY(offered[0].changedBy.isEmpty());
    DesiredState desired = repairing(facts);
    desired.restored = offered;
    const RunRecord repaired = world.bench.engine().run(Mode::Repair, desired, facts, world.bench.observer, {});
    QVERIFY2(repaired.outcome == QLatin1String("done"), qPrintable(repaired.outcome + repaired.failure));
    const QJsonValue conditions = policy(world, gate)[QLatin1String("conditions")];
    QCOMPARE(conditions[QLatin1String("clientAppTypes")].toArray(), QJsonArray{ QStringLiteral("all") });
    QVERIFY(conditions[QLatin1String("users")][QLatin1String("excludeGroups")].toArray().contains(record.groupId));
}

void RestoreTest::statesThatAreNoOtherAreNotOffered()
{
    SafeWorld world(small());
    world.bench.run(); // which wrote to every policy
    world.bench.clock.advance(std::chrono::hours(1));
    world.bench.restart();
    const auto policyHistory = world.bench.engine().policyHistory(world.bench.preflight(), {});
    QVERIFY(policyHistory);
    QCOMPARE(policyHistory->policies.size(), 0);
    // There and back again: what stands between is one state, not two.
    const PolicyId gate = someGate(world);
    for (const char *kinds :
         { R"({"conditions":{"clientAppTypes":["browser"]}})", R"({"conditions":{"clientAppTypes":["all"]}})",
           R"({"conditions":{"clientAppTypes":["browser"]}})", R"({"conditions":{"clientAppTypes":["all"]}})" })
        QVERIFY(edit(world, gate, kinds));
    const auto now = world.bench.engine().policyHistory(world.bench.preflight(), {});
    QVERIFY(now);
    for (const PolicyVersion &former : now->policies)
        QCOMPARE(former.differences.size(), 1);
    QVERIFY(pastOf(now, gate).size() <= 2);
}

void RestoreTest::whatTheServiceRefusesIsToldAndThePolicyStays()
{
    SafeWorld world(small());
    const RunRecord record = world.bench.run();
    const PolicyId gate = someGate(world);
    QVERIFY(edit(world, gate, wall));
    OtherWorkstation workstation(world, record.accounts[0]);
    QVERIFY2(workstation.isReady(), qPrintable(workstation.why()));
    const TenantFacts facts = workstation.facts();
    QList<PolicyVersion> offered = pastOf(workstation.engine().policyHistory(facts, {}), gate);
    QCOMPARE(offered.size(), 1);
    // A group that it named then was deleted meanwhile.
    offered[0].json = withExclusion(offered[0].json, ObjectId(QStringLiteral("4be5ac3c-6c0e-4f9b-9d7c-0f4d3c1a2b3e")));
    const QJsonObject before = policy(world, gate);
    const RunRecord repaired = restore(workstation, offered[0]);
    QCOMPARE(policy(world, gate), before);
    const Finding *told = find(repaired, finding::PolicyNotRestored);
    QVERIFY(told);
    QVERIFY(told->facts[QStringLiteral("serviceMessage")].toString().contains(QStringLiteral("Invalid group")));
    QVERIFY(workstation.engine().policyChanges(workstation.engine().journalFile())->isEmpty()); // nothing to take back
}

void RestoreTest::whatSomebodyChangedSinceIsNotUndone()
{
    SafeWorld world(small());
    const RunRecord record = world.bench.run();
    const PolicyId gate = someGate(world);
    QVERIFY(edit(world, gate, wall));
    OtherWorkstation workstation(world, record.accounts[0]);
    QVERIFY2(workstation.isReady(), qPrintable(workstation.why()));
    const TenantFacts facts = workstation.facts();
    const QList<PolicyVersion> offered = pastOf(workstation.engine().policyHistory(facts, {}), gate);
    QCOMPARE(offered.size(), 1);
    QCOMPARE(restore(workstation, offered[0]).outcome, QStringLiteral("done"));
    QVERIFY(edit(world, gate, R"({"conditions":{"clientAppTypes":["browser"]}})"));
    const QJsonObject now = policy(world, gate);
    const auto undone = workstation.engine().undo(workstation.engine().journalFile(), {}, {});
    QVERIFY(undone && undone->size() == 1);
    QCOMPARE(undone->first().outcome, UndoneChange::Outcome::ChangedMeanwhile);
    QVERIFY(undone->first().differences.join(QLatin1Char(' ')).contains(QStringLiteral("clientAppTypes")));
    QCOMPARE(policy(world, gate), now);
}

// The service did it, and nobody read the answer.
void RestoreTest::aRunThatEndedInTheMiddleIsRunAgain()
{
    SafeWorld world(small());
    const RunRecord record = world.bench.run();
    const PolicyId gate = someGate(world);
    const QJsonObject before = policy(world, gate);
    QVERIFY(edit(world, gate, wall));
    OtherWorkstation workstation(world, record.accounts[0]);
    QVERIFY2(workstation.isReady(), qPrintable(workstation.why()));
    const TenantFacts facts = workstation.facts();
    const QList<PolicyVersion> offered = pastOf(workstation.engine().policyHistory(facts, {}), gate);
    QCOMPARE(offered.size(), 1);
    std::stop_source power;
    DesiredState desired = repairing(facts);
    desired.restored = offered;
    world.bench.tenant.setFaults([&](int, const QByteArray &method, const QString &) {
        if (method != "PATCH")
            return Fault::None;
        power.request_stop();
        return Fault::DropAfter;
    });
    const RunRecord cut = workstation.repair(desired, facts, power.get_token());
    QCOMPARE(cut.outcome, QStringLiteral("cancelled"));
    world.bench.tenant.setFaults({});
    QCOMPARE(PolicyPatch::from(policy(world, gate), before).lines(), QStringList());
    QCOMPARE(restore(workstation, offered[0]).outcome, QStringLiteral("done"));
    QCOMPARE(PolicyPatch::from(policy(world, gate), before).lines(), QStringList());
}

BG_TEST(QCoreApplication, RestoreTest)
#include "tst_restore.moc"
