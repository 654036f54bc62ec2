// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/Stage.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTimer>

using namespace bg;

// A browser that shows an error and never comes back.
class SignInPatienceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void afterTwentySecondsThePageAsksWhatTheBrowserShows()
    {
        Stage stage;
        QVERIFY(stage.walkTo(PageId::SignIn));
        stage.services.signInWaits = true;
        stage.model->signIn();
        stage.model->offerLink(QUrl(QStringLiteral("http://localhost/authorize")));
        auto *patience = stage.window->findChild<QTimer *>(QStringLiteral("browserPatience"));
        QVERIFY(patience);
        QVERIFY(QTest::qWaitFor([&] { return patience->isActive(); }, 5000));
        QCOMPARE(patience->interval(), 20000);
        auto *doubt = stage.find<QPushButton>("browserError");
        QVERIFY(!doubt->isVisible());
        patience->setInterval(0); // the twenty seconds are over
        QVERIFY(QTest::qWaitFor([&] { return doubt->isVisible(); }, 5000));
        auto *errors = stage.find<QLabel>("browserErrors");
        QVERIFY(!errors->isVisible());
        doubt->click();
        QVERIFY(errors->isVisible());
        QVERIFY2(errors->text().contains(QLatin1String("AADSTS700016")), qPrintable(errors->text()));
        QVERIFY(stage.find<QPushButton>("stopSignIn")->isVisible());
        stage.find<QPushButton>("stopSignIn")->click();
        QVERIFY(QTest::qWaitFor([&] { return !stage.model->identity().isRunning; }, 5000));
        QVERIFY(!doubt->isVisible() && !errors->isVisible() && !patience->isActive());
    }
};

BG_TEST(QApplication, SignInPatienceTest)
#include "SignInPatienceTest.moc"
