// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/Stage.h"
#include "ui/PageFlow.h"

#include "ui/parts/ResetChoices.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace bg;

// Somebody signed in as an emergency account, because a policy locks everybody else out.
class RepairPageTest : public QObject {
    Q_OBJECT

private:
    static bool walkToResets(Stage &stage)
    {
        stage.services.tenant = ScriptedTenant::lockedOut();
        stage.model->choose(Mode::Repair);
        return stage.walkTo(PageId::Repair)
            && QTest::qWaitFor([&] { return stage.find<QCheckBox>("reset-admin-north") != nullptr; }, 5000);
    }
    static QList<QCheckBox *> resetBoxes(Stage &stage)
    {
        return stage.find<ResetChoices>("resetChoices")->findChildren<QCheckBox *>();
    }
    static QString textOf(Stage &stage)
    {
        QString all;
        for (const QLabel *label : stage.window->wizard().currentPage()->findChildren<QLabel *>())
            all += label->text() + QLatin1Char('\n');
        return all;
    }
    static QAbstractButton *next(Stage &stage) { return stage.window->wizard().button(QWizard::NextButton); }

private Q_SLOTS:
    void theTenantPageLeadsToTheRepairAndToNothingElse()
    {
        Stage stage;
        stage.services.tenant = ScriptedTenant::lockedOut();
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
        stage.services.tenant = ScriptedTenant::lockedOut();
        stage.model->choose(Mode::Repair);
        QVERIFY(stage.walkTo(PageId::Repair));
        QVERIFY(QTest::qWaitFor([&] { return stage.find<QCheckBox>("relieve-policy-666") != nullptr; }, 5000));
        QCOMPARE(stage.model->desired().accounts.size(), 1); // the one that is signed in; nothing is made anew
        QVERIFY(!next(stage)->isEnabled());
        stage.find<QCheckBox>("relieve-policy-666")->click();
        QCOMPARE(stage.model->desired().reportOnly, QList<PolicyId>{ PolicyId(QStringLiteral("policy-666")) });
        QVERIFY(next(stage)->isEnabled());
        stage.find<QCheckBox>("relieve-policy-666")->click();
        QVERIFY(!next(stage)->isEnabled());
        stage.find<QCheckBox>("relieve-policy-666")->click();
        QVERIFY(stage.goOn());
        QVERIFY(QTest::qWaitFor([&] { return stage.model->plan().value.has_value(); }, 5000));
        QCOMPARE(stage.services.plannedFor.reportOnly.size(), 1);
        QVERIFY(!stage.find<QCheckBox>("guardPolicy")->isVisible()); // a set-up's choice
        QVERIFY(!pagesOf(Mode::Repair, stage.model->desired()).contains(PageId::Paper)); // no secret is made
    }

    void administratorsAreOfferedAndNoneIsChosen()
    {
        Stage stage;
        QVERIFY(walkToResets(stage));
        QCOMPARE(stage.services.readFor, Mode::Repair);
        for (const QCheckBox *box : resetBoxes(stage))
            QVERIFY(!box->isChecked());
        QCOMPARE(resetBoxes(stage).size(), 2);
        auto *north = stage.find<QCheckBox>("reset-admin-north");
        QCOMPARE(north->text(), QStringLiteral("Reset the sign-in of Administrator North"));
        QAccessibleInterface *access = QAccessible::queryAccessibleInterface(north);
        QCOMPARE(access->text(QAccessible::Name), north->text());
        QVERIFY(access->text(QAccessible::Description).contains(QLatin1String("administrator.north@")));
        // However long, the whole name is there for whoever does not see it.
        access = QAccessible::queryAccessibleInterface(stage.find<QCheckBox>("reset-admin-longest"));
        QVERIFY(access->text(QAccessible::Name).endsWith(QLatin1String("second deputy, on call at night")));
        QVERIFY(!next(stage)->isEnabled());
    }

    void whoCannotBeResetStandsThereWithTheReason()
    {
        Stage stage;
        QVERIFY(walkToResets(stage));
        QVERIFY(!stage.find<QCheckBox>("reset-admin-south"));
        QVERIFY(textOf(stage).contains(QLatin1String("Administrator South is synchronised from on-premises")));
        QVERIFY(textOf(stage).contains(QLatin1String("nobody knows the password"))); // of North, by an earlier run
    }

    void theChosenAdministratorIsPlannedAndGetsAPageOfPaper()
    {
        Stage stage;
        stage.services.script = ScriptedRun::resetRun;
        QVERIFY(walkToResets(stage));
        stage.find<QCheckBox>("reset-admin-north")->click();
        QCOMPARE(stage.model->desired().resets.size(), 1);
        QCOMPARE(stage.model->desired().resets[0].id, ObjectId(QStringLiteral("admin-north")));
        QVERIFY(next(stage)->isEnabled());
        QVERIFY(pagesOf(Mode::Repair, stage.model->desired()).contains(PageId::Paper));
        const auto *rail = stage.window->findChild<QListWidget *>(QStringLiteral("rail"));
        QVERIFY(!rail->findItems(QStringLiteral("Paper"), Qt::MatchExactly).isEmpty());
        QVERIFY(stage.walkTo(PageId::Review));
        QVERIFY(QTest::qWaitFor([&] { return stage.model->plan().value.has_value(); }, 5000));
        QCOMPARE(stage.services.plannedFor.resets.size(), 1);
        const auto *writes = stage.find<QTreeView>("writes")->model();
        QVERIFY(!writes
                     ->match(writes->index(0, 0), Qt::DisplayRole,
                             QStringLiteral("administrator.north@contoso.onmicrosoft.com · accountEnabled"), 1,
                             Qt::MatchExactly | Qt::MatchRecursive)
                     .isEmpty());

        QVERIFY(stage.walkTo(PageId::Paper));
        QVERIFY(QTest::qWaitFor([&] { return stage.model->sheetQuestion() != nullptr; }, 5000));
        QVERIFY(QTest::qWaitFor([&] { return stage.find<QLabel>("sheetTitle")->isVisible(); }, 5000));
        QCOMPARE(stage.find<QLabel>("sheetTitle")->text(), QStringLiteral("One-time password of Administrator North"));
        QVERIFY(stage.find<QAbstractButton>("byHand")->isVisible());
        QVERIFY(!stage.find<QAbstractButton>("putAway")->isEnabled()); // neither printed nor read back
        QVERIFY(stage.handleAllPaper());
        QVERIFY(stage.walkTo(PageId::Done));
        QVERIFY(textOf(stage).contains(QLatin1String("The sign-in of Administrator North was reset")));
        QVERIFY(textOf(stage).contains(QLatin1String("Bring each one-time password to its owner in person")));
        for (const QByteArray &group : scriptedPassword().split('-'))
            QVERIFY(!textOf(stage).contains(QString::fromLatin1(group)));
    }

    void aChoiceOutlivesAnotherReadingUnlessThePersonIsGone()
    {
        Stage stage;
        QVERIFY(walkToResets(stage));
        stage.find<QCheckBox>("reset-admin-north")->click();
        stage.find<QCheckBox>("reset-admin-longest")->click();
        stage.services.tenant.administrators->removeLast();
        stage.model->readTenant();
        QVERIFY(QTest::qWaitFor([&] { return stage.model->tenant().value.has_value(); }, 5000));
        QCOMPARE(stage.model->desired().resets.size(), 1);
        QVERIFY(stage.find<QCheckBox>("reset-admin-north")->isChecked());
        QVERIFY(!stage.find<QCheckBox>("reset-admin-longest"));
        stage.find<QCheckBox>("reset-admin-north")->click();
        QVERIFY(stage.model->desired().resets.isEmpty());
    }

    void whereNobodyElseIsAdministratorThePageSaysWhatToDo()
    {
        Stage stage;
        stage.services.tenant = ScriptedTenant::lockedOut();
        stage.services.tenant.administrators = QList<SeenAdministrator>();
        stage.model->choose(Mode::Repair);
        QVERIFY(stage.walkTo(PageId::Repair));
        QVERIFY(QTest::qWaitFor([&] { return stage.model->tenant().value.has_value(); }, 5000));
        QVERIFY(textOf(stage).contains(QLatin1String("Nobody but emergency accounts is Global Administrator now")));
    }

    void aPolicyIsEitherRelievedOrPutBackToWhatItWas()
    {
        Stage stage;
        stage.services.tenant = ScriptedTenant::lockedOut();
        stage.model->choose(Mode::Repair);
        QVERIFY(stage.walkTo(PageId::Repair));
        QVERIFY(QTest::qWaitFor([&] { return stage.find<QCheckBox>("restore-policy-666-0") != nullptr; }, 5000));
        auto *before = stage.find<QCheckBox>("restore-policy-666-0");
        QVERIFY(before->accessibleDescription().contains(QStringLiteral("policies@contoso.onmicrosoft.com")));
        QVERIFY(before->accessibleName().contains(QStringLiteral("CA666: block all")));
        QVERIFY(before->accessibleDescription().contains(QStringLiteral("Controls: block → mfa")));
        QVERIFY(before->accessibleDescription().contains(QStringLiteral("Excluded groups: none → Branch offices")));
        stage.find<QCheckBox>("relieve-policy-666")->click();
        before->click();
        QVERIFY(stage.model->desired().reportOnly.isEmpty());
        QCOMPARE(stage.model->desired().restored, stage.services.seenPolicyHistory.policies);
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
        stage.services.tenant = ScriptedTenant::lockedOut();
        stage.services.seenPolicyHistory = { {}, false, {} };
        stage.model->choose(Mode::Repair);
        QVERIFY(stage.walkTo(PageId::Repair));
        QVERIFY(QTest::qWaitFor(
            [&] { return textOf(stage).contains(QLatin1String("The audit log could not be read")); }, 5000));
        stage.find<QCheckBox>("relieve-policy-666")->click();
        QVERIFY(next(stage)->isEnabled());
    }
};

BG_TEST(QApplication, RepairPageTest)
#include "RepairPageTest.moc"
