// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/Stage.h"
#include "ui/models/AlertFiles.h"
#include "ui/models/AlertsModel.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace bg;

// The page on which alerts are chosen: what holds Next, what is filled in, what is said when it cannot be.
class AlertsPageTest : public QObject {
    Q_OBJECT

private:
    static bool nextWorks(Stage &stage)
    {
        QCoreApplication::processEvents();
        return stage.window->wizard().button(QWizard::NextButton)->isEnabled();
    }
    static bool deploy(Stage &stage)
    {
        if (!stage.walkTo(PageId::Alerts))
            return false;
        stage.find<QAbstractButton>("alertsDeploy")->click();
        return QTest::qWaitFor([&] {
            const auto &targets = stage.model->alerts().targets();
            return !targets.isRunning && (targets.value || targets.error);
        });
    }
    static void type(Stage &stage, const char *field, const QString &text)
    {
        stage.find<QLineEdit>(field)->clear();
        QTest::keyClicks(stage.find<QLineEdit>(field), text);
    }

private Q_SLOTS:
    void nothingIsAskedOfAzureUnlessAlertsAreChosen()
    {
        Stage stage;
        QVERIFY(stage.walkTo(PageId::Alerts));
        QVERIFY(nextWorks(stage));
        QVERIFY(!stage.model->alerts().targets().value);
        QVERIFY(!stage.model->alerts().targets().isRunning);
        QVERIFY(stage.find<QAbstractButton>("alertsNothing")->isChecked());
    }

    void nobodyToTellHoldsNext()
    {
        Stage stage;
        QVERIFY(deploy(stage));
        QVERIFY(!nextWorks(stage));
        QCOMPARE(stage.find<QLabel>("alertsOpen")->text(), QStringLiteral("Name at least one who is told."));
        type(stage, "alertEmails", QStringLiteral("security@"));
        QVERIFY(!nextWorks(stage));
        QVERIFY(stage.find<QLabel>("alertsOpen")->text().contains(QStringLiteral("security@")));
        type(stage, "alertEmails", QStringLiteral("security@contoso.onmicrosoft.com, duty@contoso.onmicrosoft.com"));
        QVERIFY(nextWorks(stage));
        QCOMPARE(stage.model->desired().alerts.receivers.emails.size(), 2);
        type(stage, "alertSms", QStringLiteral("12345"));
        QVERIFY(!nextWorks(stage));
        type(stage, "alertSms", QStringLiteral("+1 425 555 0100"));
        QVERIFY(nextWorks(stage));
        QCOMPARE(stage.model->desired().alerts.receivers.sms.first().number, QStringLiteral("4255550100"));
    }

    void whatAzureSaysIsFilledIn()
    {
        Stage stage;
        QVERIFY(deploy(stage));
        const AlertChoice &choice = stage.model->desired().alerts;
        QCOMPARE(choice.subscription, stage.services.azure.subscription);
        QCOMPARE(choice.location, QStringLiteral("northeurope"));
        QVERIFY(choice.usedWorkspace.isEmpty());
        QCOMPARE(stage.find<QComboBox>("alertSubscription")->currentText(), QStringLiteral("Contoso production"));
    }

    void theWorkspaceThatGetsTheLogsAlreadyIsProposed()
    {
        Stage stage;
        stage.services.azure.loggingWorkspace = stage.services.azure.workspaces.first().id;
        QVERIFY(deploy(stage));
        QCOMPARE(stage.model->desired().alerts.usedWorkspace, stage.services.azure.workspaces.first().id);
        auto *workspace = stage.find<QComboBox>("alertWorkspace");
        QVERIFY(workspace->currentText().contains(QStringLiteral("gets the sign-ins already")));
        QVERIFY(stage.find<QCheckBox>("alertSentinel")->isVisible());
        stage.find<QCheckBox>("alertSentinel")->click();
        QVERIFY(stage.model->desired().alerts.sentinel);
        QVERIFY(!stage.find<QCheckBox>("alert-actionGroup"));
    }

    void aResourceCanBeLeftOutAndTheCostFollows()
    {
        Stage stage;
        QVERIFY(deploy(stage));
        type(stage, "alertEmails", QStringLiteral("security@contoso.onmicrosoft.com"));
        const QString before = stage.find<QLabel>("alertsCost")->text();
        stage.find<QCheckBox>("alert-rule.role")->click();
        QCOMPARE(stage.model->desired().alerts.leftOut, QStringList{ QStringLiteral("rule.role") });
        QVERIFY(stage.find<QLabel>("alertsCost")->text() != before);
        stage.find<QCheckBox>("alert-rule.role")->click();
        QVERIFY(stage.model->desired().alerts.leftOut.isEmpty());
        QCOMPARE(stage.find<QLabel>("alertsCost")->text(), before);
    }

    void withoutAzureItSaysWhatRemainsAndLetsOneGoOn()
    {
        Stage stage;
        stage.services.azure = {};
        QVERIFY(deploy(stage));
        QVERIFY(nextWorks(stage));
        QVERIFY(!stage.find<QLineEdit>("alertEmails")->isVisible());
        bool isSaid = false;
        for (const QLabel *label : stage.window->wizard().currentPage()->findChildren<QLabel *>())
            isSaid = isSaid || label->text().contains(QStringLiteral("no Azure subscription"));
        QVERIFY(isSaid);
    }

    void withoutP1NothingIsAskedOfAzure()
    {
        Stage stage;
        stage.services.tenant.licence = Licence::Free;
        QVERIFY(stage.walkTo(PageId::Alerts));
        stage.find<QAbstractButton>("alertsDeploy")->click();
        QVERIFY(!stage.model->alerts().targets().isRunning);
        QVERIFY(nextWorks(stage));
    }

    void aRefusalIsShownAndHoldsNext()
    {
        Stage stage;
        stage.services.azureError.emplace().kind = Error::Kind::ConsentMissing;
        QVERIFY(deploy(stage));
        QVERIFY(!nextWorks(stage));
        stage.find<QAbstractButton>("alertsNothing")->click();
        QVERIFY(nextWorks(stage));
    }

    void filesAreWrittenForThoseWhoDeployOtherwise()
    {
        AlertDeploymentSpec spec;
        spec.accounts = { ObjectId(QStringLiteral("1c000000-0000-4000-8000-00000000000a")) };
        spec.exclusionGroup = ObjectId(QStringLiteral("2c000000-0000-4000-8000-00000000000c"));
        spec.subscription = QStringLiteral("5b0c0000-0000-4000-8000-000000000001");
        spec.location = QStringLiteral("westeurope");
        const QTemporaryDir folder;
        QVERIFY(saveAlertFiles(spec, folder.path()));
        for (const char *file : { "kql/sign-in.kql", "arm/alerts.json", "bicep/main.bicep", "terraform/main.tf" })
            QVERIFY2(QFile::exists(folder.filePath(QLatin1String(file))), file);
        spec.subscription.clear();
        QCOMPARE(saveAlertFiles(spec, folder.path()).error().kind, Error::Kind::Input);
        spec.subscription = QStringLiteral("5b0c0000-0000-4000-8000-000000000001");
        QCOMPARE(saveAlertFiles(spec, QStringLiteral("/proc/nowhere")).error().kind, Error::Kind::File);
    }

    void doneOffersTheFilesOnlyWhereThereAreAny()
    {
        Stage stage;
        QVERIFY(stage.walkTo(PageId::Done));
        QVERIFY(!stage.find<QAbstractButton>("alertFiles")->isVisible());
        Stage with;
        with.services.spec.emplace();
        QVERIFY(with.walkTo(PageId::Done));
        QVERIFY(with.find<QAbstractButton>("alertFiles")->isVisible());
    }
};

BG_TEST(QApplication, AlertsPageTest)
#include "AlertsPageTest.moc"
