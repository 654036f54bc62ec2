// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Stage.h"
#include "ui/PageFlow.h"

#include <QCheckBox>
#include <QLabel>
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

    void aPolicyIsEitherRelievedOrPutBackToWhatItWas()
    {
        Stage stage;
        stage.doors.tenant = ScriptedDoors::lockedOut();
        stage.model->choose(Mode::Repair);
        QVERIFY(stage.walkTo(PageId::Repair));
        QVERIFY(QTest::qWaitFor([&] { return stage.find<QCheckBox>("restore-policy-666-0") != nullptr; }, 5000));
        auto *before = stage.find<QCheckBox>("restore-policy-666-0");
        QVERIFY(before->text().contains(QStringLiteral("policies@contoso.onmicrosoft.com")));
        QVERIFY(before->accessibleName().contains(QStringLiteral("CA666: block all")));
        QVERIFY(before->accessibleDescription().contains(QStringLiteral("Controls: block → mfa")));
        stage.find<QCheckBox>("relieve-policy-666")->click();
        before->click();
        QVERIFY(stage.model->desired().relief.isEmpty());
        QCOMPARE(stage.model->desired().restored, stage.doors.past.policies);
        QVERIFY(!stage.find<QCheckBox>("relieve-policy-666")->isChecked());
        QVERIFY(next(stage)->isEnabled());
        stage.find<QCheckBox>("relieve-policy-666")->click();
        QVERIFY(stage.model->desired().restored.isEmpty());
        QVERIFY(!before->isChecked());
        before->click();
        before->click();
        QVERIFY(!next(stage)->isEnabled());
    }

    void aLogThatCannotBeReadIsToldAndHoldsNothingUp()
    {
        Stage stage;
        stage.doors.tenant = ScriptedDoors::lockedOut();
        stage.doors.past = { {}, false };
        stage.model->choose(Mode::Repair);
        QVERIFY(stage.walkTo(PageId::Repair));
        QVERIFY(QTest::qWaitFor([&] { return stage.model->policyPast().past().value.has_value(); }, 5000));
        const auto texts = stage.window->findChildren<QLabel *>();
        QVERIFY(std::any_of(texts.begin(), texts.end(), [](const QLabel *one) {
            return one->isVisible() && one->text().contains(QStringLiteral("audit log could not be read"));
        }));
        stage.find<QCheckBox>("relieve-policy-666")->click();
        QVERIFY(next(stage)->isEnabled());
    }
};

QTEST_MAIN(RepairPageTest)
#include "RepairPageTest.moc"
