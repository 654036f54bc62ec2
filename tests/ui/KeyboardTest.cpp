// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/Stage.h"
#include "ui/PageFlow.h"
#include "ui/parts/SecretField.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace bg;

// What shows up as a window of its own beside the wizard's: a control that is shown before it has its place in a page.
class OtherWindows : public QObject {
public:
    explicit OtherWindows(const QWidget &window) : m_window(window) { qApp->installEventFilter(this); }
    QStringList seen;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (event->type() == QEvent::Show && widget && widget->isWindow() && widget != &m_window)
            seen.append(widget->objectName() + QLatin1Char(' ') + QLatin1String(widget->metaObject()->className()));
        return false;
    }

private:
    const QWidget &m_window;
};

// Every page of every mode, by the keyboard alone.
class KeyboardTest : public QObject {
    Q_OBJECT

private:
    static QString nameOf(const QWidget *widget)
    {
        return widget ? widget->objectName() + QLatin1Char(' ') + QLatin1String(widget->metaObject()->className())
                      : QStringLiteral("nothing");
    }
    // In the window, as if nothing were scrolled.
    static QRect placeOf(const QWidget *widget)
    {
        QRect box(widget->mapTo(widget->window(), QPoint()), widget->size());
        for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget())
            if (const auto *area = qobject_cast<const QScrollArea *>(parent))
                box.translate(0, area->verticalScrollBar()->value());
        return box;
    }
    // Every page is reached as a person reaches it; what a page needs before it lets one go on is done here.
    static bool bringTo(Stage &stage, Mode mode, PageId page);
    // What Tab comes to, from the page's start once around.
    static QList<QWidget *> tabRound(Stage &stage);
    static void pages()
    {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<PageId>("page");
        for (const Mode mode : workingModes())
            for (const PageId page : pagesOf(mode)) // a check leaves its Work by itself
                if (page != PageId::Work || !(turnsBetweenWorkAndPaper(mode) || mode == Mode::Check))
                    QTest::addRow("%s %d", qPrintable(name(mode)), int(page)) << mode << page;
    }

private Q_SLOTS:
    void everyPageHasOnePrimaryAVisibleFocusAndReadsInOrder_data() { pages(); }
    void everyPageHasOnePrimaryAVisibleFocusAndReadsInOrder();
    void enterPressesWhatHasTheFocus_data() { pages(); }
    void enterPressesWhatHasTheFocus();
    void enterInAFieldPressesThePrimary();
    void heldEnterPressesOnce();
    void focusThatGoesAwayComesToTheTitle();
};

bool KeyboardTest::bringTo(Stage &stage, Mode mode, PageId page)
{
    stage.model->choose(mode);
    stage.services.drillTime = stage.clock.utcNow();
    if (mode == Mode::Repair)
        stage.services.tenant = ScriptedTenant::lockedOut();
    const QList<PageId> pages = pagesOf(mode, stage.model->desired());
    for (const PageId before : pages.mid(0, pages.indexOf(page))) {
        if (before == PageId::Work && turnsBetweenWorkAndPaper(mode))
            continue; // it turns to the paper by itself
        if (!stage.walkTo(before))
            return false;
        if (before == PageId::Rotate || before == PageId::TenantStatus) {
            if (!QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(before); }, 5000))
                return false;
        } else if (before == PageId::Uses) {
            if (!QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(before); }, 5000))
                return false;
        } else if (before == PageId::Repair) {
            if (!QTest::qWaitFor([&] { return stage.find<QAbstractButton>("restore-policy-666-0"); }, 5000))
                return false;
            stage.find<QAbstractButton>("restore-policy-666-0")->click();
        } else if (before == PageId::Paper && mode == Mode::Drill) {
            if (!QTest::qWaitFor([&] { return stage.model->sheetQuestion() != nullptr; }, 5000) || !stage.handleSheet())
                return false;
        } else if (before == PageId::Drill) {
            stage.find<QAbstractButton>("beginDrill")->click();
            stage.find<QAbstractButton>("drillSignIn")->click();
            const auto &drill = stage.model->drill();
            if (!QTest::qWaitFor([&] { return drill.stage() == DrillModel::Stage::Alert && !drill.trace().isRunning; }, 5000))
                return false;
            stage.find<QAbstractButton>("alertCame")->click();
            stage.find<QAbstractButton>("keepDrill")->click();
            if (!QTest::qWaitFor([&] { return stage.model->isReadyToGoOn(before); }, 5000))
                return false;
        }
    }
    if (!stage.walkTo(page))
        return false;
    stage.window->activateWindow();
    (void)QTest::qWaitFor([&] { return page == PageId::Review || stage.model->isReadyToGoOn(page); }, 1000);
    return QTest::qWaitForWindowActive(stage.window.get());
}

QList<QWidget *> KeyboardTest::tabRound(Stage &stage)
{
    QList<QWidget *> met;
    for (int i = 0; i < 200; ++i) {
        QWidget *focused = stage.window->focusWidget();
        const bool isInside = !met.isEmpty() && focused == met.last(); // a date has three parts
        if (!focused || (!isInside && met.contains(focused)))
            break;
        if (!isInside)
            met.append(focused);
        QTest::keyClick(focused, Qt::Key_Tab);
    }
    return met;
}

void KeyboardTest::everyPageHasOnePrimaryAVisibleFocusAndReadsInOrder()
{
    QFETCH(Mode, mode);
    QFETCH(PageId, page);
    Stage stage;
    const OtherWindows others(*stage.window);
    QVERIFY(bringTo(stage, mode, page));
    QTest::qWait(50);
    QCOMPARE(others.seen, QStringList());

    int shown = 0;
    for (const QWizardPage *other : stage.window->findChildren<QWizardPage *>())
        shown += other->isVisible();
    QCOMPARE(shown, 1);
    QList<const QPushButton *> primaries;
    for (const QPushButton *button : stage.window->findChildren<QPushButton *>()) {
        const bool isShown = button->isVisible() && button->window() == stage.window.get();
        if (isShown && button->property("primary").toBool())
            primaries.append(button);
        const QString name = button->objectName();
        const bool isNoAnswer = name == QLatin1String("back") || name == QLatin1String("cancel")
            || name == QLatin1String("stopHere") || (page == PageId::Review && name == QLatin1String("commit"));
        QVERIFY2(!isNoAnswer || (!button->isDefault() && !button->autoDefault()), qPrintable(name));
    }
    QCOMPARE(primaries.size(), 1);
    QVERIFY(primaries.first()->objectName() != QLatin1String("back")
            && primaries.first()->objectName() != QLatin1String("cancel"));

    QWidget *start = stage.window->focusWidget();
    QVERIFY2(start && start->isVisible() && start->isEnabled(), qPrintable(nameOf(start)));
    QVERIFY2(stage.window->wizard().currentPage()->isAncestorOf(start), qPrintable(nameOf(start)));

    const QList<QWidget *> round = tabRound(stage);
    const bool isMirrored = stage.window->isRightToLeft();
    QRect last;
    for (const QWidget *widget : round) {
        QVERIFY2(widget->isVisible() && widget->isEnabled(), qPrintable(nameOf(widget)));
        const QRect box = placeOf(widget);
        const bool isAbove = box.bottom() <= last.top(); // fine only in the next column
        const bool isNextColumn = isMirrored ? box.right() <= last.left() : box.left() >= last.right();
        const bool isInRow = box.top() < last.bottom() && box.bottom() > last.top();
        const bool isBefore = isMirrored ? box.left() >= last.right() : box.right() <= last.left();
        const QWidget *before = round[(round.indexOf(widget) + round.size() - 1) % round.size()];
        const QWidget *shownPage = stage.window->wizard().currentPage();
        const bool isOtherRow = shownPage->isAncestorOf(widget) != shownPage->isAncestorOf(before); // page or buttons below it
        if (!last.isNull() && widget != start && !isOtherRow) {
            QVERIFY2(!isAbove || isNextColumn, qPrintable(nameOf(widget)));
            QVERIFY2(!isInRow || !isBefore, qPrintable(nameOf(widget)));
        }
        last = box;
    }
    // Nothing that can be pressed is out of reach.
    for (QAbstractButton *button : stage.window->findChildren<QAbstractButton *>()) {
        const bool isReached = button->isVisible() && button->isEnabled() && (button->focusPolicy() & Qt::TabFocus)
            && button->window() == stage.window.get() && !(button->isCheckable() && button->autoExclusive());
        QVERIFY2(!isReached || round.contains(button), qPrintable(nameOf(button)));
    }
}

void KeyboardTest::enterPressesWhatHasTheFocus()
{
    QFETCH(Mode, mode);
    QFETCH(PageId, page);
    Stage stage;
    QVERIFY(bringTo(stage, mode, page));
    QTest::qWait(50);
    for (QWidget *widget : tabRound(stage)) {
        auto *button = qobject_cast<QAbstractButton *>(widget);
        if (!button || !button->isEnabled())
            continue;
        // What it does is another test's; here nothing may answer but this one.
        std::vector<std::unique_ptr<QSignalSpy>> others;
        for (QAbstractButton *other : stage.window->findChildren<QAbstractButton *>()) {
            other->disconnect();
            if (other != button)
                others.push_back(std::make_unique<QSignalSpy>(other, &QAbstractButton::clicked));
        }
        QSignalSpy pressed(button, &QAbstractButton::clicked);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Return);
        QVERIFY2(pressed.size() == 1, qPrintable(nameOf(button)));
        QTest::keyClick(button, Qt::Key_Space);
        QVERIFY2(pressed.size() == 2, qPrintable(nameOf(button)));
        for (const auto &other : others)
            QVERIFY2(other->isEmpty(), qPrintable(nameOf(button)));
        QCOMPARE(stage.window->wizard().page(), page);
    }
}

void KeyboardTest::enterInAFieldPressesThePrimary()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Places));
    QTest::keyClick(stage.find<QLineEdit>("witness"), Qt::Key_Return);
    QCOMPARE(stage.window->wizard().page(), PageId::Alerts);
}

void KeyboardTest::heldEnterPressesOnce()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Keys));
    QAbstractButton *next = stage.window->wizard().button(QWizard::NextButton);
    next->setFocus();
    QTest::keyPress(next, Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([&] { return stage.window->wizard().isLive(); }));
    QCOMPARE(stage.window->wizard().page(), PageId::Places);
    next->setFocus();
    QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QString(), true);
    QCoreApplication::sendEvent(next, &again);
    QCOMPARE(stage.window->wizard().page(), PageId::Places);
}

void KeyboardTest::focusThatGoesAwayComesToTheTitle()
{
    Stage stage;
    stage.services.signInWaits = true;
    QVERIFY(stage.goOn());
    auto *signIn = stage.find<QPushButton>("signIn");
    signIn->setFocus();
    QTest::keyClick(signIn, Qt::Key_Return);
    QVERIFY(!signIn->isVisible());
    QWidget *focused = stage.window->focusWidget();
    QVERIFY2(focused && focused->isVisible() && stage.window->wizard().currentPage()->isAncestorOf(focused),
             qPrintable(nameOf(focused)));
    stage.model->stopSignIn();
    QVERIFY(QTest::qWaitFor([&] { return !stage.model->identity().isRunning; }));
}

BG_TEST(QApplication, KeyboardTest)
#include "KeyboardTest.moc"
