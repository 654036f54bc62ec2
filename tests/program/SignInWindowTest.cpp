// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "ui/Window.h"
#include "ui/program/Composition.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <thread>

using namespace bg;

// The window as the program composes it, sign-in and engine included, before the practice tenant, and a person whose
// browser opens nothing: the link is copied, or a code is entered elsewhere.
class SignInWindowTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Composition> m_all;
    PrintService m_printing;
    std::unique_ptr<Window> m_window;

    template <typename Widget> Widget *find(const char *name) const
    {
        return m_window->wizard().currentPage()->findChild<Widget *>(QLatin1String(name));
    }
    WizardModel &model() { return m_all->model(); }
    bool askForCode()
    {
        find<QPushButton>("useCode")->click();
        return QTest::qWaitFor([this] { return !model().deviceCode().isEmpty(); }, 10000);
    }
    // Elsewhere; blocks its own thread only.
    Result<void> enter(const Visitor &visitor = {})
    {
        Result<void> entered;
        std::jthread([&, code = model().deviceCode()] {
            entered = m_all->practice()->enterDeviceCode(code, visitor);
        }).join();
        return entered;
    }
    bool roundIsOver()
    {
        return QTest::qWaitFor([this] { return !model().identity().isRunning; }, 20000);
    }

private Q_SLOTS:
    void init()
    {
        CommandLine line;
        line.practice = true;
        auto made = Composition::make(line, [this](const QUrl &) {
            ++m_browsers;
            return true;
        });
        QVERIFY(made);
        m_all = std::move(*made);
        m_browsers = 0;
        m_window = std::make_unique<Window>(model(), m_printing);
        m_window->show();
        m_window->wizard().next();
        QCOMPARE(m_window->wizard().page(), PageId::SignIn);
    }
    void cleanup()
    {
        m_window.reset();
        m_all.reset();
    }

    void theLinkThatWasCopiedSignsThePersonIn()
    {
        find<QPushButton>("signIn")->click();
        auto *copy = find<QPushButton>("copyLink");
        QVERIFY(QTest::qWaitFor([&] { return copy->isVisible() && m_browsers == 1; }, 10000));
        copy->click();
        const QUrl link(QGuiApplication::clipboard()->text());
        QCOMPARE(link.toEncoded(), model().link().toEncoded());
        m_all->practice()->browseAside(link);
        QVERIFY(roundIsOver());
        QVERIFY(model().identity().value);
        QVERIFY(model().link().isEmpty());
    }
    void aClosedTabIsStoppedAndTheNextTryIsATry()
    {
        find<QPushButton>("signIn")->click();
        QVERIFY(QTest::qWaitFor([this] { return m_browsers == 1; }, 10000));
        QElapsedTimer since;
        since.start();
        find<QPushButton>("stopSignIn")->click();
        QVERIFY(roundIsOver());
        QVERIFY(since.elapsed() < 1000);
        QVERIFY(!model().identity().value && !model().identity().error);
        find<QPushButton>("signIn")->click();
        QVERIFY(QTest::qWaitFor([this] { return m_browsers == 2; }, 10000));
        m_all->practice()->browseAside(model().link());
        QVERIFY(roundIsOver());
        QVERIFY(model().identity().value);
    }
    void theCodeInTheWindowSignsThePersonIn()
    {
        QVERIFY(askForCode());
        const QString shown = find<QLabel>("waiting")->text();
        QVERIFY2(shown.contains(model().deviceCode()), qPrintable(shown));
        QVERIFY2(shown.contains(QStringLiteral("/practice/device")), qPrintable(shown));
        QVERIFY(enter());
        QVERIFY(roundIsOver());
        QVERIFY(model().identity().value);
        QCOMPARE(model().identity().value->userName, m_all->practice()->operatorName());
        QVERIFY(model().deviceCode().isEmpty());
        QCOMPARE(m_browsers, 0);
        // The tokens work: the tenant is read with them, and nothing stops the set-up.
        QVERIFY(QTest::qWaitFor([this] { return model().isReadyToGoOn(PageId::SignIn); }, 5000));
        m_window->wizard().next();
        QVERIFY(QTest::qWaitFor([this] { return model().isReadyToGoOn(PageId::Tenant); }, 20000));
        QVERIFY(!model().tenant().value->isStopped());
        QCOMPARE(m_all->practice()->writes(), 0);
        QCOMPARE(m_browsers, 0);
    }
    void aDeclineIsToldAndTheBrowserIsStillThere()
    {
        QVERIFY(askForCode());
        Visitor visitor;
        visitor.declines = true;
        QVERIFY(enter(visitor));
        QVERIFY(roundIsOver());
        QVERIFY(model().identity().error);
        QCOMPARE(model().identity().error->kind, Error::Kind::SignInRefused);
        QVERIFY(model().deviceCode().isEmpty());
        QVERIFY(find<QPushButton>("signIn")->isVisible() && find<QPushButton>("useCode")->isVisible());
    }
    void aCodeThatNobodyEntersIsGivenUpOnRequest()
    {
        QVERIFY(askForCode());
        QElapsedTimer since;
        since.start();
        find<QPushButton>("stopSignIn")->click();
        QVERIFY(roundIsOver());
        QVERIFY(since.elapsed() < 1000);
        QVERIFY(!model().identity().error); // being stopped is no error
        QVERIFY(model().deviceCode().isEmpty());
    }

private:
    int m_browsers = 0; // opened
};

BG_TEST(QApplication, SignInWindowTest)
#include "SignInWindowTest.moc"
