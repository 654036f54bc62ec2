// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/SignInAttribution.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

// Which sign-ins of an emergency account the records explain, hour by hour.
class SignInAttributionTest : public QObject {
    Q_OBJECT

private:
    static QDateTime hour(int hours, int minutes = 0)
    {
        return QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC).addSecs(hours * 3600 + minutes * 60);
    }
    static RunRecord record(Mode mode, const QDateTime &finished)
    {
        RunRecord made;
        made.runId = name(mode);
        made.mode = mode;
        made.started = finished.addSecs(-900);
        made.finished = finished;
        made.outcome = QStringLiteral("done");
        return made;
    }
    static RunRecord drillOfA(const QDateTime &begun, const QDateTime &finished)
    {
        RunRecord made = record(Mode::Drill, finished);
        made.drill = DrillRecord();
        made.drill->account = ObjectId(QStringLiteral("a"));
        made.drill->begun = begun;
        return made;
    }
    static SignInProof proofOfA(const QDateTime &begun, const QDateTime &ended)
    {
        SignInProof made;
        made.account = ObjectId(QStringLiteral("a"));
        made.client = QStringLiteral("tools");
        made.begun = begun;
        made.ended = ended;
        made.runId = QStringLiteral("provision");
        return made;
    }
    static AccountSignIn use(const QString &account, const QDateTime &when, const QString &entry = QStringLiteral("e"))
    {
        AccountSignIn seen;
        seen.account = ObjectId(account);
        seen.when = when;
        seen.logEntry = entry;
        return seen;
    }

private Q_SLOTS:
    void everyUseIsWhatTheRecordsSay_data()
    {
        QTest::addColumn<QString>("account");
        QTest::addColumn<QDateTime>("when");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("explainedBy");
        QTest::addColumn<QString>("application");
        const auto row = [](const char *name, const char *account, const QDateTime &when, const char *reason,
                            const char *by, const char *application = "tools") {
            QTest::newRow(name) << QString::fromLatin1(account) << when << QString::fromLatin1(reason)
                                << QString::fromLatin1(by) << QString::fromLatin1(application);
        };
        row("proof after the set-up", "a", hour(0, 10), "ours", "provision");
        row("proof, and the clocks differ", "a", hour(0, 5), "ours", "provision");
        row("the other account while that proof goes on", "b", hour(0, 10), "unexplained", "");
        row("the same account before its proof", "a", hour(0, 2), "unexplained", "");
        row("the same account ten minutes after its proof", "a", hour(0, 22), "unexplained", "");
        row("the proven account in another application", "a", hour(0, 10), "unexplained", "", "portal");
        row("proof, and the log does not tell the application", "a", hour(0, 10), "ours", "provision", "");
        row("in the middle of a day", "a", hour(30), "unexplained", "");
        row("drill of that account", "a", hour(48, 5), "drill", "drill");
        row("drill, and the clocks differ", "a", hour(48, -4), "drill", "drill");
        row("the other account while the drill goes on", "b", hour(48, 5), "unexplained", "");
        row("the same account an hour after its drill", "a", hour(49, 30), "unexplained", "");
        row("within the hour after a rotation", "a", hour(72, 30), "unexplained", "");
        row("after a rotation that failed", "a", hour(96, 30), "unexplained", "");
        row("after a check", "a", hour(120, 5), "unexplained", "");
    }

    void everyUseIsWhatTheRecordsSay()
    {
        QFETCH(QString, account);
        QFETCH(QDateTime, when);
        QFETCH(QString, reason);
        QFETCH(QString, explainedBy);
        QFETCH(QString, application);
        RunRecord failed = record(Mode::Rotate, hour(96));
        failed.outcome = QStringLiteral("failed");
        const auto explained
            = SignInAttribution::by({ record(Mode::Check, hour(120)), failed, record(Mode::Rotate, hour(72)),
                                  drillOfA(hour(48), hour(48, 20)), record(Mode::Provision, hour(0)) },
                                { proofOfA(hour(0, 9), hour(0, 11)) }, {});
        AccountSignIn asked = use(account, when);
        asked.applicationId = application;
        const AccountSignIn seen = explained.explained(asked);
        QCOMPARE(name(seen.reason), reason);
        QCOMPARE(seen.explainedBy, explainedBy);
    }

    void theLogIsReadFromTheNewestDrillOfThatVeryAccount()
    {
        const QList<RunRecord> records{ drillOfA(hour(48), hour(48, 20)), record(Mode::Provision, hour(10)),
                                        record(Mode::Provision, hour(0)) };
        const auto explained = SignInAttribution::by(records, {}, {});
        QCOMPARE(explained.since(ObjectId(QStringLiteral("a"))), hour(48, -5));
        QCOMPARE(explained.since(ObjectId(QStringLiteral("b"))), hour(0)); // a set-up that repairs explains nothing
        QVERIFY(!SignInAttribution::by({}, {}, {}).since(ObjectId(QStringLiteral("a"))).isValid());
    }
    void aRotationHidesNoUseOfBefore()
    {
        const auto explained
            = SignInAttribution::by({ record(Mode::Rotate, hour(72)), record(Mode::Provision, hour(0)) }, {}, {});
        QCOMPARE(explained.since(ObjectId(QStringLiteral("a"))), hour(0));
    }

    void whatSomebodySaidOfAUseStandsAlsoWhenThatRunWasCutShort()
    {
        RunRecord said = record(Mode::Incident, hour(50));
        said.outcome = QStringLiteral("cancelled");
        said.signIns = SignInReview();
        said.signIns->signIns
            = { use(QStringLiteral("a"), hour(30)), use(QStringLiteral("a"), hour(31), QStringLiteral("f")) };
        said.signIns->signIns[0].reason = SignInReason::Emergency;
        said.signIns->signIns[0].note = QStringLiteral("INC-4711");
        const auto explained = SignInAttribution::by({ said, record(Mode::Provision, hour(0)) }, {}, {});
        const AccountSignIn known = explained.explained(use(QStringLiteral("a"), hour(30)));
        QCOMPARE(known.reason, SignInReason::Emergency);
        QCOMPARE(known.note, QStringLiteral("INC-4711"));
        QCOMPARE(known.explainedBy, QString()); // no run came to its end with it
        QCOMPARE(explained.explained(use(QStringLiteral("a"), hour(31), QStringLiteral("f"))).reason,
                 SignInReason::Unexplained);
        // Who comes in right after an answer to a misuse is not taken for us.
        said.outcome = QStringLiteral("done");
        const auto answered = SignInAttribution::by({ said, record(Mode::Provision, hour(0)) }, {}, {});
        QCOMPARE(answered.explained(use(QStringLiteral("a"), hour(50, 10), QStringLiteral("g"))).reason,
                 SignInReason::Unexplained);
        QCOMPARE(answered.explained(use(QStringLiteral("a"), hour(30))).explainedBy, said.runId);
    }

    void aMisuseStaysOpenUntilARunHasAnsweredIt()
    {
        RecordedAttributions said{ QStringLiteral("cut"), hour(50), {}, false };
        said.review.signIns = { use(QStringLiteral("a"), hour(30)) };
        said.review.signIns[0].reason = SignInReason::Misuse;
        said.review.methods = { { ObjectId(QStringLiteral("a")),
                                  QStringLiteral("m"),
                                  QStringLiteral("fido2AuthenticationMethod"),
                                  {},
                                  {},
                                  true } };
        const QList<RunRecord> setUp{ record(Mode::Provision, hour(0)) };
        const auto cut = SignInAttribution::by(setUp, {}, { said });
        const AccountSignIn known = cut.explained(use(QStringLiteral("a"), hour(30)));
        QCOMPARE(known.reason, SignInReason::Misuse);
        QVERIFY(known.isOpen());
        QVERIFY(cut.isToGo(said.review.methods[0]));
        // The run after it was whole.
        RunRecord answer = record(Mode::Incident, hour(52));
        answer.signIns = said.review;
        const auto answered = SignInAttribution::by(QList<RunRecord>{ answer } + setUp, {}, { said });
        QVERIFY(!answered.explained(use(QStringLiteral("a"), hour(30))).isOpen());
        QVERIFY(!answered.isToGo(said.review.methods[0]));
    }

    void whatWasSaidLastStands()
    {
        RecordedAttributions first{ QStringLiteral("first"), hour(50), {}, false };
        first.review.signIns = { use(QStringLiteral("a"), hour(30)) };
        first.review.signIns[0].reason = SignInReason::Misuse;
        RecordedAttributions second{ QStringLiteral("second"), hour(51), first.review, false };
        second.review.signIns[0].reason = SignInReason::Drill;
        const auto reason = [&](const QList<RecordedAttributions> &said) {
            return SignInAttribution::by({ record(Mode::Provision, hour(0)) }, {}, said)
                .explained(use(QStringLiteral("a"), hour(30)))
                .reason;
        };
        QCOMPARE(reason({ first, second }), SignInReason::Drill);
        second.review.signIns[0].reason = SignInReason::Unexplained; // it was taken back
        QCOMPARE(reason({ first, second }), SignInReason::Unexplained);
    }

    void aReviewComesBackFromItsRecord()
    {
        SignInReview review;
        review.since = hour(0);
        review.until = hour(50);
        review.signIns = { use(QStringLiteral("a"), hour(30)) };
        review.signIns[0].methods = { QStringLiteral("Password") };
        review.signIns[0].place = QStringLiteral("Redmond, US");
        review.signIns[0].errorCode = 50126;
        review.signIns[0].reason = SignInReason::Misuse;
        review.actions = { { QStringLiteral("d"),
                           ObjectId(QStringLiteral("a")),
                           hour(31),
                           QStringLiteral("Add user"),
                           QStringLiteral("UserManagement"),
                           QStringLiteral("success"),
                           { QStringLiteral("x") } } };
        review.methods = { { ObjectId(QStringLiteral("a")), QStringLiteral("m"),
                             QStringLiteral("fido2AuthenticationMethod"), QStringLiteral("mine"), hour(32), true } };
        review.blind = { QStringLiteral("retention") };
        QCOMPARE(SignInReview::fromJson(review.toJson()), review);
        QVERIFY(review.isMisused(ObjectId(QStringLiteral("a"))));
        QVERIFY(!review.isMisused(ObjectId(QStringLiteral("b"))));
        QCOMPARE(review.unexplained(), 0);
        SignInReview again = review;
        again.signIns[0].reason = SignInReason::Unexplained;
        again.methods[0].isToGo = false;
        again.takeOver(review);
        QCOMPARE(again, review);
    }
};

BG_TEST(QCoreApplication, SignInAttributionTest)
#include "SignInAttributionTest.moc"
