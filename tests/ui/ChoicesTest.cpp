// SPDX-License-Identifier: GPL-3.0-or-later
// Choices that only the person can make: existing accounts, tenant-wide settings, the guard policy.
#include "tests/support/TestProgram.h"
#include "tests/ui/Stage.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>

using namespace bg;

class ChoicesTest : public QObject {
    Q_OBJECT

private:
    static bool nextWorks(Stage &stage)
    {
        if (auto *haveRead = stage.find<QCheckBox>("haveRead"))
            haveRead->setChecked(haveRead->isEnabled());
        for (const auto which : { QWizard::NextButton, QWizard::CommitButton })
            if (QAbstractButton *button = stage.window->wizard().button(which); button->isVisible())
                return button->isEnabled();
        return false;
    }
    static void letChoose(Stage &stage, const QString &id, const QString &choice)
    {
        Finding finding;
        finding.id = id;
        finding.actionOwner = ActionOwner::YouDecide;
        finding.facts
            = { { QStringLiteral("choice"), choice }, { QStringLiteral("maximumDuration"), QStringLiteral("P180D") } };
        stage.services.tenant.findings.append(finding);
    }

private Q_SLOTS:
    void nothingIsOfferedWhereNothingWasFound();
    void anExistingAccountIsTakenOverAndLetGoAgain();
    void oneThatCannotServeHasItsReasonAndNoButton();
    void aThirdOneHasNoPlaceLeft();
    void whoNeverAdoptsIsNotAsked();
    void theGuardPolicyIsChosenOnReviewAndThePlanFollows();
    void aSettingThatIsNotAcceptedHoldsTheStart();
    void theRuleOfPimIsAskedAboutOnlyWhereItForbids();
};

void ChoicesTest::nothingIsOfferedWhereNothingWasFound()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Accounts));
    QVERIFY(!stage.find<QWidget>("adoptOffer")->isVisible());
}

void ChoicesTest::anExistingAccountIsTakenOverAndLetGoAgain()
{
    Stage stage;
    stage.services.tenant.found = { ScriptedTenant::found(1), ScriptedTenant::found(2) };
    QVERIFY(stage.walkTo(PageId::Accounts));
    QVERIFY(stage.find<QWidget>("adoptOffer")->isVisible());
    auto *button = stage.find<QAbstractButton>("adopt-0");
    const QString before = button->text();
    QVERIFY(button->accessibleName().contains(QStringLiteral("emergency-1@contoso.onmicrosoft.com")));
    QTest::keyClick(button, Qt::Key_Space);
    const AccountChoice &first = stage.model->desired().accounts[0];
    QCOMPARE(first.adopted, ScriptedTenant::found(1).user.id);
    QCOMPARE(first.userName, QStringLiteral("emergency-1"));
    QCOMPARE(first.displayName, QStringLiteral("Emergency access 1"));
    QVERIFY(!stage.find<QLineEdit>("userName-0")->isEnabled());
    QVERIFY(button->text() != before);
    QCOMPARE(stage.model->desired().exclusionGroup, QStringLiteral("CA exclusions"));
    QVERIFY(QTest::qWaitFor([&] { return nextWorks(stage); }));

    QTest::keyClick(button, Qt::Key_Space);
    const AccountChoice &again = stage.model->desired().accounts[0];
    QVERIFY(!again.adopted);
    QVERIFY(again.userName != QStringLiteral("emergency-1"));
    QVERIFY(again.userName != stage.model->desired().accounts[1].userName);
    QVERIFY(stage.model->desired().exclusionGroup != QStringLiteral("CA exclusions"));
    QCOMPARE(button->text(), before);
}

void ChoicesTest::oneThatCannotServeHasItsReasonAndNoButton()
{
    Stage stage;
    DiscoveredAccount synchronised = ScriptedTenant::found(1);
    synchronised.ineligibility = QStringLiteral("synchronized");
    stage.services.tenant.found = { synchronised };
    QVERIFY(stage.walkTo(PageId::Accounts));
    QVERIFY(!stage.find<QAbstractButton>("adopt-0"));
    QStringList texts;
    for (const QLabel *label : stage.find<QWidget>("adoptOffer")->findChildren<QLabel *>())
        texts.append(label->text());
    QVERIFY2(texts.join(QLatin1Char('\n')).contains(QStringLiteral("on-premises")),
             qPrintable(texts.join(QLatin1Char('\n'))));
}

void ChoicesTest::aThirdOneHasNoPlaceLeft()
{
    Stage stage;
    stage.services.tenant.found = { ScriptedTenant::found(1), ScriptedTenant::found(2), ScriptedTenant::found(3) };
    QVERIFY(stage.walkTo(PageId::Accounts));
    stage.find<QAbstractButton>("adopt-0")->click();
    stage.find<QAbstractButton>("adopt-1")->click();
    QVERIFY(!stage.find<QAbstractButton>("adopt-2")->isEnabled());
    stage.find<QAbstractButton>("adopt-0")->click();
    QVERIFY(stage.find<QAbstractButton>("adopt-2")->isEnabled());
}

void ChoicesTest::whoNeverAdoptsIsNotAsked()
{
    Stage stage;
    stage.services.tenant.found = { ScriptedTenant::found(1) };
    DesiredState desired = stage.model->desired();
    desired.adopt = AdoptChoice::Never;
    stage.model->setDesired(desired);
    QVERIFY(stage.walkTo(PageId::Accounts));
    QVERIFY(!stage.find<QWidget>("adoptOffer")->isVisible());
}

void ChoicesTest::theGuardPolicyIsChosenOnReviewAndThePlanFollows()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Review));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::Review); }));
    auto *guard = stage.find<QCheckBox>("guardPolicy");
    QVERIFY(guard->isVisible() && !guard->isChecked());
    QVERIFY(!guard->accessibleDescription().isEmpty());
    QTest::keyClick(guard, Qt::Key_Space);
    QVERIFY(stage.model->desired().guardPolicy);
    QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::Review); }));
    QCOMPARE(stage.services.plannedFor.guardPolicy, true);
}

void ChoicesTest::aSettingThatIsNotAcceptedHoldsTheStart()
{
    Stage stage;
    letChoose(stage, QStringLiteral("passkeys.selfServiceOff"), QStringLiteral("change"));
    QVERIFY(stage.walkTo(PageId::Review));
    QVERIFY(QTest::qWaitFor([&] { return nextWorks(stage); }));
    auto *accepted = stage.find<QCheckBox>("methodPolicy");
    QVERIFY(accepted->isVisible() && accepted->isChecked());
    QVERIFY(!stage.find<QWidget>("heldBack")->isVisible());
    accepted->click();
    QVERIFY(stage.find<QWidget>("heldBack")->isVisible());
    QVERIFY(QTest::qWaitFor([&] { return !stage.model->plan().isRunning; }));
    QVERIFY(!nextWorks(stage));
    accepted->click();
    QVERIFY(QTest::qWaitFor([&] { return nextWorks(stage); }));
}

void ChoicesTest::theRuleOfPimIsAskedAboutOnlyWhereItForbids()
{
    {
        Stage stage;
        QVERIFY(stage.walkTo(PageId::Review));
        QVERIFY(!stage.find<QComboBox>("pimRule")->isVisible());
        QVERIFY(!stage.find<QCheckBox>("methodPolicy")->isVisible());
    }
    Stage stage;
    letChoose(stage, QStringLiteral("pim.forbids"), QStringLiteral("direct"));
    QVERIFY(stage.walkTo(PageId::Review));
    QVERIFY(stage.find<QComboBox>("pimRule")->isVisible());
    QVERIFY(QTest::qWaitFor([&] { return nextWorks(stage); }));
    QTest::keyClick(stage.find<QComboBox>("pimRule"), Qt::Key_End);
    QCOMPARE(stage.model->desired().pimRule, PimRuleChoice::Stop);
    QVERIFY(QTest::qWaitFor([&] { return !stage.model->plan().isRunning; }));
    QVERIFY(!nextWorks(stage));
}

BG_TEST(QApplication, ChoicesTest)
#include "ChoicesTest.moc"
