// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/ConditionalAccess.h"
#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "app/graph/Users.h"
#include "app/practice/Directory.h"
#include "app/steps/accounts/FreshPassword.h"
#include "tests/flow/SafeWorld.h"
#include "tests/support/TestProgram.h"

#include <QDir>
#include <QJsonArray>
#include <QUuid>
#include <QTest>

using namespace bg;

// Somebody used an account: seen in the logs, explained or not, and answered.
class IncidentTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario small()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 2;
        return scenario;
    }
    // A set-up, and then a quiet day.
    static RunRecord settled(SafeWorld &world)
    {
        const RunRecord record = world.bench.run();
        world.bench.clock.advance(std::chrono::hours(24));
        return record;
    }
    static Result<std::unique_ptr<TokenSource>> breakIn(SafeWorld &world, const RecordedAccount &account)
    {
        auto tokens = world.signInAs(world.finder(account));
        world.bench.browser().seat({});
        return tokens;
    }
    // With these tokens: resets the password of a person, and registers a key of their own.
    static Result<void> wreak(SafeWorld &world, TokenSource &tokens, const RecordedAccount &account)
    {
        RequestPacing pacing(world.bench.clock);
        RequestCounter counter;
        GraphClient graph(world.bench.cloud(), tokens, world.bench.clock, pacing, counter);
        Users users(graph);
        ObjectId victim;
        world.bench.tenant.change([&](Directory &d) {
            for (const QJsonObject &user : d.users)
                if (user[QStringLiteral("id")].toString() != d.operatorId
                    && user[QStringLiteral("id")].toString() != account.objectId.value
                    && !d.isAdministrator(user[QStringLiteral("id")].toString()))
                    victim = ObjectId(user[QStringLiteral("id")].toString());
            Passkey key = d.passkeys[account.objectId.value].first();
            key.credentialId = QByteArray(32, 'x');
            key.method[QStringLiteral("id")]
                = QString::fromLatin1(key.credentialId.toBase64(QByteArray::Base64UrlEncoding));
            key.method[QStringLiteral("displayName")] = QStringLiteral("mine");
            d.passkeys[account.objectId.value].append(key);
        });
        const auto set = setFreshPassword(users, victim, PasswordForm::LongMixed, PasswordLife::Lasting, {});
        return set ? Result<void>() : fail(set.error());
    }
    static RunRecord answer(SafeWorld &world, const SignInReview &review, const QList<int> &accounts,
                            std::stop_token stop = {})
    {
        auto desired = *recordedState(world.bench.engine().records());
        desired.signIns = review;
        desired.rotation = { accounts, true, false, false };
        const TenantFacts facts = world.bench.preflight(desired);
        return world.bench.engine().run(Mode::Incident, desired, facts, world.bench.observer, stop);
    }
    static QStringList ids(const RunRecord &record)
    {
        QStringList open;
        for (const Finding &finding : record.findings)
            if (finding.isOpen())
                open.append(finding.id);
        return open;
    }
    static QStringList openAfterCheck(SafeWorld &world)
    {
        return ids(world.bench.engine().check({}, {}, world.bench.observer, {}));
    }

private Q_SLOTS:
    void everyUseIsSeenWithWhatWasDone();
    void aStrangerTenMinutesAfterTheSetUpIsReported();
    void whatNobodyCanSeeIsSaid();
    void anEmergencyIsExplainedAndChangesNothingUnasked();
    void whoeverCameInIsOutAndAFreshSheetOpensTheAccount();
    void aStrangeKeyGoesOnlyWhenItWasChosen();
    void aUseThatNobodyExplainedStaysAFinding();
    void nothingIsShutWhileOnlyThatAccountIsSignedIn();
    void theOtherAccountThatCannotServeIsTold();
    void whatWasSaidOutlivesAPowerCut();
};

void IncidentTest::everyUseIsSeenWithWhatWasDone()
{
    SafeWorld world(small());
    QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
    const RunRecord record = settled(world);
    const auto quiet = world.bench.engine().signIns({});
    QVERIFY(quiet);
    QVERIFY(quiet->signIns.isEmpty() && quiet->actions.isEmpty() && quiet->methods.isEmpty() && quiet->blind.isEmpty());

    const auto tokens = breakIn(world, record.accounts[0]);
    QVERIFY(tokens);
    QVERIFY(wreak(world, **tokens, record.accounts[0]));
    world.bench.tenant.change([&](Directory &d) {
        QJsonObject silent = d.signIns.first();
        silent[QStringLiteral("id")] = QStringLiteral("silent");
        silent[QStringLiteral("isInteractive")] = false;
        silent[QStringLiteral("signInEventTypes")] = QJsonArray{ QStringLiteral("nonInteractiveUser") };
        silent[QStringLiteral("location")] = QJsonObject{ { QStringLiteral("city"), QStringLiteral("Redmond") },
                                                          { QStringLiteral("countryOrRegion"), QStringLiteral("US") } };
        d.signIns.prepend(silent);
    });
    const int writes = world.bench.tenant.writes();
    const auto seen = world.bench.engine().signIns({});
    QVERIFY(seen);
    QCOMPARE(world.bench.tenant.writes(), writes);
    QCOMPARE(seen->signIns.size(), 2);
    QCOMPARE(seen->unexplained(), 2);
    const AccountSignIn &use = seen->signIns[0].isInteractive ? seen->signIns[0] : seen->signIns[1];
    const AccountSignIn &silent = seen->signIns[0].isInteractive ? seen->signIns[1] : seen->signIns[0];
    QCOMPARE(use.account, record.accounts[0].objectId);
    QCOMPARE(use.methods, QStringList{ QStringLiteral("Password") });
    QCOMPARE(use.ipAddress, QStringLiteral("127.0.0.1"));
    QVERIFY(use.gotIn() && !use.logEntry.isEmpty() && !use.correlationId.isEmpty() && use.when.isValid());
    QCOMPARE(silent.logEntry, QStringLiteral("silent"));
    QCOMPARE(silent.place, QStringLiteral("Redmond, US"));
    QCOMPARE(seen->actions.size(), 1);
    QCOMPARE(seen->actions[0].activity, QStringLiteral("Reset user password"));
    QVERIFY(seen->actions[0].targets.first().contains(QLatin1Char('@')));
    QCOMPARE(seen->methods.size(), 1);
    QCOMPARE(seen->methods[0].displayName, QStringLiteral("mine"));
    QVERIFY(openAfterCheck(world).contains(QStringLiteral("account.used"))); // the same reading
}

// Nobody proved a sign-in after it: whoever comes in then is none of us.
void IncidentTest::aStrangerTenMinutesAfterTheSetUpIsReported()
{
    SafeWorld world(small());
    QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
    const RunRecord record = world.bench.run();
    QVERIFY(!openAfterCheck(world).contains(QStringLiteral("account.used")));
    world.bench.clock.advance(std::chrono::minutes(10));
    QVERIFY(breakIn(world, record.accounts[0]));
    QVERIFY(openAfterCheck(world).contains(QStringLiteral("account.used")));
    const auto seen = world.bench.engine().signIns({});
    QVERIFY(seen);
    QCOMPARE(seen->unexplained(), 1);
}

void IncidentTest::whatNobodyCanSeeIsSaid()
{
    PracticeScenario scenario = *PracticeScenario::named(QStringLiteral("free"));
    const PracticeScenario quick = FlowBench::quick();
    scenario.latency = quick.latency;
    scenario.policyInterval = quick.policyInterval;
    scenario.setReplicationLag(std::chrono::milliseconds(0));
    SafeWorld world(scenario);
    QVERIFY2(world.bench.isReady(), qPrintable(world.bench.why()));
    world.bench.run();
    world.bench.clock.advance(std::chrono::hours(24 * 40));
    const auto seen = world.bench.engine().signIns({});
    QVERIFY2(seen, qPrintable(seen ? QString() : name(seen.error().kind)));
    QCOMPARE(seen->blind, (QStringList{ QStringLiteral("licence"), QStringLiteral("retention") }));
}

void IncidentTest::anEmergencyIsExplainedAndChangesNothingUnasked()
{
    SafeWorld world(small());
    const RunRecord record = settled(world);
    QVERIFY(breakIn(world, record.accounts[1]));
    auto review = world.bench.engine().signIns({});
    QVERIFY(review);
    QCOMPARE(review->signIns.size(), 1);
    review->signIns[0].reason = SignInReason::Emergency;
    review->signIns[0].note = QStringLiteral("INC-4711");
    QVERIFY(review->isSpent(record.accounts[1].objectId) && !review->isMisused(record.accounts[1].objectId));
    const int writes = world.bench.tenant.writes();
    const RunRecord kept = answer(world, *review, {});
    QCOMPARE(kept.outcome, QStringLiteral("done"));
    QCOMPARE(world.bench.tenant.writes(), writes);
    QCOMPARE(world.bench.human.asked(QStringLiteral("hand")).size(), 2); // of the set-up, and now
    QVERIFY(world.opensByPassword(record.accounts[1].userPrincipalName));
    world.bench.clock.advance(std::chrono::hours(2));
    world.bench.restart();
    const auto read = world.bench.engine().newestRecord();
    QVERIFY(read && read->signIns);
    QCOMPARE(read->signIns->signIns[0].note, QStringLiteral("INC-4711"));
    // It is explained once and for all; the trial of the sheet above is not.
    const auto later = world.bench.engine().signIns({});
    QVERIFY(later);
    for (const AccountSignIn &use : later->signIns)
        QCOMPARE(use.reason == SignInReason::Emergency, use.logEntry == review->signIns[0].logEntry);
}

void IncidentTest::whoeverCameInIsOutAndAFreshSheetOpensTheAccount()
{
    SafeWorld world(small());
    const RunRecord record = settled(world);
    const auto tokens = breakIn(world, record.accounts[0]);
    QVERIFY(tokens);
    QVERIFY(wreak(world, **tokens, record.accounts[0]));
    world.bench.clock.advance(std::chrono::seconds(30));
    auto review = world.bench.engine().signIns({});
    QVERIFY(review);
    for (AccountSignIn &use : review->signIns)
        use.reason = SignInReason::Misuse;
    const QByteArray stolen = world.finder(record.accounts[0]).password;
    const QByteArray others = world.finder(record.accounts[1]).password;

    // The first write of all shuts the account.
    const int before = int(world.bench.tenant.exchanges().size());
    const RunRecord done = answer(world, *review, { 0 });
    QVERIFY2(done.failure.isEmpty(), qPrintable(done.failure));
    QStringList written;
    const QList<Exchange> exchanges = world.bench.tenant.exchanges();
    for (const Exchange &exchange : exchanges.mid(before))
        if (exchange.isWrite() && !exchange.version.isEmpty()) {
            written.append(exchange.operation);
            QVERIFY2(exchange.path.contains(record.accounts[0].objectId.value), qPrintable(exchange.path));
        }
    QCOMPARE(written.mid(0, 2),
             (QStringList{ QStringLiteral("users.update"), QStringLiteral("users.revokeSignInSessions") }));

    Visitor thief;
    thief.declines = true; // the browser asks again, and the old password is no use
    world.bench.browser().seat(thief);
    QVERIFY(!wreak(world, **tokens, record.accounts[0]).has_value()); // the thief's session is over
    QVERIFY(world.finder(record.accounts[0]).password != stolen);
    world.bench.tenant.change([&](Directory &d) {
        QVERIFY(!d.isPassword(record.accounts[0].objectId.value, stolen));
        QVERIFY(d.isPassword(record.accounts[0].objectId.value, world.finder(record.accounts[0]).password));
        QVERIFY(d.isPassword(record.accounts[1].objectId.value, others));
    });
    QCOMPARE(done.sheets.size(), 1);
    QVERIFY(!done.sheets[0].replaces.isEmpty());
    QVERIFY(done.signIns && done.signIns->actions.size() == 1 && done.signIns->signIns[0].reason == SignInReason::Misuse);
    QVERIFY(ids(done).contains(QStringLiteral("uses.misuse"))); // how the places are guarded is for people to look at
    world.bench.clock.advance(std::chrono::hours(3));
    QVERIFY(!openAfterCheck(world).contains(QStringLiteral("account.used")));
}

void IncidentTest::aStrangeKeyGoesOnlyWhenItWasChosen()
{
    SafeWorld world(small());
    const RunRecord record = settled(world);
    const auto tokens = breakIn(world, record.accounts[0]);
    QVERIFY(tokens && wreak(world, **tokens, record.accounts[0]));
    auto review = world.bench.engine().signIns({});
    QVERIFY(review && review->methods.size() == 1);
    for (AccountSignIn &use : review->signIns)
        use.reason = SignInReason::Misuse;
    const auto keysLeft = [&] {
        qsizetype count = 0;
        world.bench.tenant.change([&](Directory &d) { count = d.passkeys[record.accounts[0].objectId.value].size(); });
        return count;
    };
    const RunRecord kept = answer(world, *review, { 0 });
    QCOMPARE(keysLeft(), 3);
    QVERIFY(ids(kept).contains(QStringLiteral("strangeMethods.left")));
    // One of ours is never taken, whatever the choice says.
    review->methods.append(review->methods[0]);
    review->methods[1].id = record.accounts[0].keys[0].methodId;
    review->methods[0].isToGo = review->methods[1].isToGo = true;
    const RunRecord gone = answer(world, *review, { 0 });
    QCOMPARE(keysLeft(), 2);
    QVERIFY(!ids(gone).contains(QStringLiteral("strangeMethods.left")));
    QVERIFY(world.opensByKey(record.accounts[0].objectId, record.accounts[0].userPrincipalName));
}

void IncidentTest::aUseThatNobodyExplainedStaysAFinding()
{
    SafeWorld world(small());
    const RunRecord record = settled(world);
    QVERIFY(breakIn(world, record.accounts[0]));
    const auto review = world.bench.engine().signIns({});
    QVERIFY(review);
    const RunRecord kept = answer(world, *review, {});
    QVERIFY(ids(kept).contains(QStringLiteral("uses.unexplained")));
    QVERIFY(openAfterCheck(world).contains(QStringLiteral("account.used")));
}

void IncidentTest::nothingIsShutWhileOnlyThatAccountIsSignedIn()
{
    SafeWorld world(small());
    const RunRecord record = settled(world);
    auto tokens = breakIn(world, record.accounts[0]);
    QVERIFY(tokens);
    Engine asAccount(EngineParts{ world.bench.cloud(), tokens->get(), &world.bench.clock, &world.bench.keys(),
                                  &world.bench.human, world.bench.state.path() + QStringLiteral("/state") });
    auto desired = *recordedState(asAccount.records());
    desired.rotation = { { 0 }, true, false, false };
    const auto facts = asAccount.preflight(desired, [](const Finding &) {}, {});
    QVERIFY(facts);
    const int writes = world.bench.tenant.writes();
    const RunRecord kept = asAccount.run(Mode::Incident, desired, *facts, world.bench.observer, {});
    QVERIFY(kept.outcome == QLatin1String("failed"));
    QVERIFY2(kept.failure.contains(QStringLiteral("wrongPerson"), Qt::CaseInsensitive), qPrintable(kept.failure));
    QCOMPARE(world.bench.tenant.writes(), writes);
}

void IncidentTest::theOtherAccountThatCannotServeIsTold()
{
    SafeWorld world(small());
    const RunRecord record = settled(world);
    QVERIFY(breakIn(world, record.accounts[0]));
    world.bench.tenant.change(
        [&](Directory &d) { d.users[record.accounts[1].objectId.value][QStringLiteral("accountEnabled")] = false; });
    auto review = world.bench.engine().signIns({});
    QVERIFY(review);
    for (AccountSignIn &use : review->signIns)
        use.reason = SignInReason::Misuse;
    const RunRecord done = answer(world, *review, { 0 });
    QVERIFY2(done.failure.isEmpty(), qPrintable(done.failure));
    QVERIFY(ids(done).contains(QStringLiteral("others.closed")));
    QCOMPARE(done.sheets.size(), 1); // the one that was misused is shut all the same
}

// It goes at the first write, long before the uses are kept at the end.
void IncidentTest::whatWasSaidOutlivesAPowerCut()
{
    SafeWorld world(small());
    const RunRecord record = settled(world);
    const ObjectId account = record.accounts[0].objectId;
    const auto tokens = breakIn(world, record.accounts[0]);
    QVERIFY(tokens && wreak(world, **tokens, record.accounts[0]));
    auto review = world.bench.engine().signIns({});
    QVERIFY(review && review->signIns.size() == 1 && review->methods.size() == 1);
    review->signIns[0].reason = SignInReason::Misuse;
    review->signIns[0].note = QStringLiteral("INC-4712");
    review->methods[0].isToGo = true;
    const QString state = world.bench.state.path() + QStringLiteral("/state");
    QTemporaryDir disk; // as it was when the power went
    std::stop_source power;
    world.bench.tenant.setFaults([&](int, const QByteArray &method, const QString &path) {
        if (method == "GET" || !path.contains(QLatin1String("/users/")))
            return Fault::None;
        if (!power.stop_requested())
            copyFolder(state, disk.path());
        power.request_stop();
        return Fault::DropBefore;
    });
    (void)answer(world, *review, { 0 }, power.get_token());
    world.bench.tenant.setFaults({});
    QVERIFY(power.stop_requested());
    QVERIFY(QDir(state).removeRecursively());
    copyFolder(disk.path(), state);
    world.bench.restart();

    const auto left = world.bench.engine().unfinished();
    QVERIFY(left && left->mode == Mode::Incident);
    QCOMPARE(world.bench.engine().newestRecord()->mode, Mode::Provision); // that run left no record
    const auto again = world.bench.engine().signIns({});
    QVERIFY(again && again->signIns.size() == 1);
    QCOMPARE(again->signIns[0].reason, SignInReason::Misuse);
    QCOMPARE(again->signIns[0].note, QStringLiteral("INC-4712"));
    QVERIFY(again->isMisused(account)); // and is still to be renewed
    QVERIFY(again->methods[0].isToGo);
    QVERIFY(openAfterCheck(world).contains(QStringLiteral("account.used")));

    const RunRecord done = answer(world, *again, { 0 });
    QVERIFY2(done.failure.isEmpty(), qPrintable(done.failure));
    QVERIFY(!openAfterCheck(world).contains(QStringLiteral("account.used")));
    const auto later = world.bench.engine().signIns({});
    QVERIFY(later);
    QCOMPARE(later->signIns[0].explainedBy, done.runId);
    QVERIFY(later->methods.isEmpty());
}

BG_TEST(QCoreApplication, IncidentTest)
#include "tst_incident.moc"
