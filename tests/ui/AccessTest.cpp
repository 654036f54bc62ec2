// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/Stage.h"
#include "ui/PageFlow.h"
#include "ui/parts/SecretField.h"
#include "ui/words/FindingText.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QTest>

using namespace bg;

// The window as those meet it who do not see it, or do not use a mouse.
class AccessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyControlHasAName();
    void everyPageAnnouncesItsTitle();
    void tabOrderIsReadingOrder();
    void stagesSayHowFarTheyAre();
    void noSecretIsInTheTree();
    void secretFieldSaysHidden();
    void whatIsTypedIsTakenOnceAndWhole();
};

static void everyPage(Stage &stage, const std::function<void(PageId)> &visit)
{
    for (const PageId page : pagesOf(stage.model->mode())) {
        QVERIFY(stage.walkTo(page));
        QCoreApplication::processEvents();
        visit(page);
    }
}

void AccessTest::everyControlHasAName()
{
    Stage stage;
    everyPage(stage, [&](PageId) {
        for (QWidget *widget : stage.window->findChildren<QWidget *>()) {
            const bool isControl = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget)
                || qobject_cast<QComboBox *>(widget) || qobject_cast<SecretField *>(widget)
                || (qobject_cast<QAbstractItemView *>(widget)
                    && !widget->parentWidget()->inherits("QComboBoxPrivateContainer"));
            const bool isInside = qobject_cast<QAbstractSpinBox *>(widget->parentWidget())
                || qobject_cast<QComboBox *>(widget->parentWidget())
                || qobject_cast<QLineEdit *>(widget->parentWidget());
            if (!isControl || isInside || !widget->isVisible())
                continue;
            QAccessibleInterface *access = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(access && !access->text(QAccessible::Name).isEmpty(),
                     qPrintable(stage.window->wizard().currentPage()->objectName() + QLatin1Char(' ')
                                + widget->objectName() + QLatin1String(widget->metaObject()->className())));
        }
    });
}

void AccessTest::everyPageAnnouncesItsTitle()
{
    Stage stage;
    everyPage(stage, [&](PageId) { QVERIFY(!stage.window->wizard().currentPage()->accessibleName().isEmpty()); });
}

void AccessTest::tabOrderIsReadingOrder()
{
    Stage stage;
    everyPage(stage, [&](PageId page) {
        if (page == PageId::Places) // two columns: down the first, then down the second
            return;
        QWidget *root = stage.window->wizard().currentPage();
        int last = -1000;
        for (QWidget *widget = root->nextInFocusChain(); widget && widget != root;
             widget = widget->nextInFocusChain()) {
            if (!root->isAncestorOf(widget) || !widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus)
                || qobject_cast<QScrollArea *>(widget) || qobject_cast<QScrollArea *>(widget->parentWidget()))
                continue;
            if (page == PageId::Paper || page == PageId::Accounts) // columns as well
                break;
            const int top = widget->mapTo(root, QPoint()).y();
            QVERIFY2(top >= last - 24, qPrintable(root->objectName() + QLatin1Char(' ') + widget->objectName()));
            last = top;
        }
    });
}

void AccessTest::stagesSayHowFarTheyAre()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Keys));
    auto *rail = stage.window->findChild<QListWidget *>(QStringLiteral("rail"));
    QCOMPARE(rail->item(0)->data(Qt::AccessibleTextRole).toString(), QStringLiteral("Sign in, done"));
    QCOMPARE(rail->item(3)->data(Qt::AccessibleTextRole).toString(), QStringLiteral("Keys, now"));
    QCOMPARE(rail->item(6)->data(Qt::AccessibleTextRole).toString(), QStringLiteral("Review, not yet"));
}

static void collect(QAccessibleInterface *access, QStringList &texts, int depth = 0)
{
    if (!access || depth > 60)
        return;
    for (const auto kind : { QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help })
        texts += access->text(kind);
    if (auto *text = access->textInterface())
        texts += text->text(0, text->characterCount());
    for (int i = 0; i < access->childCount(); ++i)
        collect(access->child(i), texts, depth + 1);
}

void AccessTest::noSecretIsInTheTree()
{
    Stage stage;
    QVERIFY(stage.walkTo(PageId::Paper));
    QVERIFY(QTest::qWaitFor([&] { return stage.model->sheetQuestion() != nullptr; }));
    stage.typeBack();
    stage.find<QAbstractButton>("holdToShow")->pressed();
    QTest::qWait(500);
    QStringList texts;
    collect(QAccessible::queryAccessibleInterface(stage.window.get()), texts);
    const QString all = texts.join(QLatin1Char('\n'));
    QVERIFY(all.contains(QStringLiteral("hidden")));
    QVERIFY(all.contains(QStringLiteral("Sealed sheet of Harbour North")));
    for (const QByteArray &group : scriptedPassword().split('-'))
        QVERIFY2(!all.contains(QString::fromLatin1(group)), "a group of the password is in the accessibility tree");
}

void AccessTest::secretFieldSaysHidden()
{
    SecretField field;
    field.setAccessibleName(QStringLiteral("PIN"));
    field.type("4711");
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&field);
    QCOMPARE(access->text(QAccessible::Value), QStringLiteral("hidden"));
    QVERIFY(access->state().passwordEdit);
    QCOMPARE(access->role(), QAccessible::EditableText);
}

void AccessTest::whatIsTypedIsTakenOnceAndWhole()
{
    SecretField field;
    field.show();
    QTest::keyClicks(&field, QStringLiteral("47x"));
    QTest::keyClick(&field, Qt::Key_Backspace);
    field.type("ä");
    QCOMPARE(field.codePoints(), 3);
    QTest::keyClick(&field, Qt::Key_Backspace);
    QTest::keyClicks(&field, QStringLiteral("11"));
    const Secret taken = field.take();
    QVERIFY(taken.equals("4711"));
    QVERIFY(field.isEmpty());
    QVERIFY(field.take().isEmpty());
}

BG_TEST(QApplication, AccessTest)
#include "AccessTest.moc"
