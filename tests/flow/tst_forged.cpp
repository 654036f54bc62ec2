// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/ConditionalAccess.h"
#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "app/graph/RoleRules.h"
#include "app/journal/Journal.h"
#include "app/journal/JournalEvent.h"
#include "app/journal/RunStore.h"
#include "app/model/FindingIds.h"
#include "app/practice/Directory.h"
#include "app/steps/policies/PolicyPatch.h"
#include "app/steps/preflight/FindingIds.h"
#include "tests/flow/FlowBench.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bg;

// Somebody can write to the operator's home folder, and knows the format of the journals. Chains are whole: what a file
// says is a suggestion all the same.
class ForgedTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario few()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 6;
        return scenario;
    }
    // The journal of a run that never was. Gives its path.
    static QString plant(FlowBench &bench, const QList<QJsonObject> &lines)
    {
        const RunStore store(bench.state.filePath(QStringLiteral("state")), bench.preflight().id);
        const auto run = store.begin(QStringLiteral("f0f0"), bench.clock.utcNow());
        const auto journal = run ? Journal::open(run->journalFile(), bench.clock) : fail(run.error());
        for (const QJsonObject &line : lines)
            if (!journal || !std::visit(ForEvents{ [](const UnknownEvent &) { return false; },
                                                   [&](const auto &event) { return bool((*journal)->write(event)); } },
                                        readEvent(line)))
                return {};
        return run ? run->journalFile() : QString();
    }
    static qint64 unsealedRuns(FlowBench &bench)
    {
        for (const Finding &one : bench.preflight().findings)
            if (one.id == preflight::HistoryUnsealed)
                return one.facts[QStringLiteral("runs")].toInteger();
        return 0;
    }
    static QJsonArray policies(FlowBench &bench) { return bench.tenant.snapshot()[QLatin1String("policies")].toArray(); }
    static QJsonObject policyIn(FlowBench &bench, const char *state)
    {
        for (const QJsonValue &one : policies(bench))
            if (one[QLatin1String("state")] == QLatin1String(state))
                return one.toObject();
        return {};
    }
    // What the operator does in the portal, so that the audit log tells of it.
    static bool edit(FlowBench &bench, const QString &policy, const QJsonObject &body)
    {
        RequestPacing pacing(bench.clock);
        RequestCounter counter;
        GraphClient graph(bench.cloud(), bench.tokens(), bench.clock, pacing, counter);
        const auto done = ConditionalAccess(graph).update(PolicyId(policy), body, ApiVersion::V1, {});
        bench.clock.advance(std::chrono::hours(1));
        return done.has_value();
    }
    static QJsonObject excluding(const QJsonArray &groups)
    {
        const QJsonObject users{ { QStringLiteral("excludeGroups"), groups } };
        return { { QStringLiteral("conditions"), QJsonObject{ { QStringLiteral("users"), users } } } };
    }
    // An account with a phone of its own, whoever made it.
    static QString mallory() { return QStringLiteral("6d616c6c-6f72-4f79-8000-000000000001"); }
    static QString malloryGroup() { return QStringLiteral("6d616c6c-6f72-4f79-8000-000000000002"); }
    static QString stranger() { return seededId(QStringLiteral("user person4")); }
    static void letMalloryIn(FlowBench &bench, const QJsonObject &changes = {})
    {
        bench.tenant.change([&](Directory &directory) {
            QJsonObject user = directory.users[seededId(QStringLiteral("user person1"))];
            user[QStringLiteral("id")] = mallory();
            user[QStringLiteral("userPrincipalName")] = QStringLiteral("mallory@contoso.onmicrosoft.com");
            user[QStringLiteral("displayName")] = QStringLiteral("Mallory");
            user[QStringLiteral("mailNickname")] = QStringLiteral("mallory");
            user[QStringLiteral("createdDateTime")] = directory.timestamp();
            for (auto one = changes.begin(); one != changes.end(); ++one)
                user[one.key()] = one.value();
            directory.users[mallory()] = user;
            directory.otherMethods[mallory()] = { QJsonObject{
                { QStringLiteral("@odata.type"), QStringLiteral("#microsoft.graph.phoneAuthenticationMethod") },
                { QStringLiteral("id"), QStringLiteral("3179e48a-750b-4051-897c-87b9720928f7") } } };
            QJsonObject group = directory.groups.first();
            group[QStringLiteral("id")] = malloryGroup();
            group[QStringLiteral("displayName")] = QStringLiteral("Mallory's friends");
            group[QStringLiteral("mailNickname")] = QStringLiteral("friends");
            group[QStringLiteral("createdDateTime")] = directory.timestamp();
            directory.groups[malloryGroup()] = group;
            directory.members[malloryGroup()] = { mallory(), stranger() };
        });
    }
    static QJsonObject known(const char *event, const char *member, const QString &name, const QString &id)
    {
        return { { QStringLiteral("event"), QLatin1String(event) },
                 { QLatin1String(member), name },
                 { QStringLiteral("objectId"), id } };
    }
    // The first account and the group of the wish are Mallory's, says a file.
    static void plantMallory(FlowBench &bench)
    {
        plant(bench, { { { QStringLiteral("event"), QStringLiteral("runStarted") },
                         { QStringLiteral("runId"), QStringLiteral("f0f0") },
                         { QStringLiteral("mode"), QStringLiteral("provision") } },
                       known("accountKnown", "userPrincipalName",
                             QStringLiteral("harbour.north@contoso.onmicrosoft.com"), mallory()),
                       known("groupKnown", "displayName", FlowBench::wish().exclusionGroup, malloryGroup()),
                       { { QStringLiteral("event"), QStringLiteral("runFinished") },
                         { QStringLiteral("isWhole"), true } } });
    }
    static bool isAdministrator(FlowBench &bench, const QString &user)
    {
        bool is = false;
        bench.tenant.change([&](Directory &directory) { is = directory.isAdministrator(user); });
        return is;
    }
    static bool isExcluded(FlowBench &bench, const QString &group)
    {
        const QJsonArray all = policies(bench);
        return std::any_of(all.begin(), all.end(), [&](const QJsonValue &policy) {
            return policy[QLatin1String("conditions")][QLatin1String("users")][QLatin1String("excludeGroups")]
                .toArray()
                .contains(group);
        });
    }
    static const Finding *find(const RunRecord &record, const char *id)
    {
        const auto found = std::find_if(record.findings.begin(), record.findings.end(),
                                        [&](const Finding &one) { return one.id == QLatin1String(id); });
        return found == record.findings.end() ? nullptr : &*found;
    }

private Q_SLOTS:
    void aFirstSetUpWithoutAdoptionRefusesTheAccountAndGroupThatAFileNames();
    void theOperatorWhoRefusesThemKeepsThemOut();
    void reviewShowsThemUnderTheirOwnNamesAsTakenOver();
    void anAccountWithForeignSignInMethodsIsNotGivenTheRole();
    void aKeyThatAFileCallsOursIsForeignAllTheSame();
    void aNicknameFromAFileMakesNoAccountOurs();
    void anAccountThatTheOperatorMadeInThePortalIsAskedAbout();
    void theIdsOfAnUnfinishedRunAreNoConsent();
    void anEarlierRunOfThisOperatorIsConfirmedByTheAuditLog();
    void anEarlierRunIsAskedAboutWhileTheAuditLogIsLate();
    void othersInTheGroupStopTheRunBeforeAPolicyIsChanged();
    void theLoosenedRuleIsTightenedByTheDirectorysOwn();
    void aLiveGroupThatAFileCallsGoneStaysExcluded();
    void noAccountGoesIntoAUnitThatIsNotRestricted();
    void aJournalWhoseChainIsBrokenIsAFindingOnTheTenantPage();
    void aPlantedRunIsSaidToBeUnsealedAndOneThatWasCopiedOfAnotherFolderToo();
    void aBeforeImageDoesNotSwitchAPolicyOff();
    void aLineDoesNotSwitchAReportOnlyPolicyOn();
    void aGroupThatIsNotTheWizardsIsNotTakenOutOfAPolicy();
    void theRunOfAnEarlierSessionIsPutBackAsTheAuditLogTells();
    void whatTheAuditLogDoesNotHoldYetIsLeftAlone();
    void aJournalThatWasChangedAfterItsRunIsNoLongerOurs();
};

void ForgedTest::aBeforeImageDoesNotSwitchAPolicyOff()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonObject policy = policyIn(bench, "enabled");
    QVERIFY(!policy.isEmpty());
    QJsonObject off = policy;
    off[QStringLiteral("state")] = QStringLiteral("disabled");
    const QString journal = plant(bench, { { { QStringLiteral("event"), QStringLiteral("policyRestored") },
                                             { QStringLiteral("policyId"), policy[QLatin1String("id")] },
                                             { QStringLiteral("displayName"), policy[QLatin1String("displayName")] },
                                             { QStringLiteral("before"), off },
                                             { QStringLiteral("after"), policy } } });
    const QJsonObject before = bench.tenant.snapshot();
    const auto undone = bench.engine().undo(journal, {}, {});
    QVERIFY(undone && undone->size() == 1);
    QCOMPARE(bench.tenant.snapshot(), before);
    QCOMPARE(undone->first().outcome, UndoneChange::Outcome::NotConfirmed);
}

void ForgedTest::aLineDoesNotSwitchAReportOnlyPolicyOn()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.tenant.change([](Directory &directory) {
        directory.policies.first()[QStringLiteral("state")] = reportOnlyState();
    });
    const QJsonObject policy = policyIn(bench, "enabledForReportingButNotEnforced");
    const QString journal = plant(bench, { { { QStringLiteral("event"), QStringLiteral("policyRelieved") },
                                             { QStringLiteral("policyId"), policy[QLatin1String("id")] },
                                             { QStringLiteral("displayName"), policy[QLatin1String("displayName")] },
                                             { QStringLiteral("before"), policy } } });
    const QJsonObject before = bench.tenant.snapshot();
    const auto undone = bench.engine().undo(journal, {}, {});
    QVERIFY(undone && undone->size() == 1);
    QCOMPARE(bench.tenant.snapshot(), before);
    QCOMPARE(undone->first().outcome, UndoneChange::Outcome::NotConfirmed);
}

// The log does hold the change: the operator left the group out in the portal.
void ForgedTest::aGroupThatIsNotTheWizardsIsNotTakenOutOfAPolicy()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QString group = bench.tenant.snapshot()[QLatin1String("groups")].toObject().keys().first();
    const QJsonObject policy = policyIn(bench, "enabled");
    const QString id = policy[QLatin1String("id")].toString();
    QVERIFY(edit(bench, id, excluding({})));
    QVERIFY(edit(bench, id, excluding({ group })));
    const QString journal = plant(bench, { { { QStringLiteral("event"), QStringLiteral("policyBefore") },
                                             { QStringLiteral("policyId"), id },
                                             { QStringLiteral("group"), group },
                                             { QStringLiteral("before"), policy } } });
    const QJsonArray before = policies(bench);
    const auto undone = bench.engine().undo(journal, {}, {});
    QVERIFY(undone && undone->size() == 1);
    QCOMPARE(policies(bench), before);
    QCOMPARE(undone->first().outcome, UndoneChange::Outcome::NotConfirmed);
}

void ForgedTest::theRunOfAnEarlierSessionIsPutBackAsTheAuditLogTells()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QJsonArray before = policies(bench);
    const RunRecord record = bench.run();
    const QString journal = bench.engine().journalFile();
    bench.restart();
    const auto undone = bench.engine().undo(journal, {}, {});
    QVERIFY(undone && !undone->isEmpty());
    for (const UndoneChange &one : *undone)
        QCOMPARE(one.outcome, UndoneChange::Outcome::PutBack);
    const QJsonArray after = policies(bench);
    for (qsizetype i = 0; i < after.size(); ++i)
        QCOMPARE(PolicyPatch::from(after[i].toObject(), before[i].toObject()).lines(), QStringList());
}

void ForgedTest::whatTheAuditLogDoesNotHoldYetIsLeftAlone()
{
    PracticeScenario scenario = few();
    scenario.logLag = std::chrono::minutes(10);
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.run();
    const QString journal = bench.engine().journalFile();
    bench.restart();
    const QJsonArray before = policies(bench);
    const auto early = bench.engine().undo(journal, {}, {});
    QVERIFY(early && !early->isEmpty());
    for (const UndoneChange &one : *early)
        QCOMPARE(one.outcome, UndoneChange::Outcome::NotConfirmed);
    QCOMPARE(policies(bench), before);
    bench.clock.advance(std::chrono::minutes(11));
    const auto late = bench.engine().undo(journal, {}, {});
    QVERIFY(late && late->first().outcome == UndoneChange::Outcome::PutBack);
}

void ForgedTest::aJournalThatWasChangedAfterItsRunIsNoLongerOurs()
{
    PracticeScenario scenario = few();
    scenario.logLag = std::chrono::minutes(10);
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.run();
    const QString file = bench.engine().journalFile();
    const auto journal = Journal::open(file, bench.clock); // by somebody else, with a chain that holds
    QVERIFY(journal && (*journal)->write(PolicyRelieved{}));
    const QJsonArray before = policies(bench);
    const auto undone = bench.engine().undo(file, {}, {});
    QVERIFY(undone && !undone->isEmpty());
    for (const UndoneChange &one : *undone)
        QCOMPARE(one.outcome, UndoneChange::Outcome::NotConfirmed);
    QCOMPARE(policies(bench), before);
}

void ForgedTest::aFirstSetUpWithoutAdoptionRefusesTheAccountAndGroupThatAFileNames()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    letMalloryIn(bench);
    plantMallory(bench);
    const QJsonObject before = bench.tenant.snapshot()[QLatin1String("users")][mallory()].toObject();
    DesiredState desired = FlowBench::wish();
    desired.adopt = AdoptChoice::Never;
    const RunRecord record = bench.run(desired);
    QVERIFY(record.outcome != QLatin1String("done"));
    QVERIFY(!isAdministrator(bench, mallory()));
    QVERIFY(!isExcluded(bench, malloryGroup()));
    QCOMPARE(bench.tenant.snapshot()[QLatin1String("users")][mallory()].toObject(), before);
    const Finding *refused = find(record, "account.notOurs");
    QVERIFY(refused);
    QCOMPARE(refused->facts[QLatin1String("userPrincipalName")].toString(),
             QStringLiteral("mallory@contoso.onmicrosoft.com"));
    QVERIFY2(refused->evidence.contains(QLatin1String("does not confirm")), qPrintable(refused->evidence));
}

void ForgedTest::theOperatorWhoRefusesThemKeepsThemOut()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    letMalloryIn(bench);
    plantMallory(bench);
    bench.human.onConfirm = [](const QString &) { return Answer::No; };
    const RunRecord record = bench.run();
    QVERIFY(record.outcome != QLatin1String("done"));
    QVERIFY(bench.human.asked(QStringLiteral("confirm")).contains(QStringLiteral("confirm takeOverAccount")));
    QVERIFY(!isAdministrator(bench, mallory()));
    QVERIFY(!isExcluded(bench, malloryGroup()));
}

void ForgedTest::reviewShowsThemUnderTheirOwnNamesAsTakenOver()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    letMalloryIn(bench);
    plantMallory(bench);
    const DesiredState wish = FlowBench::wish();
    const auto writes = bench.engine().plan(Mode::Provision, wish, bench.preflight(wish), {});
    QVERIFY(writes.has_value());
    QStringList takenOver;
    for (const PlannedWrite &write : *writes)
        if (write.property == QLatin1String("takeOver"))
            takenOver.append(write.object);
    QCOMPARE(takenOver,
             (QStringList{ QStringLiteral("mallory@contoso.onmicrosoft.com"), QStringLiteral("Mallory's friends") }));
}

// The operator said yes to the account, not to the phone of whoever holds it.
void ForgedTest::anAccountWithForeignSignInMethodsIsNotGivenTheRole()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    letMalloryIn(bench);
    plantMallory(bench);
    const RunRecord record = bench.run();
    QVERIFY(record.outcome != QLatin1String("done"));
    QVERIFY(!isAdministrator(bench, mallory()));
    const Finding *foreign = find(record, "account.otherMethodsSeen");
    QStringList ids;
    for (const Finding &one : record.findings)
        ids.append(one.id);
    QVERIFY2(foreign, qPrintable(record.failure + ids.join(QLatin1Char(' ')) + bench.human.asked().join(QLatin1Char('|'))));
    QCOMPARE(foreign->actionOwner, ActionOwner::Stops);
}

void ForgedTest::aKeyThatAFileCallsOursIsForeignAllTheSame()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    letMalloryIn(bench);
    const QByteArray credential(32, 'm');
    const QString id = QString::fromLatin1(credential.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    bench.tenant.change([&](Directory &directory) {
        directory.otherMethods.remove(mallory());
        const QJsonObject method{ { QStringLiteral("id"), id },
                                  { QStringLiteral("displayName"), QStringLiteral("Mine") },
                                  { QStringLiteral("createdDateTime"), directory.timestamp() },
                                  { QStringLiteral("aaGuid"), QStringLiteral("a25342c0-3cdc-4414-8e46-f4807fca511c") } };
        directory.passkeys[mallory()].append(Passkey{ method, credential, {}, 0 });
    });
    const QJsonObject key{ { QStringLiteral("objectId"), mallory() },
                           { QStringLiteral("credentialId"), id },
                           { QStringLiteral("label"), QStringLiteral("A1") } };
    QList<QJsonObject> lines{ { { QStringLiteral("event"), QStringLiteral("runStarted") },
                                { QStringLiteral("runId"), QStringLiteral("f0f1") },
                                { QStringLiteral("mode"), QStringLiteral("provision") } } };
    for (const char *event : { "keyBegun", "keyProven", "pinSealed" }) {
        lines.append(key);
        lines.last()[QStringLiteral("event")] = QLatin1String(event);
    }
    plant(bench, lines);
    bench.clock.advance(std::chrono::seconds(1));
    plantMallory(bench);
    bench.run();
    QVERIFY(!isAdministrator(bench, mallory()));
}

void ForgedTest::aNicknameFromAFileMakesNoAccountOurs()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    letMalloryIn(bench,
                 { { QStringLiteral("userPrincipalName"), QStringLiteral("harbour.north@contoso.onmicrosoft.com") },
                   { QStringLiteral("mailNickname"), QStringLiteral("harbour.north-0badf00d") } });
    plant(bench, { { { QStringLiteral("event"), QStringLiteral("runStarted") },
                     { QStringLiteral("runId"), QStringLiteral("f0f0") },
                     { QStringLiteral("mode"), QStringLiteral("provision") } },
                   { { QStringLiteral("event"), QStringLiteral("accountBegun") },
                     { QStringLiteral("mailNickname"), QStringLiteral("harbour.north-0badf00d") } } });
    DesiredState desired = FlowBench::wish();
    desired.adopt = AdoptChoice::Never;
    QVERIFY(bench.run(desired).outcome != QLatin1String("done"));
    QVERIFY(!isAdministrator(bench, mallory()));
}

void ForgedTest::anAccountThatTheOperatorMadeInThePortalIsAskedAbout()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    letMalloryIn(bench,
                 { { QStringLiteral("userPrincipalName"), QStringLiteral("harbour.north@contoso.onmicrosoft.com") } });
    const QString person = bench.tenant.operatorId();
    bench.tenant.change([&](Directory &directory) {
        directory.audit(person, QStringLiteral("Add user"), QStringLiteral("UserManagement"), QStringLiteral("User"),
                        mallory());
    });
    plantMallory(bench);
    bench.human.onConfirm = [](const QString &) { return Answer::No; };
    QVERIFY(bench.run().outcome != QLatin1String("done"));
    QVERIFY(bench.human.asked(QStringLiteral("confirm")).contains(QStringLiteral("confirm takeOverAccount")));
    QVERIFY(!isAdministrator(bench, mallory()));
}

void ForgedTest::theIdsOfAnUnfinishedRunAreNoConsent()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    letMalloryIn(bench);
    DesiredState choices = FlowBench::wish();
    plant(bench, { { { QStringLiteral("event"), QStringLiteral("runStarted") },
                     { QStringLiteral("runId"), QStringLiteral("f0f0") },
                     { QStringLiteral("mode"), QStringLiteral("provision") },
                     { QStringLiteral("choices"), choices.toAnswers() },
                     { QStringLiteral("adopted"), QJsonArray{ mallory(), QString() } },
                     { QStringLiteral("adoptedGroup"), malloryGroup() } } });
    const auto unfinished = bench.engine().unfinished();
    QVERIFY(unfinished && unfinished->choices);
    QVERIFY(!unfinished->choices->accounts[0].adopted);
    QVERIFY(!unfinished->choices->adoptedGroup);
    bench.human.onConfirm = [](const QString &) { return Answer::No; };
    bench.run(*unfinished->choices);
    QVERIFY(!isAdministrator(bench, mallory()));
    QVERIFY(!isExcluded(bench, malloryGroup()));
}

void ForgedTest::anEarlierRunOfThisOperatorIsConfirmedByTheAuditLog()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord first = bench.run();
    QCOMPARE(first.outcome, QStringLiteral("done"));
    bench.restart();
    DesiredState desired = FlowBench::wish();
    desired.adopt = AdoptChoice::Never;
    const RunRecord second = bench.run(desired);
    QCOMPARE(second.outcome, QStringLiteral("done"));
    QCOMPARE(bench.human.asked(QStringLiteral("confirm takeOver")), QStringList());
    QCOMPARE(second.accounts[0].objectId, first.accounts[0].objectId);
    QCOMPARE(second.groupId, first.groupId);
}

void ForgedTest::anEarlierRunIsAskedAboutWhileTheAuditLogIsLate()
{
    PracticeScenario scenario = few();
    scenario.logLag = std::chrono::minutes(10);
    FlowBench bench(scenario);
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord first = bench.run();
    bench.restart();
    const RunRecord second = bench.run();
    QCOMPARE(second.outcome, QStringLiteral("done"));
    QCOMPARE(bench.human.asked(QStringLiteral("confirm takeOverAccount")).size(), 2);
    QCOMPARE(second.accounts[0].objectId, first.accounts[0].objectId);
}

void ForgedTest::othersInTheGroupStopTheRunBeforeAPolicyIsChanged()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord first = bench.run();
    bench.tenant.change([&](Directory &directory) {
        directory.members[first.groupId].append(stranger());
        for (QJsonObject &policy : directory.policies) { // as if they were new
            QJsonObject conditions = policy[QStringLiteral("conditions")].toObject();
            QJsonObject users = conditions[QStringLiteral("users")].toObject();
            users[QStringLiteral("excludeGroups")] = QJsonArray();
            conditions[QStringLiteral("users")] = users;
            policy[QStringLiteral("conditions")] = conditions;
        }
    });
    bench.restart();
    bench.human.onConfirm = [](const QString &asked) {
        return asked == question::TakeOverGroup ? Answer::No : Answer::Yes;
    };
    const RunRecord second = bench.run();
    QVERIFY(second.outcome != QLatin1String("done"));
    QVERIFY(!isExcluded(bench, first.groupId));
    QVERIFY(find(second, "group.strangers"));
}

void ForgedTest::theLoosenedRuleIsTightenedByTheDirectorysOwn()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    RequestPacing pacing(bench.clock);
    RequestCounter counter;
    GraphClient graph(bench.cloud(), bench.tokens(), bench.clock, pacing, counter);
    const auto rules = RoleRules(graph).globalAdministrator({});
    QVERIFY(rules.has_value());
    QJsonObject forged = rules->expirationRule;
    forged[QStringLiteral("maximumDuration")] = QStringLiteral("P3650D");
    forged[QStringLiteral("isExpirationRequired")] = false;
    const QJsonObject image{ { QStringLiteral("policyId"), rules->policyId }, { QStringLiteral("rule"), forged } };
    plant(bench, { { { QStringLiteral("event"), QStringLiteral("runStarted") },
                     { QStringLiteral("runId"), QStringLiteral("f0f0") },
                     { QStringLiteral("mode"), QStringLiteral("provision") } },
                   { { QStringLiteral("event"), QStringLiteral("pimRuleLoosened") },
                     { QStringLiteral("before"), image } },
                   { { QStringLiteral("event"), QStringLiteral("runFinished") },
                     { QStringLiteral("isWhole"), true } } });
    bench.run();
    const auto after = RoleRules(graph).globalAdministrator({});
    QVERIFY(after.has_value());
    QCOMPARE(after->maximumDuration, rules->maximumDuration);
}

void ForgedTest::aLiveGroupThatAFileCallsGoneStaysExcluded()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const QString theirs = bench.tenant.snapshot()[QLatin1String("groups")].toObject().keys().first();
    const QString id = policyIn(bench, "enabled")[QLatin1String("id")].toString();
    QVERIFY(edit(bench, id, excluding({ theirs })));
    plant(bench, { { { QStringLiteral("event"), QStringLiteral("runStarted") },
                     { QStringLiteral("runId"), QStringLiteral("f0f0") },
                     { QStringLiteral("mode"), QStringLiteral("provision") } },
                   known("groupKnown", "displayName", QStringLiteral("Old"), theirs),
                   known("groupKnown", "displayName", QStringLiteral("Older"),
                         QStringLiteral("4be5ac3c-6c0e-4f9b-9d7c-0f4d3c1a2b3e")),
                   { { QStringLiteral("event"), QStringLiteral("runFinished") },
                     { QStringLiteral("isWhole"), true } } });
    QCOMPARE(bench.run().outcome, QStringLiteral("done"));
    QVERIFY(isExcluded(bench, theirs));
}

// Whoever administers it could reset the account's password.
void ForgedTest::noAccountGoesIntoAUnitThatIsNotRestricted()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    const RunRecord first = bench.run();
    const QString unit = QStringLiteral("6d616c6c-6f72-4f79-8000-000000000003");
    bench.tenant.change([&](Directory &directory) {
        directory.units[unit] = { { QStringLiteral("id"), unit },
                                  { QStringLiteral("displayName"), QStringLiteral("Helpdesk") },
                                  { QStringLiteral("isMemberManagementRestricted"), false } };
    });
    plant(bench, { { { QStringLiteral("event"), QStringLiteral("runStarted") },
                     { QStringLiteral("runId"), QStringLiteral("f0f0") },
                     { QStringLiteral("mode"), QStringLiteral("rotate") } },
                   { { QStringLiteral("event"), QStringLiteral("unitLeft") },
                     { QStringLiteral("objectId"), first.accounts[0].objectId.value },
                     { QStringLiteral("unit"), unit },
                     { QStringLiteral("displayName"), QStringLiteral("Restricted") } },
                   { { QStringLiteral("event"), QStringLiteral("runFinished") },
                     { QStringLiteral("isWhole"), true } } });
    bench.restart();
    QCOMPARE(bench.run().outcome, QStringLiteral("done"));
    bool isIn = true;
    bench.tenant.change([&](Directory &directory) { isIn = !directory.unitMembers[unit].isEmpty(); });
    QVERIFY(!isIn);
}

void ForgedTest::aJournalWhoseChainIsBrokenIsAFindingOnTheTenantPage()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.run();
    const auto broken = [&] {
        const QList<Finding> all = bench.preflight().findings;
        return std::count_if(all.begin(), all.end(),
                             [](const Finding &one) { return one.id == QLatin1String("journal.broken"); });
    };
    QCOMPARE(broken(), 0);
    QCOMPARE(unsealedRuns(bench), 0);
    QFile file(bench.engine().journalFile());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray text = file.readAll();
    text.replace("accountKnown", "accountKnowm");
    QVERIFY(file.seek(0) && file.write(text) == text.size());
    file.close();
    QCOMPARE(broken(), 1);
    QCOMPARE(unsealedRuns(bench), 1);
}

// A chain that holds is made by anybody; the seal is not.
void ForgedTest::aPlantedRunIsSaidToBeUnsealedAndOneThatWasCopiedOfAnotherFolderToo()
{
    FlowBench bench(few());
    QVERIFY2(bench.isReady(), qPrintable(bench.why()));
    bench.run();
    QCOMPARE(unsealedRuns(bench), 0);
    plant(bench, { { { QStringLiteral("event"), QStringLiteral("runStarted") },
                     { QStringLiteral("runId"), QStringLiteral("f0f0") },
                     { QStringLiteral("mode"), QStringLiteral("provision") } },
                   { { QStringLiteral("event"), QStringLiteral("runFinished") },
                     { QStringLiteral("isWhole"), true } } });
    QCOMPARE(unsealedRuns(bench), 1);
    const QString own = QFileInfo(bench.engine().journalFile()).absolutePath();
    copyFolder(own, own + QStringLiteral("-again"));
    QCOMPARE(unsealedRuns(bench), 2);
    // And what was sealed is not, once its record is another one.
    QFile record(own + QStringLiteral("/record.json"));
    QVERIFY(record.open(QIODevice::Append));
    record.write(" ");
    record.close();
    QCOMPARE(unsealedRuns(bench), 3);
}

BG_TEST(QCoreApplication, ForgedTest)
#include "tst_forged.moc"
