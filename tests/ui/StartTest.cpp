// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/Stage.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace bg;

// Nothing is started that was not seen.
class StartTest : public QObject {
    Q_OBJECT

private:
    static QAbstractButton *button(Stage &stage, QWizard::WizardButton which)
    {
        return stage.window->wizard().button(which);
    }
    static QRect inWindow(Stage &stage, QAbstractButton *shown)
    {
        return { shown->mapTo(stage.window.get(), QPoint()), shown->size() };
    }
    static bool walkToReadyReview(Stage &stage)
    {
        return stage.walkTo(PageId::Review)
            && QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::Review); });
    }

private Q_SLOTS:
    void startWorksOnceTheListIsSaidToBeRead();
    void anotherListIsReadAnew();
    void startIsNeverTheDefault();
    void startDoesNotStandWhereNextStood();
    void doubleClickOnNextDoesNotReachThePageAfter();
    void whatWasPressedBeforeThePageWasSeenIsDropped();
    void enterOnExportStartsNothing();
};

void StartTest::startWorksOnceTheListIsSaidToBeRead()
{
    Stage stage;
    QVERIFY(walkToReadyReview(stage));
    QVERIFY(!button(stage, QWizard::CommitButton)->isEnabled());
    stage.find<QCheckBox>("haveRead")->click();
    QVERIFY(button(stage, QWizard::CommitButton)->isEnabled());
}

void StartTest::anotherListIsReadAnew()
{
    Stage stage;
    QVERIFY(walkToReadyReview(stage));
    stage.find<QCheckBox>("haveRead")->click();
    DesiredState desired = stage.model->desired();
    desired.keysPerAccount = 3;
    stage.model->setDesired(desired);
    QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::Review); }));
    QVERIFY(!stage.find<QCheckBox>("haveRead")->isChecked());
    QVERIFY(!button(stage, QWizard::CommitButton)->isEnabled());
}

void StartTest::startIsNeverTheDefault()
{
    Stage stage;
    QVERIFY(walkToReadyReview(stage));
    stage.find<QCheckBox>("haveRead")->click();
    auto *start = qobject_cast<QPushButton *>(button(stage, QWizard::CommitButton));
    QVERIFY(!start->isDefault());
    QVERIFY(!start->hasFocus());
    QTest::keyClick(stage.find<QLineEdit>("search"), Qt::Key_Return);
    QTest::keyClick(&stage.window->wizard(), Qt::Key_Return);
    QCOMPARE(stage.window->wizard().page(), PageId::Review);
}

void StartTest::startDoesNotStandWhereNextStood()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Alerts));
    const QRect next = inWindow(stage, button(stage, QWizard::NextButton));
    QVERIFY(walkToReadyReview(stage));
    QVERIFY(QTest::qWaitFor([&] { return !next.intersects(inWindow(stage, button(stage, QWizard::CommitButton))); }));
}

void StartTest::doubleClickOnNextDoesNotReachThePageAfter()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Keys));
    QAbstractButton *next = button(stage, QWizard::NextButton);
    QTest::mouseClick(next, Qt::LeftButton);
    QCOMPARE(stage.window->wizard().page(), PageId::Places);
    QVERIFY(QTest::qWaitFor([&] { return stage.window->wizard().isLive(); }));
    QTest::mouseDClick(next, Qt::LeftButton); // the second press alone
    QCOMPARE(stage.window->wizard().page(), PageId::Places);
    QTest::mouseClick(next, Qt::LeftButton);
    QCOMPARE(stage.window->wizard().page(), PageId::Alerts);
}

void StartTest::whatWasPressedBeforeThePageWasSeenIsDropped()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Keys));
    QAbstractButton *next = button(stage, QWizard::NextButton);
    next->click();
    QCOMPARE(stage.window->wizard().page(), PageId::Places);
    QTest::mouseClick(next, Qt::LeftButton);
    next->setFocus();
    QTest::keyClick(next, Qt::Key_Return);
    QTest::keyClick(next, Qt::Key_Space);
    QCOMPARE(stage.window->wizard().page(), PageId::Places);
    QVERIFY(QTest::qWaitFor([&] { return stage.window->wizard().isLive(); }));
    QTest::keyClick(next, Qt::Key_Return);
    QCOMPARE(stage.window->wizard().page(), PageId::Alerts);
}

void StartTest::enterOnExportStartsNothing()
{
    Stage stage;
    QVERIFY(walkToReadyReview(stage));
    stage.find<QCheckBox>("haveRead")->click();
    auto *exporting = stage.find<QPushButton>("exportPlan");
    exporting->setFocus();
    QSignalSpy pressed(exporting, &QPushButton::clicked);
    QTest::keyClick(exporting, Qt::Key_Return);
    QCOMPARE(pressed.size(), 1);
    QCOMPARE(stage.window->wizard().page(), PageId::Review);
    QCOMPARE(stage.services.runs.load(), 0);
}

BG_TEST(QApplication, StartTest)
#include "StartTest.moc"
