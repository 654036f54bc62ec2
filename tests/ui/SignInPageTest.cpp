// SPDX-License-Identifier: GPL-3.0-or-later
// Which app signs in, and where, is in sight; what a file put there is asked about once more.
#include "tests/support/TestProgram.h"
#include "tests/ui/Stage.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace bg;

class SignInPageTest : public QObject {
    Q_OBJECT

    static constexpr QLatin1String other{ "11111111-2222-4333-8444-555555555555" };

    static SignInChoice global()
    {
        SignInChoice choice;
        choice.cloud = Cloud::known().first();
        return choice;
    }
    static bool stage(Stage &stage, const SignInChoice &choice)
    {
        stage.model->setSignInChoice(choice);
        return stage.walkTo(PageId::SignIn);
    }
    static QString text(const Stage &stage, const char *label) { return stage.find<QLabel>(label)->text(); }
    static bool isAskedAbout(const Stage &stage)
    {
        return stage.find<QCheckBox>("signInSure")->isVisible() && !stage.find<QPushButton>("signIn")->isEnabled()
            && !stage.find<QPushButton>("useCode")->isEnabled();
    }

private Q_SLOTS:
    void theUsualAppIsNamedAndSignsInAtOnce()
    {
        Stage on;
        QVERIFY(stage(on, global()));
        QVERIFY(text(on, "signInApp").contains(graphCommandLineTools()));
        QVERIFY(text(on, "signInApp").contains(QLatin1String("login.microsoftonline.com")));
        QVERIFY(!isAskedAbout(on));
        QVERIFY(on.find<QPushButton>("signIn")->isEnabled());
    }
    void anAppThatASettingsFilePutInPlaceOfMicrosoftsIsAskedAbout()
    {
        Stage on;
        SignInChoice planted = global();
        planted.clientId = other;
        planted.isClientUnsealed = true;
        QVERIFY(stage(on, planted));
        QVERIFY(text(on, "signInApp").contains(other));
        QVERIFY(text(on, "signInWarning").contains(QLatin1String("Somebody else")));
        QVERIFY(isAskedAbout(on));
        on.find<QPushButton>("signIn")->click();
        QVERIFY(!on.model->identity().isRunning && !on.model->identity().value);
        on.find<QCheckBox>("signInSure")->click();
        on.find<QPushButton>("signIn")->click();
        QVERIFY(QTest::qWaitFor([&] { return on.model->identity().value.has_value(); }, 5000));
        QCOMPARE(on.services.choice.clientId, QString(other));
        QVERIFY(on.find<QLabel>("signedInApp")->isVisible());
        QVERIFY(text(on, "signedInApp").contains(other));
    }
    void oneThatIsRememberedForATypedTenantIsNoLessInSight()
    {
        Stage on;
        on.services.clients[QStringLiteral("contoso.com")] = { other, false };
        QVERIFY(stage(on, global()));
        auto *tenant = on.find<QLineEdit>("tenantChoice");
        tenant->setText(QStringLiteral("contoso.com"));
        Q_EMIT tenant->editingFinished();
        QCOMPARE(on.model->signInChoice().clientId, QString(other));
        QVERIFY(on.model->signInChoice().isClientUnsealed);
        QVERIFY(isAskedAbout(on));
    }
    void aYesIsForOneAppOnly()
    {
        Stage on;
        SignInChoice own = global();
        own.clientId = other;
        QVERIFY(stage(on, own));
        QVERIFY(isAskedAbout(on));
        on.find<QCheckBox>("signInSure")->click();
        QVERIFY(on.find<QPushButton>("signIn")->isEnabled());
        own.clientId = QStringLiteral("99999999-2222-4333-8444-555555555555");
        on.model->setSignInChoice(own);
        QVERIFY(isAskedAbout(on));
    }
    void aCloudFileThatCallsItselfGlobalIsAskedAboutByItsHosts()
    {
        Stage on;
        SignInChoice planted = global();
        planted.cloud.login = QUrl(QStringLiteral("https://login.micros0ft.example"));
        QVERIFY(stage(on, planted));
        QVERIFY(text(on, "signInApp").contains(QLatin1String("login.micros0ft.example")));
        QVERIFY(text(on, "signInWarning").contains(QLatin1String("login.micros0ft.example")));
        QVERIFY(isAskedAbout(on));
    }
    void recordsThatTheEnvironmentPutElsewhereAreNamed()
    {
        Stage on;
        QVERIFY(stage(on, global()));
        QVERIFY(!on.find<QLabel>("otherRecords")->isVisible());
        on.model->setOtherStateFolder(QStringLiteral("/tmp/planted"));
        QVERIFY(on.find<QLabel>("otherRecords")->isVisible());
        QVERIFY(text(on, "otherRecords").contains(QLatin1String("/tmp/planted")));
    }
};

BG_TEST(QApplication, SignInPageTest)
#include "SignInPageTest.moc"
