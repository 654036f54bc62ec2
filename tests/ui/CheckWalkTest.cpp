// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/Stage.h"
#include "ui/words/ReasonText.h"
#include "ui/words/StatementText.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace bg;

// A check by the real buttons: where the accounts stand, what people answer, what was found, and what follows.
class CheckWalkTest : public QObject {
    Q_OBJECT

private:
    static bool isShown(Stage &stage, const char *finding)
    {
        const auto *row = stage.find<QWidget>(qPrintable(QStringLiteral("finding-") + QLatin1String(finding)));
        return row && row->isVisible();
    }
    static bool waitForFindings(Stage &stage)
    {
        return QTest::qWaitFor([&] { return stage.model->record().has_value(); }, 5000);
    }

private Q_SLOTS:
    void theRailShowsTheStagesOfTheCheck();
    void theStandingShowsAccountsKeysAndWhatIsDue();
    void answersGoWithTheCheck();
    void whatIsNewIsShownFirst();
    void aCheckThatFailedShowsTheServicesOwnWords();
    void whatDriftedIsMendedAndNothingElse();
    void whatTakesKeysAndPaperGoesOnAsASetUpOfTheSameAccounts();
    void accountsWithoutARecordAreShownAndTheLastDrillIsNotKnown();
    void withoutARecordTheStandingOffersASetUp();
};

void CheckWalkTest::theRailShowsTheStagesOfTheCheck()
{
    Stage stage;
    stage.find<QPushButton>("mode-check")->click();
    QVERIFY(stage.walkTo(PageId::Questions));
    auto *rail = stage.window->findChild<QListWidget *>(QStringLiteral("rail"));
    QStringList stages;
    for (int row = 0; row < rail->count(); ++row)
        stages += rail->item(row)->data(Qt::AccessibleTextRole).toString();
    QCOMPARE(stages,
             (QStringList{ QStringLiteral("Sign in, done"), QStringLiteral("Where it stands, done"),
                           QStringLiteral("Questions, now"), QStringLiteral("What was found, not yet") }));
}

void CheckWalkTest::theStandingShowsAccountsKeysAndWhatIsDue()
{
    Stage stage;
    stage.find<QPushButton>("mode-check")->click();
    QVERIFY(stage.walkTo(PageId::TenantStatus));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::TenantStatus); }, 5000));
    QString text;
    for (const QLabel *label : stage.window->wizard().currentPage()->findChildren<QLabel *>())
        text += label->text() + QLatin1Char('\n');
    for (const char *part :
         { "harbour.north@contoso.onmicrosoft.com", "meadow.south@contoso.onmicrosoft.com",
           "Key N-1 · YubiKey 5C NFC · 28104731", "Key S-2 · YubiKey 5C NFC · 28104732 is not registered",
           "Global Administrator, permanent", "No drill yet", "days ago" })
        QVERIFY2(text.contains(QString::fromUtf8(part)), part);
}

void CheckWalkTest::answersGoWithTheCheck()
{
    Stage stage;
    stage.find<QPushButton>("mode-check")->click();
    QVERIFY(stage.walkTo(PageId::Questions));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->tenantStatus().tenantStatus().value.has_value(); }, 5000));
    const auto answer = [&](const char *statement, Said said) {
        auto *box = stage.find<QComboBox>(qPrintable(QStringLiteral("answer-") + QLatin1String(statement)));
        box->setCurrentIndex(box->findData(int(said)));
        Q_EMIT box->activated(box->currentIndex());
    };
    answer("sealsIntact", Said::Yes);
    answer("placesApart", Said::No);
    answer("placesApart", Said::Yes); // thought better of it
    QVERIFY(stage.goOn());
    QVERIFY(waitForFindings(stage));
    const QDate today = stage.clock.utcNow().date();
    QCOMPARE(stage.services.answered.size(), 2);
    QCOMPARE(answerTo(QStringLiteral("placesApart"), stage.services.answered)->said, Said::Yes);
    QCOMPARE(answerTo(QStringLiteral("sealsIntact"), stage.services.answered)->on, today);
}

void CheckWalkTest::whatIsNewIsShownFirst()
{
    Stage stage;
    stage.find<QPushButton>("mode-check")->click();
    RunRecord before = ScriptedRun::record(DesiredState::proposal(), QStringLiteral("findings"));
    before.mode = Mode::Check;
    before.findings = { stage.services.checked[1], stage.services.checked[0] };
    before.findings[1].id = QStringLiteral("role.missing"); // mended since
    before.started = before.started.addDays(-30);
    before.finished = before.started;
    stage.services.earlier = { before };
    QVERIFY(stage.walkTo(PageId::Findings));
    QVERIFY(waitForFindings(stage));
    const QList<ComparedFinding> &all = stage.model->check().findings();
    QCOMPARE(all[0].finding.id, QStringLiteral("policy.reaches"));
    QCOMPARE(all[0].change, Change::New);
    QCOMPARE(all[1].change, Change::Gone);
    QCOMPARE(all[2].change, Change::Same);
    QVERIFY(QTest::qWaitFor(
        [&] { return isShown(stage, "policy.reaches") && isShown(stage, "account.otherMethodsSeen"); }, 5000));
    QVERIFY(!isShown(stage, "role.missing") && !isShown(stage, "account.inPlace")); // folded
    QVERIFY(stage.find<QPushButton>("repair")->isVisible());
    QVERIFY(stage.walkTo(PageId::Done));
    QVERIFY(stage.find<QPushButton>("evidence")->isEnabled());
}

void CheckWalkTest::aCheckThatFailedShowsTheServicesOwnWords()
{
    Stage stage;
    Error error;
    error.kind = Error::Kind::Forbidden;
    error.serviceCode = QStringLiteral("Authorization_RequestDenied");
    error.serviceMessage = QStringLiteral("Insufficient privileges to complete the operation.");
    error.requestId = QStringLiteral("b7b2a3c4-0000-4000-8000-000000000001");
    stage.services.checkFailure = error;
    stage.find<QPushButton>("mode-check")->click();
    QVERIFY(stage.walkTo(PageId::Questions));
    QVERIFY(stage.walkTo(PageId::Findings));
    QVERIFY(waitForFindings(stage));
    QString text;
    for (const QLabel *label : stage.window->wizard().currentPage()->findChildren<QLabel *>())
        text += label->text() + QLatin1Char('\n');
    for (const QString &part : { error.serviceCode, error.serviceMessage, error.requestId })
        QVERIFY2(text.contains(part), qPrintable(part));
}

void CheckWalkTest::whatDriftedIsMendedAndNothingElse()
{
    Stage stage;
    stage.find<QPushButton>("mode-check")->click();
    QVERIFY(stage.walkTo(PageId::Findings));
    QVERIFY(waitForFindings(stage));
    QVERIFY(!stage.find<QPushButton>("setUpAgain")->isVisible());
    stage.find<QPushButton>("repair")->click();
    QCOMPARE(stage.window->wizard().page(), PageId::Repair);
    QCOMPARE(stage.model->mode(), Mode::Repair);
    QCOMPARE(stage.model->desired().drift, QList<StepId>{ StepId::Exclusions });
    QCOMPARE(stage.model->desired().accounts[1].adopted, ObjectId(QStringLiteral("account-1")));
    QVERIFY(!stage.model->record());
    QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::Repair); }, 5000));
    QVERIFY(stage.find<QCheckBox>("drift-exclusions")->isChecked());
    QVERIFY(!stage.find<QCheckBox>("drift-role")->isChecked());
    stage.find<QCheckBox>("drift-role")->click();
    QVERIFY(stage.walkTo(PageId::Review));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::Review); }, 5000));
    QCOMPARE(stage.services.plannedFor.drift, (QList<StepId>{ StepId::Exclusions, StepId::Role }));
    QCOMPARE(stage.services.plannedFor.accounts[1].adopted, ObjectId(QStringLiteral("account-1")));
}

void CheckWalkTest::whatTakesKeysAndPaperGoesOnAsASetUpOfTheSameAccounts()
{
    Stage stage;
    Finding key = stage.services.checked[0];
    key.id = QStringLiteral("key.missing");
    key.step = StepId::Keys;
    stage.services.checked = { key };
    stage.find<QPushButton>("mode-check")->click();
    QVERIFY(stage.walkTo(PageId::Findings));
    QVERIFY(waitForFindings(stage));
    QVERIFY(!stage.find<QPushButton>("repair")->isVisible());
    stage.find<QPushButton>("setUpAgain")->click();
    QCOMPARE(stage.window->wizard().page(), PageId::Tenant);
    QCOMPARE(stage.model->mode(), Mode::Provision);
    QCOMPARE(stage.model->desired().accounts[1].adopted, ObjectId(QStringLiteral("account-1")));
    QVERIFY(!stage.model->record());
    QVERIFY(stage.walkTo(PageId::Review));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::Review); }, 5000));
}

void CheckWalkTest::accountsWithoutARecordAreShownAndTheLastDrillIsNotKnown()
{
    Stage stage;
    stage.services.stands.isRecorded = false;
    stage.services.stands.done = {};
    stage.services.stands.dates.clear();
    for (AccountStatus &account : stage.services.stands.accounts) {
        account.foundBy = { FoundBy::Group };
        for (KeyStatus &key : account.keys)
            key.isRecorded = false;
    }
    stage.find<QPushButton>("mode-check")->click();
    QVERIFY(stage.walkTo(PageId::TenantStatus));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(PageId::TenantStatus); }, 5000));
    QString all;
    for (const QLabel *label : stage.window->wizard().currentPage()->findChildren<QLabel *>())
        all += label->text() + QLatin1Char('\n');
    QVERIFY2(all.contains(QLatin1String("Last drill: not known on this computer")), qPrintable(all));
    QVERIFY2(all.contains(howFound(FoundBy::Group)), qPrintable(all));
    QVERIFY2(!all.contains(QLatin1String("none that was set up here")), qPrintable(all));
    stage.find<QPushButton>("standing-drill")->click();
    QCOMPARE(stage.window->wizard().page(), PageId::Drill);
}

void CheckWalkTest::withoutARecordTheStandingOffersASetUp()
{
    Stage stage;
    stage.services.stands = {};
    stage.find<QPushButton>("mode-check")->click();
    QVERIFY(stage.walkTo(PageId::TenantStatus));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->tenantStatus().tenantStatus().value.has_value(); }, 5000));
    QVERIFY(!stage.model->isReadyToGoOn(PageId::TenantStatus));
    stage.find<QPushButton>("standing-provision")->click();
    QCOMPARE(stage.window->wizard().page(), PageId::Tenant);
}

BG_TEST(QApplication, CheckWalkTest)
#include "CheckWalkTest.moc"
