// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/Stage.h"
#include "ui/pages/PaperPage.h"
#include "ui/words/DrillText.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace bg;

// Rotation and drill as a person walks them: by buttons and boxes, with scripted services behind the window.
class RotateDrillTest : public QObject {
    Q_OBJECT

private:
    static QAbstractButton *next(Stage &stage) { return stage.window->wizard().button(QWizard::NextButton); }

private Q_SLOTS:
    void nothingChosenIsNoRotation()
    {
        Stage stage;
        stage.model->choose(Mode::Rotate);
        QVERIFY(stage.walkTo(PageId::Rotate));
        QVERIFY(next(stage)->isEnabled());
        stage.find<QCheckBox>("rotatePassword")->click();
        QVERIFY(!stage.model->desired().rotation.password);
        QVERIFY(!next(stage)->isEnabled());
        stage.find<QCheckBox>("rotateKeys")->click();
        QVERIFY(next(stage)->isEnabled());
        // New keys have new PINs anyway.
        QVERIFY(!stage.find<QCheckBox>("rotatePins")->isEnabled());
        QVERIFY(stage.find<QCheckBox>("rotatePins")->isChecked());
        stage.find<QCheckBox>("rotateAccount-0")->click();
        QCOMPARE(stage.model->desired().rotation.accounts, QList<int>{ 1 });
        stage.find<QCheckBox>("rotateAccount-1")->click();
        QVERIFY(!next(stage)->isEnabled());
    }

    void backKeepsWhatWasChosen()
    {
        Stage stage;
        stage.model->choose(Mode::Rotate);
        QVERIFY(stage.walkTo(PageId::Rotate));
        stage.find<QCheckBox>("rotateKeys")->click();
        stage.window->wizard().back();
        QCOMPARE(stage.window->wizard().page(), PageId::TenantStatus);
        QVERIFY(stage.walkTo(PageId::Rotate));
        QVERIFY(stage.find<QCheckBox>("rotateKeys")->isChecked());
    }

    void aDrillFromTheFirstCallToTheRecord()
    {
        Stage stage;
        stage.model->choose(Mode::Drill);
        QVERIFY(stage.walkTo(PageId::Drill));
        QVERIFY(!next(stage)->isEnabled());
        stage.services.drillTime = stage.clock.utcNow();
        SignInEntry entry;
        entry.id = QStringLiteral("log-1");
        entry.methods = { QStringLiteral("FIDO2 security key") };
        entry.conditionalAccessStatus = QStringLiteral("notApplied");
        stage.services.traced = entry;
        stage.find<QPushButton>("beginDrill")->click();
        stage.find<QPushButton>("drillSignIn")->click();
        QVERIFY(QTest::qWaitFor([&] { return stage.model->drill().stage() == DrillModel::Stage::Alert; }));
        QVERIFY(QTest::qWaitFor([&] { return !stage.model->drill().trace().isRunning; }));
        stage.clock.advance(std::chrono::seconds(75));
        stage.find<QPushButton>("alertCame")->click();
        stage.find<QLineEdit>("drillWitness")->setText(QStringLiteral("the second person"));
        auto *seal = stage.find<QComboBox>("drillSeal");
        seal->setCurrentIndex(seal->findData(false));
        stage.find<QPlainTextEdit>("drillProblems")->setPlainText(QStringLiteral("the safe stuck"));
        stage.find<QPushButton>("keepDrill")->click();
        QVERIFY(QTest::qWaitFor([&] { return next(stage)->isEnabled(); }));
        const auto &kept = stage.services.kept;
        QVERIFY(kept && kept->isPassed());
        QCOMPARE(kept->untilAlert()->count(), 75);
        QCOMPARE(kept->logMethod, QStringLiteral("FIDO2 security key"));
        QCOMPARE(kept->wasSealIntact, std::optional(false));
        QCOMPARE(kept->account, stage.services.stands.accounts[0].id);
        const QString line = stage.find<QLabel>("accessLine")->text();
        QVERIFY2(line.contains(QLatin1String("1 min 15 s")) && line.contains(QLatin1String("the safe stuck")),
                 qPrintable(line));
        QVERIFY(stage.walkTo(PageId::Paper));
        const SheetWorkflow &workflow = stage.window->wizard().paper().workflow();
        QVERIFY(QTest::qWaitFor([&] { return workflow.sheetPage() != nullptr; }));
        QCOMPARE(workflow.count(), 1);
        QVERIFY(workflow.sheetPage()->kind() == SheetKind::Slip && !workflow.sheetPage()->isSecret());
        QVERIFY(stage.find<QPushButton>("putAway")->isEnabled()); // it may be written by hand
        QVERIFY(!next(stage)->isEnabled());
        QVERIFY(stage.handleSheet()); // or printed, as every sheet
        QVERIFY(QTest::qWaitFor([&] { return next(stage)->isEnabled(); }));
        QVERIFY(stage.walkTo(PageId::Done));
    }

    void aBlindDrillOnlyTimes()
    {
        Stage stage;
        stage.model->choose(Mode::Drill);
        QVERIFY(stage.walkTo(PageId::Drill));
        stage.services.drillError.emplace().kind = Error::Kind::Internal; // nobody may ask for it
        stage.find<QCheckBox>("blind")->click();
        stage.find<QPushButton>("beginDrill")->click();
        stage.find<QPushButton>("drillSignIn")->click();
        QCOMPARE(stage.model->drill().stage(), DrillModel::Stage::Alert);
        stage.find<QPushButton>("noAlert")->click();
        stage.find<QPushButton>("keepDrill")->click();
        QVERIFY(QTest::qWaitFor([&] { return stage.services.kept.has_value(); }));
        QVERIFY(stage.services.kept->isBlind && !stage.services.kept->isPassed());
    }

    void aSignInThatFailedIsSaidAndTriedAgain()
    {
        Stage stage;
        stage.model->choose(Mode::Drill);
        QVERIFY(stage.walkTo(PageId::Drill));
        stage.services.drillError.emplace().kind = Error::Kind::WrongPerson;
        stage.find<QPushButton>("beginDrill")->click();
        stage.find<QPushButton>("drillSignIn")->click();
        QVERIFY(QTest::qWaitFor([&] { return stage.model->drill().proof().error.has_value(); }));
        QCOMPARE(stage.model->drill().stage(), DrillModel::Stage::SignIn);
        stage.services.drillError.reset();
        stage.services.drillTime = stage.clock.utcNow();
        stage.find<QPushButton>("drillSignIn")->click();
        QVERIFY(QTest::qWaitFor([&] { return stage.model->drill().stage() == DrillModel::Stage::Alert; }));
    }
};

BG_TEST(QApplication, RotateDrillTest)
#include "RotateDrillTest.moc"
