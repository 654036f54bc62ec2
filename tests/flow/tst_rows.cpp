// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Repair.h"
#include "app/plan/TenantStatus.h"
#include "app/practice/Directory.h"
#include "tests/flow/OtherWorkstation.h"
#include "tests/support/TestProgram.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bg;

// Nothing is written to the tenant that Review did not show: the writes that the practice tenant saw, against the rows of
// the plan, in every mode.
class RowsTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario small()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 3;
        return scenario;
    }
    // Whose rows stand for a write of that operation.
    static QList<StepId> stepsOf(const QString &operation)
    {
        static const QHash<QString, QList<StepId>> all{
            { QStringLiteral("users.create"), { StepId::Accounts } },
            { QStringLiteral("users.update"),
              { StepId::Accounts, StepId::SealedPassword, StepId::BlockSignIn, StepId::SignInReset } },
            { QStringLiteral("users.revokeSignInSessions"),
              { StepId::SealedPassword, StepId::BlockSignIn, StepId::SignInReset } },
            { QStringLiteral("users.authentication.fido2Methods.create"), { StepId::Keys, StepId::NewKeys } },
            { QStringLiteral("users.authentication.fido2Methods.delete"),
              { StepId::Keys, StepId::NewKeys, StepId::UnknownAuthMethods } },
            { QStringLiteral("users.authentication.requirements.update"), { StepId::PerUserMfa } },
            { QStringLiteral("groups.create"), { StepId::ExclusionGroup } },
            { QStringLiteral("groups.update"), { StepId::ExclusionGroup } },
            { QStringLiteral("groups.members.add"), { StepId::ExclusionGroup } },
            { QStringLiteral("groups.members.remove"), { StepId::ExclusionGroup } },
            { QStringLiteral("groups.owners.remove"), { StepId::ExclusionGroup } },
            { QStringLiteral("conditionalAccess.policies.create"), { StepId::GuardPolicy } },
            { QStringLiteral("conditionalAccess.policies.update"),
              { StepId::Exclusions, StepId::GuardPolicy, StepId::ReportOnly, StepId::PolicyRestore } },
            { QStringLiteral("roleAssignmentScheduleRequests.create"), { StepId::Role } },
            { QStringLiteral("roleAssignments.create"), { StepId::Role } },
            { QStringLiteral("roleManagementPolicies.rules.update"), { StepId::Role } },
            { QStringLiteral("authenticationMethodsPolicy.update"), { StepId::RegistrationCampaign } },
            { QStringLiteral("authenticationMethodConfigurations.update"), { StepId::MethodPolicy } },
            { QStringLiteral("administrativeUnits.members.remove"), { StepId::LeaveRestrictedUnit } },
            { QStringLiteral("administrativeUnits.members.add"), { StepId::RestoreRestrictedUnit } },
        };
        return all.value(operation);
    }
    static bool isShown(const Exchange &write, const QList<PlannedWrite> &rows)
    {
        const QList<StepId> steps = stepsOf(write.operation);
        const QString sent = write.path + QString::fromUtf8(QJsonDocument(write.request).toJson());
        return std::any_of(rows.begin(), rows.end(), [&](const PlannedWrite &row) {
            const bool isOfSessions = write.operation == QLatin1String("users.revokeSignInSessions");
            return steps.contains(row.step) && isOfSessions == (row.property == QLatin1String("sessions"))
                && (row.objectId.isEmpty() || sent.contains(row.objectId));
        });
    }
    // One line for each write since `first` that no row told of.
    static QString unshown(FlowBench &bench, qsizetype first, const QList<PlannedWrite> &rows)
    {
        QStringList all;
        for (const Exchange &one : bench.tenant.exchanges().mid(first))
            if (one.isWrite() && one.isOfService && !one.version.isEmpty() && !isShown(one, rows))
                all.append(one.operation + QLatin1Char(' ') + one.path);
        return all.join(QLatin1Char('\n'));
    }
    // Plans and runs. Nothing: every write had its row, and there were some (or none, where none may be).
    static QString planAndRun(FlowBench &bench, Engine &engine, Mode mode, const DesiredState &desired,
                              const TenantFacts &facts, bool writes = true)
    {
        const auto first = bench.tenant.exchanges().size();
        const auto rows = engine.plan(mode, desired, facts, {});
        if (!rows)
            return QStringLiteral("no plan: ") + rows.error().detail;
        if (const QString early = unshown(bench, first, {}); !early.isEmpty())
            return QStringLiteral("the plan itself wrote:\n") + early;
        const auto begin = bench.tenant.exchanges().size();
        const RunRecord record = engine.run(mode, desired, facts, bench.observer, {});
        if (!record.isWhole())
            return record.outcome + QLatin1Char(' ') + record.failure;
        if (rows->isEmpty() == writes)
            return QStringLiteral("%1 rows").arg(rows->size());
        return unshown(bench, begin, *rows);
    }
    static RotationChoice everything()
    {
        return { { 0, 1 }, true, true, true };
    }

private Q_SLOTS:
    void theFirstSetUp()
    {
        for (const bool guard : { false, true }) {
            FlowBench bench(small());
            QVERIFY2(bench.isReady(), qPrintable(bench.why()));
            DesiredState desired = FlowBench::wish();
            desired.guardPolicy = guard;
            QCOMPARE(planAndRun(bench, bench.engine(), Mode::Provision, desired, bench.preflight(desired)), QString());
        }
    }
    void aSecondSetUpThatFindsThingsUndone()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        const RunRecord first = bench.run();
        bench.tenant.change([&](Directory &directory) {
            for (QJsonObject &policy : directory.policies) {
                QJsonObject conditions = policy[QStringLiteral("conditions")].toObject();
                QJsonObject users = conditions[QStringLiteral("users")].toObject();
                users[QStringLiteral("excludeGroups")] = QJsonArray();
                conditions[QStringLiteral("users")] = users;
                policy[QStringLiteral("conditions")] = conditions;
            }
        });
        QCOMPARE(planAndRun(bench, bench.engine(), Mode::Provision, FlowBench::wish(), bench.preflight()), QString());
    }
    void aRotationOfEverything()
    {
        SafeWorld world(small(), 8);
        QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
        world.bench.run();
        world.bench.clock.advance(std::chrono::hours(24));
        DesiredState desired = *recordedState(world.bench.engine().records());
        desired.rotation = everything();
        QCOMPARE(planAndRun(world.bench, world.bench.engine(), Mode::Rotate, desired, world.bench.preflight(desired)),
                 QString());
    }
    void anIncident()
    {
        SafeWorld world(small());
        QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
        const RunRecord first = world.bench.run();
        world.bench.clock.advance(std::chrono::hours(24));
        QVERIFY(world.signInAs(world.finder(first.accounts[0])));
        world.bench.browser().seat({});
        auto review = world.bench.engine().signIns({});
        QVERIFY(review && !review->signIns.isEmpty());
        for (AccountSignIn &use : review->signIns)
            use.reason = SignInReason::Misuse;
        DesiredState desired = *recordedState(world.bench.engine().records());
        desired.signIns = *review;
        desired.rotation = { { 0 }, true, false, false };
        QCOMPARE(planAndRun(world.bench, world.bench.engine(), Mode::Incident, desired, world.bench.preflight(desired)),
                 QString());
    }
    void aRepair()
    {
        SafeWorld world(small());
        QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
        const RunRecord first = world.bench.run();
        world.bench.clock.advance(std::chrono::hours(24));
        OtherWorkstation workstation(world, first.accounts[0]);
        QVERIFY(workstation.isReady());
        const TenantFacts facts = workstation.facts();
        DesiredState desired = repairing(facts);
        for (const SeenPolicy &policy : facts.enforced)
            desired.reportOnly.append(policy.id);
        desired.resets = { { ObjectId(world.bench.tenant.operatorId()), Upn(world.bench.tenant.operatorName()) } };
        QCOMPARE(planAndRun(world.bench, workstation.engine(), Mode::Repair, desired, facts), QString());
    }
    void aCheckWritesNothing()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        bench.run();
        const auto first = bench.tenant.exchanges().size();
        QVERIFY(bench.engine().check({}, {}, bench.observer, {}).isWhole());
        QCOMPARE(unshown(bench, first, {}), QString());
    }
    void whatIsPutBackWasListed()
    {
        FlowBench bench(small());
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        bench.run();
        const QString journal = bench.engine().journalFile();
        const auto listed = bench.engine().policyChanges(journal);
        QVERIFY(listed && !listed->isEmpty());
        QList<PlannedWrite> rows;
        for (const PolicyChange &change : *listed)
            rows.append({ StepId::Exclusions, change.displayName, change.policy.value, QStringLiteral("excludeGroups"),
                          {}, {}, {} });
        const auto first = bench.tenant.exchanges().size();
        QVERIFY(bench.engine().undo(journal, {}, {}));
        QVERIFY(bench.tenant.exchanges().size() > first);
        QCOMPARE(unshown(bench, first, rows), QString());
    }
};

BG_TEST(QCoreApplication, RowsTest)
#include "tst_rows.moc"
