// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/Schedule.h"
#include "app/plan/TenantStatus.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

// What is due when, and what a set-up wanted, from the records that runs left.
class ScheduleTest : public QObject {
    Q_OBJECT

private:
    static RunRecord record(Mode mode, const QDate &day, const char *outcome = "done")
    {
        RunRecord made;
        made.mode = mode;
        made.outcome = QLatin1String(outcome);
        made.finished = QDateTime(day, QTime(9, 0), Qt::UTC);
        made.groupName = QStringLiteral("exclusions");
        RecordedAccount account;
        account.objectId = ObjectId(QStringLiteral("one"));
        account.userPrincipalName = QStringLiteral("harbour.north@contoso.onmicrosoft.com");
        account.displayName = QStringLiteral("Harbour North");
        account.keys = { {}, {}, {} };
        made.accounts = { account, account };
        return made;
    }
    static QDate dayOf(RecurringTask task, const QList<RunRecord> &records)
    {
        for (const DueDate &date : schedule(LastDone::of(records)))
            if (date.task == task)
                return date.day;
        return {};
    }

private Q_SLOTS:
    void drillAndRotationComeAsOftenAsTheSetUpWasTold()
    {
        const QDate setUp(2026, 1, 10), rotated(2026, 2, 1);
        RunRecord told = record(Mode::Provision, setUp);
        told.renewalIntervals = { 30, 180 };
        QCOMPARE(dayOf(RecurringTask::Drill, { told }), setUp.addDays(30));
        QCOMPARE(dayOf(RecurringTask::Rotation, { told }), setUp.addDays(180));
        QCOMPARE(dayOf(RecurringTask::Review, { told }), setUp.addDays(180));
        RunRecord again = record(Mode::Rotate, rotated);
        again.renewalIntervals = told.renewalIntervals;
        QCOMPARE(dayOf(RecurringTask::Rotation, { again, told }), rotated.addDays(180));
        // What cannot be chosen is not taken from a record that somebody wrote by hand.
        QCOMPARE(RenewalIntervals::fromJson({ { QStringLiteral("drillDays"), 4000 } }), RenewalIntervals());
        QCOMPARE(RenewalIntervals::fromJson(told.renewalIntervals.toJson()), told.renewalIntervals);
    }
    void everythingCountsFromTheSetUpUntilItIsDone()
    {
        const QDate setUp(2026, 1, 10);
        const QList<RunRecord> records{ record(Mode::Provision, setUp) };
        for (const RecurringTask task : recurringTasks())
            QCOMPARE(dayOf(task, records), setUp.addDays(daysBetween(task, RenewalIntervals())));
    }
    void whatWasDoneIsCountedAnew()
    {
        const QDate setUp(2026, 1, 10), later(2026, 3, 1);
        const QList<RunRecord> records{ record(Mode::Drill, later), record(Mode::Check, later),
                                        record(Mode::Rotate, later), record(Mode::Provision, setUp) };
        QCOMPARE(dayOf(RecurringTask::Drill, records), later.addDays(90));
        QCOMPARE(dayOf(RecurringTask::AlertTest, records), later.addDays(90));
        QCOMPARE(dayOf(RecurringTask::Check, records), later.addDays(90));
        QCOMPARE(dayOf(RecurringTask::Rotation, records), later.addDays(365));
        QCOMPARE(dayOf(RecurringTask::Review, records), setUp.addDays(180));
    }
    void peopleSayWhenTheyReviewedThePapersAndTestedTheAlerts()
    {
        const QDate setUp(2026, 1, 10), said(2026, 2, 20);
        RunRecord check = record(Mode::Check, QDate(2026, 3, 1));
        check.answers = { { QStringLiteral("papersReviewed"), Said::Yes, said },
                          { QStringLiteral("alertsTested"), Said::Yes, said } };
        const QList<RunRecord> records{ check, record(Mode::Provision, setUp) };
        QCOMPARE(dayOf(RecurringTask::Review, records), said.addDays(180));
        QCOMPARE(dayOf(RecurringTask::AlertTest, records), said.addDays(90));
        check.answers[0].said = Said::No;
        QCOMPARE(dayOf(RecurringTask::Review, { check, record(Mode::Provision, setUp) }), setUp.addDays(180));
    }
    void aRunThatFailedCountsForNothing()
    {
        QVERIFY(schedule(LastDone::of({ record(Mode::Provision, QDate(2026, 1, 10), "failed") })).isEmpty());
        QVERIFY(schedule(LastDone::of({ record(Mode::Check, QDate(2026, 1, 10)) })).isEmpty());
    }
    void theSetUpIsWantedAgainNotWhatACheckStillFound()
    {
        RunRecord check = record(Mode::Check, QDate(2026, 3, 1));
        check.accounts[0].objectId = {};
        const auto wanted = recordedState({ check, record(Mode::Provision, QDate(2026, 1, 10)) });
        QVERIFY(wanted);
        QCOMPARE(wanted->accounts.size(), 2);
        QCOMPARE(wanted->accounts[0].userName, QStringLiteral("harbour.north"));
        QCOMPARE(wanted->accounts[0].displayName, QStringLiteral("Harbour North"));
        QCOMPARE(wanted->accounts[0].adopted, ObjectId(QStringLiteral("one")));
        QCOMPARE(wanted->keysPerAccount, 3);
        QCOMPARE(wanted->exclusionGroup, QStringLiteral("exclusions"));
        QVERIFY(!recordedState({ check }));
    }
};

BG_TEST(QCoreApplication, ScheduleTest)
#include "ScheduleTest.moc"
