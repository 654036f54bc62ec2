// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/Stage.h"
#include "ui/PageFlow.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace bg;

// "An account was used", as a person walks it: each use is explained, and what follows is seen before it is done.
class SignInReviewPageTest : public QObject {
    Q_OBJECT

private:
    static QAbstractButton *next(Stage &stage) { return stage.window->wizard().button(QWizard::NextButton); }
    static void say(Stage &stage, const char *use, SignInReason reason, const QString &note = {})
    {
        auto *card = stage.find<QWidget>(use);
        auto *what = card->findChild<QComboBox *>(QStringLiteral("useReason"));
        what->setCurrentIndex(what->findData(int(reason)));
        Q_EMIT what->activated(what->currentIndex());
        if (!note.isEmpty())
            QTest::keyClicks(card->findChild<QLineEdit *>(QStringLiteral("useNote")), note);
    }
    static bool open(Stage &stage)
    {
        stage.model->choose(Mode::Incident);
        return stage.walkTo(PageId::Uses)
            && QTest::qWaitFor([&] { return stage.model->signIns().review().value && stage.model->tenant().value; }, 5000);
    }

private Q_SLOTS:
    void aUseThatARecordExplainsIsNotAsked()
    {
        Stage stage;
        QVERIFY(open(stage));
        QVERIFY(!stage.find<QWidget>("use-entry-3")->findChild<QComboBox *>(QStringLiteral("useReason")));
        QVERIFY(stage.find<QWidget>("use-entry-1")->findChild<QComboBox *>(QStringLiteral("useReason")));
        QCOMPARE(stage.model->desired().rotation.accounts, QList<int>());
    }

    void whatWasMisusedIsRenewedWhateverElseIsChosen()
    {
        Stage stage;
        QVERIFY(open(stage));
        auto *first = stage.find<QCheckBox>("renew-0");
        QVERIFY(first->isEnabled() && !first->isChecked());
        say(stage, "use-entry-1", SignInReason::Misuse);
        QVERIFY(first->isChecked() && !first->isEnabled());
        QCOMPARE(stage.model->desired().rotation.accounts, QList<int>{ 0 });
        QVERIFY(stage.model->desired().rotation.password);
        QVERIFY(next(stage)->isEnabled());
        stage.find<QCheckBox>("renew-1")->click();
        QCOMPARE(stage.model->desired().rotation.accounts, (QList<int>{ 0, 1 }));
    }

    void anEmergencyNeedsAReason()
    {
        Stage stage;
        QVERIFY(open(stage));
        say(stage, "use-entry-1", SignInReason::Emergency);
        QVERIFY(!next(stage)->isEnabled());
        say(stage, "use-entry-1", SignInReason::Emergency, QStringLiteral("INC-4711"));
        QVERIFY(next(stage)->isEnabled());
        QCOMPARE(stage.model->desired().signIns.signIns[0].note, QStringLiteral("INC-4711"));
        QCOMPARE(stage.model->desired().rotation.accounts, QList<int>()); // advised, not forced
    }

    void onlyKeysOfStrangersCanBeTakenAway()
    {
        Stage stage;
        QVERIFY(open(stage));
        stage.find<QCheckBox>("strange-method-1")->click();
        QVERIFY(stage.model->desired().signIns.methods[0].isToGo);
        QVERIFY(!stage.find<QCheckBox>("strange-method-2"));
    }

    void fromTheFirstLookToTheForm()
    {
        Stage stage;
        QVERIFY(open(stage));
        say(stage, "use-entry-1", SignInReason::Misuse);
        say(stage, "use-entry-2", SignInReason::Misuse);
        QVERIFY(stage.walkTo(PageId::Done));
        QCOMPARE(int(stage.services.runs), 1);
        QCOMPARE(stage.services.plannedFor.signIns.unexplained(), 0);
        QCOMPARE(stage.services.plannedFor.rotation.accounts, QList<int>{ 0 });
    }

    // In a run that was cut short: it stands, and can still be said otherwise.
    void whatWasSaidBeforeIsThereAgain()
    {
        Stage stage;
        stage.services.used.signIns[0].reason = SignInReason::Misuse;
        stage.services.used.signIns[0].note = QStringLiteral("INC-4712");
        stage.services.used.methods[0].isToGo = true;
        QVERIFY(open(stage));
        auto *card = stage.find<QWidget>("use-entry-1");
        QCOMPARE(card->findChild<QComboBox *>(QStringLiteral("useReason"))->currentData().toInt(),
                 int(SignInReason::Misuse));
        QCOMPARE(card->findChild<QLineEdit *>(QStringLiteral("useNote"))->text(), QStringLiteral("INC-4712"));
        QVERIFY(stage.find<QCheckBox>("strange-method-1")->isChecked());
        auto *first = stage.find<QCheckBox>("renew-0");
        QVERIFY(first->isChecked() && !first->isEnabled());
        QCOMPARE(stage.model->desired().rotation.accounts, QList<int>{ 0 });
        say(stage, "use-entry-1", SignInReason::Drill);
        QVERIFY(first->isEnabled());
    }

    void whatWasToBeRenewedIsStillToBeRenewedWhenItIsGoneOnWith()
    {
        Stage stage;
        UnfinishedRun run = ScriptedTenant::interrupted();
        run.mode = Mode::Incident;
        run.choices = stage.services.stands.recorded;
        run.choices->rotation = { { 1 }, true, false, true };
        stage.services.unfinishedRun = run;
        stage.model->choose(Mode::Incident);
        QVERIFY(stage.walkTo(PageId::TenantStatus));
        QVERIFY(QTest::qWaitFor([&] { return stage.model->resume().open() && stage.model->tenant().value; }, 5000));
        QVERIFY(QTest::qWaitFor([&] { return stage.model->tenantStatus().tenantStatus().value.has_value(); }, 5000));
        stage.find<QPushButton>("standingResumeGoOn")->click();
        QVERIFY(stage.walkTo(PageId::Uses));
        QVERIFY(
            QTest::qWaitFor([&] { return stage.model->signIns().review().value && stage.model->tenant().value; }, 5000));
        QCOMPARE(stage.model->desired().rotation, run.choices->rotation);
        QVERIFY(stage.find<QCheckBox>("renew-1")->isChecked() && stage.find<QCheckBox>("renewKeys")->isChecked());
        QVERIFY(!stage.find<QCheckBox>("renew-0")->isChecked());
    }

    void whereNobodyUsedThemThereIsNothingToGoOnWith()
    {
        Stage stage;
        stage.services.used = {};
        QVERIFY(open(stage));
        QVERIFY(!next(stage)->isEnabled());
    }

    void aLogThatCannotBeReadIsSaidAndReadAgain()
    {
        Stage stage;
        stage.services.usesError.emplace().kind = Error::Kind::Offline;
        stage.model->choose(Mode::Incident);
        QVERIFY(stage.walkTo(PageId::Uses));
        QVERIFY(QTest::qWaitFor([&] { return stage.model->signIns().review().error.has_value(); }, 5000));
        QVERIFY(!next(stage)->isEnabled());
        stage.services.usesError.reset();
        stage.model->signIns().read();
        QVERIFY(QTest::qWaitFor([&] { return stage.model->signIns().review().value.has_value(); }, 5000));
    }

    void theDoorStandsWhereTheAccountsStand()
    {
        Stage stage;
        stage.model->choose(Mode::Check);
        QVERIFY(stage.walkTo(PageId::TenantStatus));
        QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::TenantStatus); }, 5000));
        stage.find<QPushButton>("standing-misuse")->click();
        QCOMPARE(stage.model->mode(), Mode::Incident);
        QVERIFY(stage.walkTo(PageId::Uses));
        QCOMPARE(pageAfter(Mode::Incident, PageId::Findings), PageId::TenantStatus);
    }
};

BG_TEST(QApplication, SignInReviewPageTest)
#include "SignInReviewPageTest.moc"
