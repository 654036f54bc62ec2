// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/JournalText.h"
#include "app/journal/RunStore.h"
#include "app/plan/Adoption.h"
#include "app/practice/Directory.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace bg;

// Emergency accounts of earlier times are taken over: what differs is told before it is changed, what nobody asked for
// stays, and what cannot serve is left alone.
class AdoptTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario scenario(const QString &name = QStringLiteral("adopt"))
    {
        PracticeScenario scenario = *PracticeScenario::named(name);
        scenario.latency = std::chrono::milliseconds(0);
        scenario.policyInterval = std::chrono::milliseconds(0);
        scenario.setReplicationLag(std::chrono::milliseconds(0));
        return scenario;
    }
    static QString idOf(const QString &name) { return seededId(QStringLiteral("user ") + name); }
    static QString oldGroup() { return seededId(QStringLiteral("group existing exclusion")); }
    static QJsonObject part(const QJsonObject &snapshot, const char *name)
    {
        return snapshot[QLatin1String(name)].toObject();
    }
    static QJsonObject user(const QJsonObject &snapshot, const QString &id)
    {
        return part(snapshot, "users")[id].toObject();
    }
    // One account is switched off, one still has MFA per user, and the group has an owner.
    static void leaveNeglected(FlowBench &bench)
    {
        bench.tenant.change([](Directory &directory) {
            directory.users[idOf(QStringLiteral("emergency-2"))][QLatin1String("accountEnabled")] = false;
            directory.perUserMfa[idOf(QStringLiteral("emergency-1"))] = QStringLiteral("enforced");
            directory.owners[oldGroup()] = { seededId(QStringLiteral("user person1")) };
        });
    }
    static DesiredState takingOver(FlowBench &bench) { return adoptingAll(FlowBench::wish(), bench.preflight().found); }

private Q_SLOTS:
    void bothAreBroughtToTheSameStateAndNothingElseChanges();
    void everyDifferenceIsToldWithOldAndNewValue();
    void whatSomebodyElseRegisteredStaysAndIsReported();
    void anAdoptedAccountIsKnownToLaterRunsByItsId();
    void oneInARestrictedUnitIsRefusedAndLeftAlone();
    void oneThatBecameUnsuitableMeanwhileIsLeftAlone();
    void oneThatCannotServeIsNeverChosen();
    void oneOfTwoCanBeMadeNew();
    void aGroupThatCannotServeIsNotUsed();
};

void AdoptTest::bothAreBroughtToTheSameStateAndNothingElseChanges()
{
    FlowBench bench(scenario());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QString first = idOf(QStringLiteral("emergency-1")), second = idOf(QStringLiteral("emergency-2"));
    leaveNeglected(bench);
    const QJsonObject before = bench.tenant.snapshot();
    const DesiredState desired = takingOver(bench);
    QCOMPARE(desired.accounts[0].adopted, ObjectId(first));
    QCOMPARE(desired.accounts[1].adopted, ObjectId(second));
    QCOMPARE(desired.adoptedGroup, ObjectId(oldGroup()));

    const RunRecord record = bench.run(desired);
    QCOMPARE(bench.human.asked(QStringLiteral("trouble")), QStringList());
    QCOMPARE(bench.human.asked(QStringLiteral("confirm")), QStringList()); // chosen on the page
    QCOMPARE(record.outcome, QStringLiteral("done"));
    const QJsonObject after = bench.tenant.snapshot();
    QCOMPARE(part(after, "users").keys(), part(before, "users").keys());
    QCOMPARE(part(after, "groups").keys(), part(before, "groups").keys());
    for (const QString &id : part(before, "users").keys()) {
        QJsonObject was = user(before, id), is = user(after, id);
        if (id == first || id == second) {
            QCOMPARE(is[QLatin1String("accountEnabled")].toBool(), true);
            QCOMPARE(is[QLatin1String("passwordPolicies")].toString(), QStringLiteral("DisablePasswordExpiration"));
            QVERIFY(is[QLatin1String("lastPasswordChangeDateTime")]
                    != was[QLatin1String("lastPasswordChangeDateTime")]);
            for (const char *ours : { "accountEnabled", "passwordPolicies", "lastPasswordChangeDateTime",
                                      "passwordProfile", "signInSessionsValidFromDateTime" }) {
                was.remove(QLatin1String(ours));
                is.remove(QLatin1String(ours));
            }
            QCOMPARE(part(after, "passkeys")[id].toArray().size(), 2);
        }
        QCOMPARE(is, was);
    }
    QCOMPARE(record.groupId, oldGroup());
    QCOMPARE(part(after, "members")[oldGroup()].toArray(), (QJsonArray{ first, second }));
    QCOMPARE(part(after, "owners")[oldGroup()].toArray(), QJsonArray());
    QCOMPARE(after[QLatin1String("roleAssignments")], before[QLatin1String("roleAssignments")]);
    QCOMPARE(after[QLatin1String("roleSchedules")], before[QLatin1String("roleSchedules")]);
    for (const RecordedAccount &account : record.accounts)
        QCOMPARE(account.roleAssignment, QStringLiteral("permanent"));
}

void AdoptTest::everyDifferenceIsToldWithOldAndNewValue()
{
    FlowBench bench(scenario());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QString first = idOf(QStringLiteral("emergency-1")), second = idOf(QStringLiteral("emergency-2"));
    leaveNeglected(bench);
    const DesiredState desired = takingOver(bench);
    const QJsonObject before = bench.tenant.snapshot();
    const auto writes = bench.engine().plan(Mode::Provision, desired, bench.preflight(desired), {});
    QVERIFY(writes.has_value());
    QCOMPARE(bench.tenant.snapshot(), before);
    const auto holds
        = [&](StepId step, const QString &object, const char *property, const QJsonValue &old, const QJsonValue &now) {
              return std::any_of(writes->begin(), writes->end(), [&](const PlannedWrite &write) {
                  return write.step == step && write.objectId == object && write.property == QLatin1String(property)
                      && write.before == old && write.after == now;
              });
          };
    const QString upn = QStringLiteral("@contoso.onmicrosoft.com");
    QVERIFY(holds(StepId::Accounts, second, "accountEnabled", false, true));
    QVERIFY(
        holds(StepId::Accounts, second, "passwordPolicies", QString(), QStringLiteral("DisablePasswordExpiration")));
    QVERIFY(
        holds(StepId::ExclusionGroup, oldGroup(), "members", QJsonValue::Null, QStringLiteral("emergency-2") + upn));
    QVERIFY(holds(StepId::ExclusionGroup, oldGroup(), "owners", QStringLiteral("person1") + upn, QJsonValue::Null));
    QVERIFY(
        holds(StepId::PerUserMfa, first, "perUserMfaState", QStringLiteral("enforced"), QStringLiteral("disabled")));
    for (const PlannedWrite &write : *writes) {
        QVERIFY2(write.step != StepId::Role, "both hold the role for good already");
        QVERIFY2(write.property != QLatin1String("displayName"), "they keep their names");
    }
}

void AdoptTest::whatSomebodyElseRegisteredStaysAndIsReported()
{
    FlowBench bench(scenario());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QString first = idOf(QStringLiteral("emergency-1"));
    const QJsonArray phone{ QJsonObject{
        { QStringLiteral("@odata.type"), QStringLiteral("#microsoft.graph.phoneAuthenticationMethod") },
        { QStringLiteral("id"), QStringLiteral("3179e48a-750b-4051-897c-87b9720928f7") } } };
    bench.tenant.change([&](Directory &directory) {
        directory.otherMethods[first] = phone;
        directory.members[oldGroup()].append(seededId(QStringLiteral("user person4")));
    });
    const RunRecord record = bench.run(takingOver(bench));
    const QJsonObject after = bench.tenant.snapshot();
    QCOMPARE(part(after, "methods")[first].toArray(), phone);
    QVERIFY(part(after, "members")[oldGroup()].toArray().contains(seededId(QStringLiteral("user person4"))));
    QStringList ids;
    for (const Finding &finding : record.findings)
        ids.append(finding.id);
    QVERIFY2(ids.contains(QStringLiteral("account.otherMethodsSeen")), qPrintable(ids.join(QLatin1Char(' '))));
    QVERIFY(ids.contains(QStringLiteral("group.strangers")));
    QCOMPARE(record.outcome, QStringLiteral("findings"));
}

void AdoptTest::anAdoptedAccountIsKnownToLaterRunsByItsId()
{
    FlowBench bench(scenario());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    QCOMPARE(bench.run(takingOver(bench)).outcome, QStringLiteral("done"));
    const QString first = idOf(QStringLiteral("emergency-1"));
    bench.tenant.change([&](Directory &directory) {
        directory.users[first][QLatin1String("userPrincipalName")] = QStringLiteral("renamed@contoso.onmicrosoft.com");
    });
    bench.restart();
    const TenantFacts seen = bench.preflight();
    const auto found = std::find_if(seen.found.begin(), seen.found.end(),
                                    [&](const DiscoveredAccount &account) { return account.user.id == ObjectId(first); });
    QVERIFY(found != seen.found.end());
    QCOMPARE(found->foundBy.first(), FoundBy::Record);
    QCOMPARE(found->excluded, found->policies);
    // And so is the group.
    QFile journal(RunStore(bench.state.filePath(QStringLiteral("state")), seen.id).runs().first().journalFile());
    QVERIFY(journal.open(QIODevice::ReadOnly));
    const QList<QJsonObject> lines = JournalText::of(journal.readAll()).lines;
    QVERIFY(std::any_of(lines.begin(), lines.end(), [](const QJsonObject &line) {
        return line[QStringLiteral("event")] == QLatin1String("groupKnown")
            && line[QStringLiteral("objectId")] == oldGroup();
    }));
    QVERIFY(std::any_of(lines.begin(), lines.end(),
                        [](const QJsonObject &line) { return line[QStringLiteral("adoptedGroup")] == oldGroup(); }));
}

void AdoptTest::oneInARestrictedUnitIsRefusedAndLeftAlone()
{
    FlowBench bench(scenario(QStringLiteral("restricted-unit")));
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject before = bench.tenant.snapshot();
    const TenantFacts seen = bench.preflight();
    QCOMPARE(seen.found.size(), 2);
    for (const DiscoveredAccount &account : seen.found)
        QCOMPARE(account.ineligibility, QStringLiteral("restrictedUnit"));
    QCOMPARE(adoptingAll(FlowBench::wish(), seen.found), FlowBench::wish());

    // Somebody insists: the run refuses before it writes anything.
    DesiredState desired = FlowBench::wish();
    desired.accounts[0] = { QStringLiteral("emergency-1"), QStringLiteral("Emergency access 1"),
                            ObjectId(idOf(QStringLiteral("emergency-1"))) };
    desired.accounts[1] = { QStringLiteral("emergency-2"), QStringLiteral("Emergency access 2"),
                            ObjectId(idOf(QStringLiteral("emergency-2"))) };
    QVERIFY(bench.preflight(desired).isStopped());
    const RunRecord record = bench.run(desired);
    QVERIFY(record.outcome != QLatin1String("done"));
    QVERIFY2(bench.human.asked(QStringLiteral("trouble"))
                 .join(QLatin1Char(' '))
                 .contains(QStringLiteral("emergency-1@contoso.onmicrosoft.com: restrictedUnit")),
             qPrintable(bench.human.asked().join(QStringLiteral(" | "))));
    QCOMPARE(bench.tenant.snapshot(), before);
}

void AdoptTest::oneThatBecameUnsuitableMeanwhileIsLeftAlone()
{
    FlowBench bench(scenario());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    leaveNeglected(bench);
    const DesiredState desired = takingOver(bench);
    const TenantFacts facts = bench.preflight(desired);
    const QString second = idOf(QStringLiteral("emergency-2"));
    // Somebody connects it to a directory of their own: the service would still take our changes, and lose them.
    bench.tenant.change(
        [&](Directory &directory) { directory.users[second][QLatin1String("onPremisesSyncEnabled")] = true; });
    const QJsonObject before = user(bench.tenant.snapshot(), second);
    const RunRecord record = bench.engine().run(Mode::Provision, desired, facts, bench.observer, {});
    QVERIFY(record.outcome != QLatin1String("done"));
    QVERIFY2(bench.human.asked(QStringLiteral("trouble"))
                 .join(QLatin1Char(' '))
                 .contains(QStringLiteral("emergency-2@contoso.onmicrosoft.com: synchronized")),
             qPrintable(bench.human.asked().join(QStringLiteral(" | "))));
    QCOMPARE(user(bench.tenant.snapshot(), second), before);
}

void AdoptTest::oneThatCannotServeIsNeverChosen()
{
    FlowBench bench(scenario());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.tenant.change([](Directory &directory) {
        directory.users[idOf(QStringLiteral("emergency-1"))][QLatin1String("onPremisesSyncEnabled")] = true;
    });
    const DesiredState desired = takingOver(bench);
    QVERIFY(!isAdopted(desired, ObjectId(idOf(QStringLiteral("emergency-1")))));
    QCOMPARE(desired.accounts[0].adopted, ObjectId(idOf(QStringLiteral("emergency-2"))));
    QVERIFY(!desired.accounts[1].adopted);
}

void AdoptTest::oneOfTwoCanBeMadeNew()
{
    FlowBench bench(scenario());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const DesiredState both = takingOver(bench);
    const DesiredState one
        = makingNew(both, ObjectId(idOf(QStringLiteral("emergency-2"))), FlowBench::wish().accounts[1]);
    QVERIFY(!one.accounts[1].adopted);
    QCOMPARE(one.adoptedGroup, both.adoptedGroup);
    const DesiredState none
        = makingNew(one, ObjectId(idOf(QStringLiteral("emergency-1"))), FlowBench::wish().accounts[0]);
    QCOMPARE(none, FlowBench::wish());

    const QJsonObject before = bench.tenant.snapshot();
    const RunRecord record = bench.run(one);
    QCOMPARE(record.outcome, QStringLiteral("done"));
    const QJsonObject after = bench.tenant.snapshot();
    QCOMPARE(part(after, "users").size(), part(before, "users").size() + 1);
    const QString left = idOf(QStringLiteral("emergency-2"));
    QCOMPARE(user(after, left), user(before, left)); // not asked for: not touched
    QVERIFY(!part(after, "members")[oldGroup()].toArray().contains(left));
}

void AdoptTest::aGroupThatCannotServeIsNotUsed()
{
    FlowBench bench(scenario());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.tenant.change([](Directory &directory) {
        directory.groups[oldGroup()][QLatin1String("groupTypes")] = QJsonArray{ QStringLiteral("DynamicMembership") };
        directory.groups[oldGroup()][QLatin1String("membershipRule")] = QStringLiteral("user.city -eq \"x\"");
    });
    const QJsonObject before = bench.tenant.snapshot();
    const DesiredState desired = takingOver(bench);
    QVERIFY(!desired.adoptedGroup);
    const RunRecord record = bench.run(desired);
    QCOMPARE(record.outcome, QStringLiteral("done"));
    QVERIFY(record.groupId != oldGroup());
    const QJsonObject after = bench.tenant.snapshot();
    QCOMPARE(part(after, "groups")[oldGroup()], part(before, "groups")[oldGroup()]);
    QCOMPARE(part(after, "members")[oldGroup()], part(before, "members")[oldGroup()]);
}

BG_TEST(QCoreApplication, AdoptTest)
#include "tst_adopt.moc"
