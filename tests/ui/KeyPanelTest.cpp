// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/KeyPanel.h"
#include "app/model/FindingIds.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/Longer.h"
#include "tests/ui/Stage.h"
#include "ui/parts/SecretField.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <atomic>
#include <thread>

using namespace bg;

// What the person's hands are asked for, in the smallest window and in the longest texts.
class KeyPanelTest : public QObject {
    Q_OBJECT

private:
    using Ask = std::function<void(Operator &, std::stop_token)>;

    static KeyProgress moment()
    {
        KeyProgress moment;
        moment.phase = KeyProgress::Phase::Working;
        moment.slot = { 0, 1, QStringLiteral("N-2"), QStringLiteral("harbour.north"), 2, 4 };
        KeyFacts key;
        key.model = QStringLiteral("YubiKey 5C NFC");
        key.firmware = QStringLiteral("5.7.1");
        key.serial = QStringLiteral("28104733");
        key.minimumPinLength = 6;
        moment.key = key;
        return moment;
    }
    static PinQuestion pin(PinQuestion::Purpose purpose)
    {
        PinQuestion question;
        question.purpose = purpose;
        question.slot = moment().slot;
        question.key = *moment().key;
        question.before.emplace().kind = Error::Kind::PinRejected;
        return question;
    }
    // A run that shows a key and asks once, as soon as the page is there.
    static void play(Stage &stage, const Ask &ask)
    {
        stage.window->resize(800, 560);
        auto isThere = std::make_shared<std::atomic<bool>>(false);
        stage.services.script
            = [ask, isThere](Operator &human, RunObserver &, const DesiredState &desired, std::stop_token stop) {
                  while (!*isThere && !stop.stop_requested())
                      std::this_thread::yield();
                  human.show(moment());
                  ask(human, stop);
                  return ScriptedRun::record(desired, QStringLiteral("cancelled"));
              };
        QVERIFY(stage.walkTo(PageId::Work));
        stage.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
        QVERIFY(QTest::qWaitFor([] { return QApplication::focusWidget() != nullptr; }, 5000));
        *isThere = true;
        QVERIFY(QTest::qWaitFor([&] { return stage.model->workQuestion() != nullptr; }, 5000));
        settle();
    }
    static void settle()
    {
        for (int turn = 0; turn < 5; ++turn)
            QTest::qWait(0);
    }
    static bool isInSight(const QWidget *widget)
    {
        return widget && widget->visibleRegion().boundingRect() == widget->rect();
    }
    static QWidget *focused(const Stage &stage) { return stage.window->focusWidget(); }

private Q_SLOTS:
    void initTestCase() { QCoreApplication::installTranslator(&m_longer); }

    void theControlThatIsAskedForIsInSight_data()
    {
        QTest::addColumn<Ask>("ask");
        QTest::addColumn<QString>("control");
        QTest::newRow("PIN to choose") << Ask([](Operator &human, std::stop_token stop) {
            (void)human.pin(pin(PinQuestion::Purpose::Choose), stop);
        }) << QStringLiteral("pin");
        QTest::newRow("PIN to type") << Ask([](Operator &human, std::stop_token stop) {
            PinQuestion last = pin(PinQuestion::Purpose::Enter);
            last.isLast = true;
            (void)human.pin(last, stop);
        }) << QStringLiteral("pin");
        QTest::newRow("trouble") << Ask([](Operator &human, std::stop_token stop) {
            Error error;
            error.kind = Error::Kind::KeyNotAdmitted;
            (void)human.afterTrouble(error, QStringLiteral("YubiKey 4"), stop);
        }) << QStringLiteral("tryAgain");
        QTest::newRow("yes or no") << Ask([](Operator &human, std::stop_token stop) {
            const QJsonObject lost{ { QStringLiteral("label"), QStringLiteral("N-2") },
                                    { QStringLiteral("model"), QStringLiteral("YubiKey 5C NFC") },
                                    { QStringLiteral("serial"), QStringLiteral("28104733") } };
            (void)human.confirm(question::ResetKey, lost, stop);
        }) << QStringLiteral("answerNo");
    }
    void theControlThatIsAskedForIsInSight()
    {
        QFETCH(Ask, ask);
        QFETCH(QString, control);
        Stage stage;
        play(stage, ask);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(focused(stage)->objectName(), control);
        QVERIFY(isInSight(focused(stage)));
        // Every control of the panel that Tab comes to, once around and backwards.
        const auto *panel = stage.find<KeyPanel>("keyPanel");
        for (const Qt::KeyboardModifiers with : { Qt::NoModifier, Qt::ShiftModifier }) {
            QStringList met;
            for (int i = 0; i < 12; ++i) {
                QTest::keyClick(focused(stage), with ? Qt::Key_Backtab : Qt::Key_Tab, with);
                settle();
                if (!panel->isAncestorOf(focused(stage)))
                    continue;
                met.append(focused(stage)->objectName());
                QVERIFY2(isInSight(focused(stage)), qPrintable(met.last()));
            }
            QVERIFY(met.contains(control));
        }
    }

    void aDialogOfWindowsIsSpokenOfWhileItStands()
    {
        QCoreApplication::removeTranslator(&m_longer);
        std::atomic<int> scene = 0; // the run reads it until the stage is gone
        Stage stage;
        stage.services.script = [&](Operator &human, RunObserver &, const DesiredState &desired, std::stop_token stop) {
            KeyProgress shown = moment();
            shown.key->asksByItself = true;
            using enum KeyProgress::Phase;
            for (const KeyProgress::Phase phase : { Touch, TouchToProve, Working }) {
                shown.phase = phase;
                human.show(shown);
                for (const int before = scene; scene == before && !stop.stop_requested();)
                    std::this_thread::yield();
            }
            return ScriptedRun::record(desired, QStringLiteral("cancelled"));
        };
        const auto says = [&](const char *headline, const char *sentence) {
            return QTest::qWaitFor(
                [&] {
                    return stage.find<QLabel>("keyHeadline")->text() == QLatin1String(headline)
                        && stage.find<QLabel>("keySentence")->text() == QLatin1String(sentence);
                },
                5000);
        };
        QVERIFY(stage.walkTo(PageId::Work));
        QVERIFY(says("Windows shows a window of its own now",
                     "Choose the security key there, put in the one labelled N-2, type its PIN and touch it."));
        ++scene;
        QVERIFY(says("Windows shows its window once more",
                     "Choose the security key again, type its PIN and touch it: this proves that the key finds its "
                     "account by itself."));
        ++scene;
        QVERIFY(says("Leave the key in", "The wizard is talking to it."));
        ++scene;
        QCoreApplication::installTranslator(&m_longer);
    }

    void theChoicesFitTheTrouble_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QStringList>("offered");
        QTest::newRow("no network") << int(Error::Kind::Offline) << QStringLiteral("exclusionGroup")
                                    << QStringList{ QStringLiteral("tryAgain"), QStringLiteral("stopHere") };
        QTest::newRow("refused") << int(Error::Kind::Refused) << QStringLiteral("exclusions")
                                 << QStringList{ QStringLiteral("tryAgain"), QStringLiteral("skip"),
                                                 QStringLiteral("stopHere") };
        QTest::newRow("key") << int(Error::Kind::KeyFull) << QStringLiteral("N-1")
                             << QStringList{ QStringLiteral("tryAgain"), QStringLiteral("otherKey"),
                                             QStringLiteral("skip") };
    }
    void theChoicesFitTheTrouble()
    {
        QFETCH(int, kind);
        QFETCH(QString, subject);
        QFETCH(QStringList, offered);
        Stage stage;
        play(stage, [kind, subject](Operator &human, std::stop_token stop) {
            Error error;
            error.kind = Error::Kind(kind);
            (void)human.afterTrouble(error, subject, stop);
        });
        if (QTest::currentTestFailed())
            return;
        QStringList shown;
        for (const char *name : { "tryAgain", "otherKey", "skip", "stopHere" })
            if (stage.find<QAbstractButton>(name)->isVisible())
                shown += QLatin1String(name);
        QCOMPARE(shown, offered);
    }

    void stopHereStopsTheRun()
    {
        Stage stage;
        play(stage, [](Operator &human, std::stop_token stop) {
            Error error;
            error.kind = Error::Kind::Offline;
            (void)human.afterTrouble(error, QStringLiteral("exclusionGroup"), stop);
        });
        if (QTest::currentTestFailed())
            return;
        stage.find<QAbstractButton>("stopHere")->click();
        QVERIFY(stage.model->run().isStopping || !stage.model->run().isRunning);
    }

    void theConsentIsShortAndNamesAreFolded()
    {
        QCoreApplication::removeTranslator(&m_longer);
        Stage stage;
        play(stage, [](Operator &human, std::stop_token stop) {
            (void)human.confirm(QStringLiteral("signIn.consent"),
                                { { QStringLiteral("userName"), QStringLiteral("admin@contoso.com") },
                                  { QStringLiteral("scopes"), QStringLiteral("User.ReadWrite.All") } },
                                stop);
        });
        QVERIFY(!QTest::currentTestFailed());
        QVERIFY(!stage.find<QLabel>("keySentence")->text().contains(QLatin1String("ReadWrite")));
        auto *details = stage.find<QLabel>("questionDetailsText");
        QVERIFY(!details->isVisible());
        auto *yes = stage.find<QPushButton>("answerYes");
        QCOMPARE(yes->text(), QStringLiteral("Open the browser"));
        QVERIFY(yes->property("primary").toBool() && yes->isDefault() && yes->hasFocus());
        QVERIFY(!stage.find<QPushButton>("answerNo")->isDefault());
        stage.find<QAbstractButton>("questionDetails")->click();
        QVERIFY(details->isVisible() && details->text().contains(QLatin1String("User.ReadWrite.All")));
        QCoreApplication::installTranslator(&m_longer);
    }

    void aSmallerWindowAndALongerTextDoNotHideIt()
    {
        Stage stage;
        play(stage,
             [](Operator &human, std::stop_token stop) { (void)human.pin(pin(PinQuestion::Purpose::Choose), stop); });
        if (QTest::currentTestFailed())
            return;
        stage.find<SecretField>("pinAgain")->setFocus();
        settle();
        QVERIFY(isInSight(focused(stage)));
        stage.window->resize(1000, 900);
        settle();
        stage.window->resize(800, 560);
        settle();
        QVERIFY(isInSight(focused(stage)));
        stage.find<QLabel>("keyHeadline")->setText(QStringLiteral("Much longer than before. ").repeated(12));
        settle();
        QVERIFY(isInSight(focused(stage)));
    }

private:
    Longer m_longer;
};

BG_TEST(QApplication, KeyPanelTest)
#include "KeyPanelTest.moc"
