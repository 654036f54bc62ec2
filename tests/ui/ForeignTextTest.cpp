// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "ui/look/Look.h"
#include "ui/models/PlannedWritesModel.h"
#include "ui/parts/Text.h"
#include "ui/words/ForeignText.h"

#include <QApplication>
#include <QCheckBox>
#include <QMessageBox>
#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;

// Names of policies, groups and accounts are chosen by others. None is obeyed where it is shown.
class ForeignTextTest : public QObject {
    Q_OBJECT

    const QString m_picture = u"<img src='file://share.example/x.png'>"_s; // Windows would sign in at that share
    const QString m_turned = u"CA001 \u202etpecxe"_s, m_shown = uR"(CA001 \u202etpecxe)"_s;

    static QImage drawn(QWidget &widget)
    {
        widget.resize(400, 40);
        return widget.grab().toImage();
    }

private Q_SLOTS:
    void initTestCase() { dressApplication(); }

    void theReviewPagesTooltipsAreText()
    {
        PlannedWrite write;
        write.object = m_picture + m_turned;
        write.before = write.after = m_picture;
        PlannedWritesModel model;
        model.show({ write }, {}, {});
        const QModelIndex step = model.index(0, 0);
        for (int column = 0; column < model.columnCount(step); ++column) {
            const QString tip = model.index(0, column, step).data(Qt::ToolTipRole).toString();
            QVERIFY2(!tip.contains("<img"_L1) && !tip.contains(QChar(0x202e)), qPrintable(tip));
        }
        const QString what = model.index(0, 0, step).data().toString();
        QVERIFY2(what.contains(m_picture + m_shown), qPrintable(what)); // seen as it is
    }
    void bothTextsOfAMessageBoxAreText()
    {
        QMessageBox box;
        setPlainText(box, m_picture, m_picture + m_turned);
        const auto labels = box.findChildren<QLabel *>();
        QStringList texts;
        for (const QLabel *label : labels) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            texts += label->text();
        }
        QVERIFY(texts.contains(m_picture) && texts.contains(m_picture + m_shown));
    }
    void aLabelDrawsADirectionMarkAndDoesNotObeyIt()
    {
        const std::unique_ptr<QLabel> turned(makeText({})), shown(makeText(m_shown));
        turned->setText(m_turned);
        QCOMPARE(drawn(*turned), drawn(*shown));
        // as in the window, which has a style sheet
        const QString sheet = Look::of(QApplication::palette()).styleSheet();
        turned->setStyleSheet(sheet);
        shown->setStyleSheet(sheet);
        QCOMPARE(drawn(*turned), drawn(*shown));
    }
    void aBoxToTickDrawsIt()
    {
        QCheckBox turned(m_turned), shown(m_shown);
        QCOMPARE(drawn(turned), drawn(shown));
    }
};

BG_TEST(QApplication, ForeignTextTest)
#include "ForeignTextTest.moc"
