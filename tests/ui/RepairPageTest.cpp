// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Stage.h"
#include "ui/PageFlow.h"

#include <QCheckBox>
#include <QPushButton>
#include <QtTest>

using namespace bg;

// Somebody signed in as an emergency account, because a policy locks everybody else out.
class RepairPageTest : public QObject {
    Q_OBJECT

private:
    static QAbstractButton *next(Stage &stage) { return stage.window->wizard().button(QWizard::NextButton); }

private Q_SLOTS:
    void theTenantPageLeadsToTheRepairAndToNothingElse()
    {
        Stage stage;
        stage.doors.tenant = ScriptedDoors::lockedOut();
        QVERIFY(stage.walkTo(PageId::Tenant));
        QVERIFY(QTest::qWaitFor([&] { return stage.find<QPushButton>("repairPolicies") != nullptr; }, 5000));
        QVERIFY(!next(stage)->isEnabled());
        stage.find<QPushButton>("repairPolicies")->click();
        QCOMPARE(stage.model->mode(), Mode::Repair);
        QCOMPARE(stage.window->wizard().page(), PageId::Repair);
    }

    void whatIsChosenIsWhatIsPlanned()
    {
        Stage stage;
        stage.doors.tenant = ScriptedDoors::lockedOut();
        stage.model->choose(Mode::Repair);
        QVERIFY(stage.walkTo(PageId::Repair));
        QVERIFY(QTest::qWaitFor([&] { return stage.find<QCheckBox>("relieve-policy-666") != nullptr; }, 5000));
        QCOMPARE(stage.model->desired().accounts.size(), 1); // the one that is signed in; nothing is made anew
        QVERIFY(!next(stage)->isEnabled());
        stage.find<QCheckBox>("relieve-policy-666")->click();
        QCOMPARE(stage.model->desired().relief, QList<PolicyId>{ PolicyId(QStringLiteral("policy-666")) });
        QVERIFY(next(stage)->isEnabled());
        stage.find<QCheckBox>("relieve-policy-666")->click();
        QVERIFY(!next(stage)->isEnabled());
        stage.find<QCheckBox>("relieve-policy-666")->click();
        QVERIFY(stage.goOn());
        QVERIFY(QTest::qWaitFor([&] { return stage.model->plan().value.has_value(); }, 5000));
        QCOMPARE(stage.doors.plannedFor.relief.size(), 1);
        QVERIFY(!pagesOf(Mode::Repair).contains(PageId::Paper)); // no secret is made
    }
};

QTEST_MAIN(RepairPageTest)
#include "RepairPageTest.moc"
