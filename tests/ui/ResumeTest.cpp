// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/Stage.h"
#include "ui/parts/ResumeCard.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace bg;

// What the window offers when an earlier run was not finished, and when a finished one is to be undone.
class ResumeTest : public QObject {
    Q_OBJECT

private:
    // Stands on the Tenant page with an unfinished run in the journals.
    static bool meet(Stage &stage)
    {
        stage.services.unfinishedRun = ScriptedTenant::interrupted();
        return stage.walkTo(PageId::Tenant)
            && QTest::qWaitFor([&] { return stage.model->resume().open() && stage.model->tenant().value; });
    }
    static QAbstractButton *next(Stage &stage) { return stage.window->wizard().button(QWizard::NextButton); }
    static QStringList texts(QWidget *widget)
    {
        QStringList all;
        for (const QLabel *label : widget->findChildren<QLabel *>())
            if (label->isVisibleTo(widget))
                all.append(label->text());
        return all;
    }

private Q_SLOTS:
    void unfinishedRunIsToldAndWaitsForAnAnswer();
    void goingOnTakesItsNamesAndWalksToTheEnd();
    void leavingItIsRememberedAndKeepsTheOwnChoices();
    void undoingShowsEachChangeAndPutsOneBack();
    void undoingAllTellsWhatBecameOfEach();
    void undoThatFailsSaysWhyAndCanBeTriedAgain();
    void tenantWithoutAnUnfinishedRunShowsNothing();
    void signingOutForgetsTheRun();
    void donePageUndoesWhatTheRunChanged();
    void secretsMadeAgainAreNamedAtTheEnd();
    void aRotationThatWasCutOffSaysInEveryModeWhatOpensWhichAccount_data();
    void aRotationThatWasCutOffSaysInEveryModeWhatOpensWhichAccount();
};

void ResumeTest::unfinishedRunIsToldAndWaitsForAnAnswer()
{
    Stage stage;
    QVERIFY(meet(stage));
    auto *card = stage.find<ResumeCard>("resumeCard");
    QVERIFY(card->isVisible());
    const QString all = texts(card).join(QLatin1Char('\n'));
    for (const char *part :
         { "was not finished", "quarry.east@contoso.onmicrosoft.com", "Emergency access", "Security keys" })
        QVERIFY2(all.contains(QLatin1String(part)), part);
    QVERIFY(!card->accessibleName().isEmpty());
    QVERIFY(!next(stage)->isEnabled());
    QVERIFY(!stage.model->isReadyToGoOn(PageId::Tenant));
}

void ResumeTest::goingOnTakesItsNamesAndWalksToTheEnd()
{
    Stage stage;
    // The account exists already: the interrupted run made it.
    stage.services.takenNames = { QStringLiteral("quarry.east@contoso.onmicrosoft.com") };
    QVERIFY(meet(stage));
    stage.find<QPushButton>("resumeGoOn")->click();
    QCOMPARE(stage.model->desired().accounts[0].userName, QStringLiteral("quarry.east"));
    QCOMPARE(stage.model->desired().exclusionGroup, QStringLiteral("Emergency access"));
    QVERIFY(!stage.find<ResumeCard>("resumeCard")->isVisible());
    QVERIFY(stage.walkTo(PageId::Accounts));
    QVERIFY(stage.find<QLabel>("availability-0")->text().contains(QStringLiteral("gone on with")));
    QVERIFY(stage.walkTo(PageId::Done));
    QCOMPARE(stage.model->record()->accounts[0].userPrincipalName,
             QStringLiteral("quarry.east@contoso.onmicrosoft.com"));
}

void ResumeTest::leavingItIsRememberedAndKeepsTheOwnChoices()
{
    Stage stage;
    QVERIFY(meet(stage));
    stage.find<QPushButton>("resumeLeave")->click();
    QVERIFY(!stage.find<ResumeCard>("resumeCard")->isVisible());
    QVERIFY(QTest::qWaitFor([&] { return stage.services.leftRuns.size() == 1; }));
    QCOMPARE(stage.services.leftRuns, QStringList{ QStringLiteral("1A2B-3C") });
    QCOMPARE(stage.model->desired().accounts[0].userName, QStringLiteral("harbour.north"));
    QVERIFY(next(stage)->isEnabled());
}

void ResumeTest::undoingShowsEachChangeAndPutsOneBack()
{
    Stage stage;
    QVERIFY(meet(stage));
    auto *card = stage.find<ResumeCard>("resumeCard");
    stage.find<QPushButton>("resumeUndo")->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.find<QPushButton>("undo-policy-1") != nullptr; }));
    QCOMPARE(stage.services.readJournals.first(), QStringLiteral("journal-of-the-interrupted-run"));
    const QString all = texts(card).join(QLatin1Char('\n'));
    QVERIFY(all.contains(QStringLiteral("CA004: require multifactor authentication")));
    QVERIFY(all.contains(QStringLiteral("0 before, 1 after")));
    stage.find<QPushButton>("undo-policy-1")->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.model->undo().putBackCount() == 1; }));
    QCOMPARE(stage.services.undone, QList<QList<PolicyId>>{ { PolicyId(QStringLiteral("policy-1")) } });
    QVERIFY(texts(card).join(QLatin1Char('\n')).contains(QStringLiteral("as it was before")));
    QVERIFY(stage.find<QPushButton>("undoAll")->isVisible());
}

void ResumeTest::undoingAllTellsWhatBecameOfEach()
{
    Stage stage;
    QVERIFY(meet(stage));
    stage.find<QPushButton>("resumeUndo")->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.find<QPushButton>("undoAll")->isVisible(); }));
    stage.find<QPushButton>("undoAll")->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.model->undo().putBackCount() == 1; }));
    const QString all = texts(stage.find<ResumeCard>("resumeCard")).join(QLatin1Char('\n'));
    for (const char *part : { "as it was before", "Nothing to do", "Somebody changed it since", "disabled",
                              "The service refused: 1118: read-only" })
        QVERIFY2(all.contains(QLatin1String(part)), part);
    QVERIFY(!stage.find<QPushButton>("undoAll")->isVisible());
    // Undone is not answered: going on and leaving are still to choose from.
    QVERIFY(stage.find<QPushButton>("resumeLeave")->isEnabled());
}

void ResumeTest::undoThatFailsSaysWhyAndCanBeTriedAgain()
{
    Stage stage;
    stage.services.undoError = Error{};
    stage.services.undoError->kind = Error::Kind::Offline;
    QVERIFY(meet(stage));
    stage.find<QPushButton>("resumeUndo")->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.find<QPushButton>("undoAll")->isVisible(); }));
    stage.find<QPushButton>("undoAll")->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.model->undo().error().has_value(); }));
    QVERIFY(texts(stage.find<ResumeCard>("resumeCard")).join(QLatin1Char('\n')).contains(QStringLiteral("connection")));
    stage.services.undoError.reset();
    stage.find<QPushButton>("undoAll")->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.model->undo().putBackCount() == 1; }));
    QVERIFY(!stage.model->undo().error());
}

void ResumeTest::tenantWithoutAnUnfinishedRunShowsNothing()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Tenant));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::Tenant); }));
    QVERIFY(!stage.find<ResumeCard>("resumeCard")->isVisible());
}

void ResumeTest::signingOutForgetsTheRun()
{
    Stage stage;
    QVERIFY(meet(stage));
    stage.model->signOut();
    QVERIFY(!stage.model->resume().open());
    QVERIFY(!stage.model->undo().changes().value);
}

void ResumeTest::donePageUndoesWhatTheRunChanged()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Done));
    auto *fold = stage.find<QPushButton>("policyChanges");
    QVERIFY(fold->isVisible());
    QVERIFY(fold->text().contains(QStringLiteral("17")));
    fold->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.find<QPushButton>("undoAll")->isVisible(); }));
    QCOMPARE(stage.services.readJournals.first(), QStringLiteral("journal-of-the-last-run"));
    stage.find<QPushButton>("undoAll")->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.model->undo().putBackCount() == 1; }));
    QVERIFY(QTest::qWaitFor([&] {
        return texts(stage.window->wizard().currentPage())
            .join(QLatin1Char('\n'))
            .contains(QStringLiteral("apply to the accounts again: 1"));
    }));
    QVERIFY(stage.find<QPushButton>("policyChanges")->isChecked());
}

void ResumeTest::secretsMadeAgainAreNamedAtTheEnd()
{
    Stage stage;
    stage.services.script = [](Operator &human, RunObserver &observer, const DesiredState &desired, std::stop_token stop) {
        RunRecord record = ScriptedRun::wholeRun(human, observer, desired, stop);
        Finding again;
        again.id = QStringLiteral("password.again");
        again.severity = Severity::Note;
        again.facts = { { QStringLiteral("userPrincipalName"), record.accounts[0].userPrincipalName } };
        record.findings.append(again);
        return record;
    };
    QVERIFY(stage.walkTo(PageId::Done));
    QCoreApplication::processEvents();
    const QString all = texts(stage.window->wizard().currentPage()).join(QLatin1Char('\n'));
    QVERIFY(all.contains(QStringLiteral("Created again")));
    QVERIFY(all.contains(QStringLiteral("harbour.north@contoso.onmicrosoft.com has another password than before")));
}

void ResumeTest::aRotationThatWasCutOffSaysInEveryModeWhatOpensWhichAccount_data()
{
    QTest::addColumn<Mode>("mode");
    for (const Mode mode : { Mode::Rotate, Mode::Check, Mode::Drill, Mode::Provision })
        QTest::addRow("%s", qPrintable(name(mode))) << mode;
}

void ResumeTest::aRotationThatWasCutOffSaysInEveryModeWhatOpensWhichAccount()
{
    QFETCH(Mode, mode);
    Stage stage;
    UnfinishedRun run = ScriptedTenant::interrupted();
    run.mode = Mode::Rotate;
    stage.services.unfinishedRun = run;
    UsableCredentials east;
    east.userPrincipalName = Upn(run.userPrincipalNames[0]);
    east.password = UsableCredentials::Secret::Lost;
    east.keys = { { QStringLiteral("E-1"),
                    {},
                    {},
                    UsableCredentials::Secret::EitherSheet,
                    QStringLiteral("AAAA-0002"),
                    QStringLiteral("AAAA-0001") },
                  { QStringLiteral("E-2"), {}, {}, UsableCredentials::Secret::Lost, {}, {} } };
    UsableCredentials west;
    west.userPrincipalName = Upn(run.userPrincipalNames[1]);
    west.password = UsableCredentials::Secret::Good;
    west.passwordSheet = QStringLiteral("BBBB-0001");
    stage.services.ways = { east, west };
    stage.model->choose(mode);
    const bool isSetUp = mode == Mode::Provision;
    QVERIFY(stage.walkTo(isSetUp ? PageId::Tenant : PageId::TenantStatus));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->resume().open() && stage.model->tenant().value; }, 5000));
    QVERIFY(QTest::qWaitFor([&] { return isSetUp || stage.model->tenantStatus().tenantStatus().value; }, 5000));
    auto *card = stage.find<ResumeCard>(isSetUp ? "resumeCard" : "standingResumeCard");
    QVERIFY(card->isVisible());
    // Rows that were just made show with the next turn of the loop.
    QVERIFY(QTest::qWaitFor([&] { return texts(card).join(QLatin1Char(' ')).contains(QLatin1String("BBBB-0001")); }));
    const QString all = texts(card).join(QLatin1Char('\n'));
    for (const char *part : { "A rotation", "quarry.east@contoso.onmicrosoft.com: no password opens it now",
                              "key E-1 opens it, with the PIN on sheet AAAA-0002 or else the one on sheet AAAA-0001",
                              "key E-2 does not open it",
                              "willow.west@contoso.onmicrosoft.com: the password on sheet BBBB-0001 opens it" })
        QVERIFY2(all.contains(QLatin1String(part)), qPrintable(QLatin1String(part) + QLatin1String(" in ") + all));
    const bool mayPass = mode == Mode::Check || mode == Mode::Drill; // they change nothing
    QCOMPARE(next(stage)->isEnabled(), mayPass);
    stage.find<QPushButton>(isSetUp ? "resumeLeave" : "standingResumeLeave")->click();
    QVERIFY(!card->isVisible());
    QVERIFY(next(stage)->isEnabled());
}

BG_TEST(QApplication, ResumeTest)
#include "ResumeTest.moc"
