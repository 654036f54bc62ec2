// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/Stage.h"
#include "ui/PageFlow.h"
#include "ui/words/Words.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace bg;

// The window walked by its own buttons: what lets one go on, what Back and Cancel do.
class WalkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wholeSetUpWalksFromWelcomeToDone();
    void nothingIsAskedBeforeASignIn();
    void cancelOnAFreshWindowClosesAtOnce();
    void cancelAfterSignInAsksFirst();
    void escapeAsksToo();
    void cancelDuringTheRunStopsItAndShowsHowItStands();
    void waitingForTheBrowserCanBeStopped();
    void refusedSignInSaysWhyAndLetsOneTryAgain();
    void codeOnAnotherDeviceIsAskedForAndShown();
    void codeIsGoneOnceTheRoundIsOver();
    void rememberedRegistrationIsFilledInForItsTenant();
    void typedRegistrationIsKeptWhenTheTenantChanges();
    void donePageSignsOut();
    void donePageEndsAllSessionsThenSignsOut();
    void sessionsThatCouldNotBeEndedAreToldAndStaySignedIn();
    void stoppedTenantHoldsNext();
    void activatingTheRoleReadsTheTenantAgain();
    void takenNameHoldsNext();
    void sameNameTwiceHoldsNext();
    void changedChoiceMakesANewPlan();
    void backKeepsWhatWasTyped();
    void thereIsNoWayBackAfterStart();
    void signingOutForgetsTheTenant();
    void startNamesTheNumberOfChanges();
    void wrongTypeBackKeepsTheSheetOnTheDesk();
    void refusedPrinterCannotPrintASecret();
    void aModeThatIsNotOfferedCannotBeChosen();
    void everyOfferedModeHasAllItsPages();
    void changedModeGoesOnBehindTheSignIn();
    void questionOutsideTheWorkPageHasABoxOfItsOwn();
};

static QMessageBox *leaveBox(Stage &stage)
{
    return stage.window->wizard().findChild<QMessageBox *>(QStringLiteral("leave"));
}

static bool nextWorks(Stage &stage)
{
    QCoreApplication::processEvents();
    return stage.window->wizard().button(QWizard::NextButton)->isEnabled();
}

void WalkTest::wholeSetUpWalksFromWelcomeToDone()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Done));
    QCOMPARE(stage.services.runs.load(), 1);
    QCOMPARE(stage.services.prints.load(), 2);
    QCOMPARE(stage.model->record()->outcome, QStringLiteral("done"));
    QSignalSpy closed(stage.window.get(), &Window::closed);
    QVERIFY(stage.goOn());
    QCOMPARE(closed.size(), 1);
}

void WalkTest::nothingIsAskedBeforeASignIn()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::SignIn) || stage.goOn());
    Stage fresh;
    QVERIFY(fresh.goOn());
    QCOMPARE(fresh.window->wizard().page(), PageId::SignIn);
    QVERIFY(!nextWorks(fresh));
}

void WalkTest::cancelOnAFreshWindowClosesAtOnce()
{
    Stage stage;
    QSignalSpy closed(stage.window.get(), &Window::closed);
    stage.window->wizard().button(QWizard::CancelButton)->click();
    QCOMPARE(closed.size(), 1);
}

void WalkTest::cancelAfterSignInAsksFirst()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Keys));
    QSignalSpy closed(stage.window.get(), &Window::closed);
    stage.window->wizard().button(QWizard::CancelButton)->click();
    QVERIFY(leaveBox(stage));
    QCOMPARE(leaveBox(stage)->defaultButton()->objectName(), QStringLiteral("stay"));
    leaveBox(stage)->findChild<QPushButton *>(QStringLiteral("stay"))->click();
    QCOMPARE(closed.size(), 0);
    QVERIFY(QTest::qWaitFor([&] { return !leaveBox(stage); }));
    stage.window->wizard().button(QWizard::CancelButton)->click();
    leaveBox(stage)->findChild<QPushButton *>(QStringLiteral("leaveAnyway"))->click();
    QCOMPARE(closed.size(), 1);
}

void WalkTest::escapeAsksToo()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Places));
    QTest::keyClick(&stage.window->wizard(), Qt::Key_Escape);
    QVERIFY(leaveBox(stage));
}

void WalkTest::cancelDuringTheRunStopsItAndShowsHowItStands()
{
    Stage stage;
    stage.services.script = [](Operator &, RunObserver &observer, const DesiredState &desired, std::stop_token stop) {
        observer.changesMade(12, 28);
        waitForStop(stop);
        return ScriptedRun::record(desired, QStringLiteral("cancelled"));
    };
    QVERIFY(stage.walkTo(PageId::Work));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->run().changesDone == 12; }));
    stage.window->wizard().button(QWizard::CancelButton)->click();
    QVERIFY(leaveBox(stage)->informativeText().contains(QStringLiteral("12 of 28")));
    leaveBox(stage)->findChild<QPushButton *>(QStringLiteral("leaveAnyway"))->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.window->wizard().page() == PageId::Done; }));
    QVERIFY(stage.window->isVisible());
    // Nothing was printed: neither the rail nor the steps say so.
    auto *rail = stage.window->findChild<QListWidget *>(QStringLiteral("rail"));
    for (int row = 0; row < rail->count(); ++row) {
        const QString said = rail->item(row)->data(Qt::AccessibleTextRole).toString();
        QVERIFY2(!said.startsWith(QLatin1String("Paper")) || said == QLatin1String("Paper, needs attention"), qPrintable(said));
    }
}

void WalkTest::waitingForTheBrowserCanBeStopped()
{
    Stage stage;
    stage.services.signInWaits = true;
    QVERIFY(stage.goOn());
    stage.find<QPushButton>("signIn")->click();
    auto *stop = stage.find<QPushButton>("stopSignIn");
    QVERIFY(stop->isVisible());
    stop->click();
    QVERIFY(QTest::qWaitFor([&] { return !stage.model->identity().isRunning; }, 1000));
    QVERIFY(!stage.model->identity().error);
    QVERIFY(stage.find<QPushButton>("signIn")->isVisible());
}

void WalkTest::refusedSignInSaysWhyAndLetsOneTryAgain()
{
    Stage stage;
    Error refused;
    refused.kind = Error::Kind::SignInRefused;
    refused.serviceCode = QStringLiteral("AADSTS65001");
    stage.services.signInError = refused;
    QVERIFY(stage.goOn());
    stage.find<QPushButton>("signIn")->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.find<QFrame>("errorCard")->isVisible(); }));
    QVERIFY(stage.find<QLabel>("errorDetailsText")->text().contains(QStringLiteral("AADSTS65001")));
    QVERIFY(!nextWorks(stage));
    stage.services.signInError.reset();
    stage.find<QPushButton>("signIn")->click();
    QVERIFY(QTest::qWaitFor([&] { return nextWorks(stage); }));
    QVERIFY(!stage.find<QFrame>("errorCard")->isVisible());
}

void WalkTest::stoppedTenantHoldsNext()
{
    Stage stage;
    stage.services.tenant.findings[0].actionOwner = ActionOwner::Stops;
    QVERIFY(stage.walkTo(PageId::Tenant));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->tenant().value.has_value(); }));
    QVERIFY(!nextWorks(stage));
}

void WalkTest::activatingTheRoleReadsTheTenantAgain()
{
    Stage stage;
    Finding eligible;
    eligible.id = QStringLiteral("operator.eligible");
    eligible.actionOwner = ActionOwner::Stops;
    stage.services.tenant.findings.prepend(eligible);
    QVERIFY(stage.walkTo(PageId::Tenant));
    QVERIFY(QTest::qWaitFor([&] { return stage.find<QPushButton>("activateRole") != nullptr; }));
    QVERIFY(!nextWorks(stage));
    stage.model->activateRole({ QStringLiteral("Setting up emergency access"), std::chrono::minutes(60), {}, {} });
    QVERIFY(QTest::qWaitFor([&] { return nextWorks(stage); }));
    QCOMPARE(stage.services.activationReason, QStringLiteral("Setting up emergency access"));
}

void WalkTest::takenNameHoldsNext()
{
    Stage stage;
    stage.services.takenNames = { QStringLiteral("harbour.north@contoso.onmicrosoft.com") };
    QVERIFY(stage.walkTo(PageId::Accounts));
    const auto state = [&] { return stage.model->userNameCheck(0).state(); };
    QVERIFY(QTest::qWaitFor([&] { return state() == UserNameCheck::State::Taken; }));
    QVERIFY(!nextWorks(stage));
    auto *field = stage.find<QLineEdit>("userName-0");
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("lantern.west"));
    QVERIFY(QTest::qWaitFor([&] { return state() == UserNameCheck::State::Free; }));
    QVERIFY(QTest::qWaitFor([&] { return nextWorks(stage); }));
    QCOMPARE(stage.model->desired().accounts[0].userName, QStringLiteral("lantern.west"));
}

void WalkTest::sameNameTwiceHoldsNext()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Accounts));
    QVERIFY(QTest::qWaitFor([&] { return nextWorks(stage); }));
    auto *field = stage.find<QLineEdit>("userName-0");
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("Meadow.South"));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->userNameCheck(0).state() == UserNameCheck::State::Free; }));
    QVERIFY(!nextWorks(stage));
}

void WalkTest::changedChoiceMakesANewPlan()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Review));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->plan().value.has_value(); }));
    const QString before = stage.model->planHash();
    const auto changes = stage.model->plan().value->size();
    DesiredState desired = stage.model->desired();
    desired.keysPerAccount = 3;
    stage.model->setDesired(desired);
    QVERIFY(!stage.model->isReadyToGoOn(PageId::Review));
    stage.model->makePlan();
    QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::Review); }));
    QVERIFY(stage.model->planHash() != before);
    QCOMPARE(stage.model->plan().value->size(), changes + 2);
}

void WalkTest::backKeepsWhatWasTyped()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Places));
    auto *field = stage.find<QLineEdit>("witness");
    QTest::keyClicks(field, QStringLiteral("Second person"));
    stage.window->wizard().button(QWizard::BackButton)->click();
    QCOMPARE(stage.window->wizard().page(), PageId::Keys);
    QVERIFY(stage.goOn());
    QCOMPARE(stage.find<QLineEdit>("witness")->text(), QStringLiteral("Second person"));
    QCOMPARE(stage.model->desired().people.witness, QStringLiteral("Second person"));
}

void WalkTest::thereIsNoWayBackAfterStart()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Work));
    QVERIFY(!stage.window->wizard().button(QWizard::BackButton)->isEnabled());
    QVERIFY(stage.walkTo(PageId::Paper));
    QVERIFY(!stage.window->wizard().button(QWizard::BackButton)->isEnabled());
}

void WalkTest::signingOutForgetsTheTenant()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::SignIn) || stage.goOn());
    stage.model->signIn();
    QVERIFY(QTest::qWaitFor([&] { return stage.model->tenant().value.has_value(); }));
    stage.model->signOut();
    QVERIFY(!stage.model->identity().value);
    QVERIFY(!stage.model->tenant().value);
    QVERIFY(stage.model->findings().isEmpty());
    QCOMPARE(stage.services.signOuts.load(), 1);
}

void WalkTest::startNamesTheNumberOfChanges()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Review));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->plan().value.has_value(); }));
    QCOMPARE(stage.window->wizard().button(QWizard::CommitButton)->text(),
             QStringLiteral("Start: %1 changes").arg(stage.model->plan().value->size()));
}

void WalkTest::wrongTypeBackKeepsTheSheetOnTheDesk()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Paper));
    auto *print = stage.find<QPushButton>("print");
    QVERIFY(QTest::qWaitFor([print] { return print->isEnabled(); }, 10000));
    print->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.services.prints == 1 && print->isEnabled(); }, 20000));
    QVERIFY(!stage.find<QPushButton>("putAway")->isEnabled());
    stage.typeBack();
    QVERIFY(stage.find<QPushButton>("putAway")->isEnabled());
    QTest::keyClick(stage.find<QWidget>("group-2"), Qt::Key_Backspace);
    QVERIFY(!stage.find<QPushButton>("putAway")->isEnabled());
}

void WalkTest::refusedPrinterCannotPrintASecret()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Paper));
    auto *print = stage.find<QPushButton>("print");
    QVERIFY(QTest::qWaitFor([print] { return print->isEnabled(); }, 10000));
    stage.find<QComboBox>("printer")->setCurrentIndex(1);
    QVERIFY(!print->isEnabled());
    stage.find<QAbstractButton>("byHand")->click();
    QVERIFY(print->isEnabled());
}

void WalkTest::aModeThatIsNotOfferedCannotBeChosen()
{
    Stage stage;
    stage.model->offerModes({ Mode::Provision });
    auto *rotate = stage.find<QPushButton>("mode-rotate");
    QVERIFY(!rotate->isEnabled());
    QVERIFY(stage.find<QPushButton>("mode-provision")->isChecked());
    stage.model->offerModes({ Mode::Provision, Mode::Rotate });
    QVERIFY(rotate->isEnabled());
    rotate->click();
    QCOMPARE(stage.model->mode(), Mode::Rotate);
}

void WalkTest::everyOfferedModeHasAllItsPages()
{
    Stage stage;
    QVERIFY(!workingModes().isEmpty());
    for (const Mode mode : workingModes()) {
        const QList<PageId> pages = pagesOf(mode);
        QCOMPARE(pages.first(), PageId::Welcome);
        QCOMPARE(pages.last(), PageId::Done);
        for (const PageId page : pages)
            QVERIFY2(stage.window->wizard().page(int(page)), qPrintable(stageName(page)));
    }
}

void WalkTest::changedModeGoesOnBehindTheSignIn()
{
    QCOMPARE(pageAfter(Mode::Check, PageId::TenantStatus), PageId::Questions);
    QCOMPARE(pageAfter(Mode::Provision, PageId::TenantStatus), PageId::Tenant);
    QVERIFY(!pageAfter(Mode::Drill, PageId::Done));
}

void WalkTest::questionOutsideTheWorkPageHasABoxOfItsOwn()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Tenant));
    std::optional<Result<Answer>> got;
    std::jthread lane(
        [&](std::stop_token stop) { got = stage.human.confirm(QStringLiteral("signIn.stepUp"), {}, stop); });
    const auto box = [&] { return stage.window->findChild<QMessageBox *>(QStringLiteral("questionBox")); };
    QVERIFY(QTest::qWaitFor([&] { return box() != nullptr; }));
    box()->findChild<QPushButton *>(QStringLiteral("answerYes"))->click();
    lane.join();
    QVERIFY(got && *got && **got == Answer::Yes);
}

void WalkTest::codeOnAnotherDeviceIsAskedForAndShown()
{
    Stage stage;
    QVERIFY(stage.goOn());
    stage.services.signInWaits = true;
    QVERIFY(stage.find<QPushButton>("useCode")->isVisible());
    stage.find<QPushButton>("useCode")->click();
    QCOMPARE(stage.model->signInChoice().way, SignInRequest::Way::DeviceCode);
    QVERIFY(!stage.find<QPushButton>("useCode")->isVisible());
    stage.model->offerDeviceCode(QStringLiteral("ABCD-1234"), QUrl(QStringLiteral("https://login.example/device")));
    auto *waiting = stage.find<QLabel>("waiting");
    QVERIFY(QTest::qWaitFor([&] { return waiting->text().contains(QStringLiteral("ABCD-1234")); }));
    QVERIFY(waiting->text().contains(QStringLiteral("login.example/device")));
    QVERIFY(stage.find<QPushButton>("stopSignIn")->isVisible());
}

void WalkTest::codeIsGoneOnceTheRoundIsOver()
{
    Stage stage;
    QVERIFY(stage.goOn());
    stage.services.signInWaits = true;
    stage.find<QPushButton>("useCode")->click();
    stage.model->offerDeviceCode(QStringLiteral("ABCD-1234"), QUrl(QStringLiteral("https://login.example/device")));
    QVERIFY(QTest::qWaitFor([&] { return !stage.model->deviceCode().isEmpty(); }));
    stage.find<QPushButton>("stopSignIn")->click();
    QVERIFY(QTest::qWaitFor([&] { return !stage.model->identity().isRunning; }));
    QCOMPARE(stage.model->deviceCode(), QString());
    QVERIFY(stage.model->link().isEmpty());
    // The browser is the way again when its button is pressed.
    stage.services.signInWaits = false;
    stage.find<QPushButton>("signIn")->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.model->identity().value.has_value(); }));
    QCOMPARE(stage.services.choice.way, SignInRequest::Way::Browser);
}

static void nameTenant(Stage &stage, const QString &tenant)
{
    auto *field = stage.find<QLineEdit>("tenantChoice");
    field->setText(tenant);
    Q_EMIT field->editingFinished();
}

void WalkTest::rememberedRegistrationIsFilledInForItsTenant()
{
    const QString client = QStringLiteral("0f8b4c1e-6a52-4a0b-9d57-3a1c2f6e7d90");
    Stage stage;
    stage.services.clients = { { QStringLiteral("contoso.com"), { client, true } } };
    QVERIFY(stage.goOn());
    nameTenant(stage, QStringLiteral("fabrikam.com"));
    QCOMPARE(stage.find<QLineEdit>("clientId")->text(), QString());
    nameTenant(stage, QStringLiteral("contoso.com"));
    QCOMPARE(stage.find<QLineEdit>("clientId")->text(), client);
    QCOMPARE(stage.model->signInChoice().clientId, client);
}

void WalkTest::typedRegistrationIsKeptWhenTheTenantChanges()
{
    const QString typed = QStringLiteral("11111111-2222-4333-8444-555555555555");
    Stage stage;
    stage.services.clients = { { QStringLiteral("contoso.com"), { QStringLiteral("another"), true } } };
    QVERIFY(stage.goOn());
    stage.find<QLineEdit>("clientId")->setText(typed);
    nameTenant(stage, QStringLiteral("contoso.com"));
    QCOMPARE(stage.model->signInChoice().clientId, typed);
}

void WalkTest::donePageSignsOut()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Done));
    QVERIFY(stage.find<QLabel>("session")->text().contains(QStringLiteral("admin@contoso.onmicrosoft.com")));
    stage.find<QPushButton>("doneSignOut")->click();
    QCOMPARE(stage.services.signOuts.load(), 1);
    QCOMPARE(stage.services.ends.load(), 0);
    QVERIFY(!stage.find<QPushButton>("doneSignOut")->isVisible());
    QVERIFY(!stage.find<QPushButton>("endSessions")->isVisible());
    QCOMPARE(stage.model->record()->outcome, QStringLiteral("done"));
}

void WalkTest::donePageEndsAllSessionsThenSignsOut()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Done));
    stage.find<QPushButton>("endSessions")->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.services.signOuts.load() == 1; }));
    QCOMPARE(stage.services.ends.load(), 1);
    QVERIFY(!stage.find<QPushButton>("endSessions")->isVisible());
    QVERIFY(stage.find<QLabel>("session")->text().contains(QStringLiteral("All sessions")));
}

void WalkTest::sessionsThatCouldNotBeEndedAreToldAndStaySignedIn()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Done));
    stage.services.endError = Error{};
    stage.services.endError->kind = Error::Kind::Offline;
    stage.find<QPushButton>("endSessions")->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.model->ending().error.has_value(); }));
    QCOMPARE(stage.services.signOuts.load(), 0);
    QVERIFY(stage.find<QPushButton>("endSessions")->isVisible());
    QVERIFY(stage.find<QPushButton>("endSessions")->isEnabled());
}

BG_TEST(QApplication, WalkTest)
#include "WalkTest.moc"
