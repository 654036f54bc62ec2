// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/VisibleText.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;

class VisibleTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatActsIsShown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("escape sequence") << u"a\u001b[2Jb"_s << uR"(a\u001b[2Jb)"_s;
        QTest::newRow("control sequence introducer") << u"a\u009b31mb"_s << uR"(a\u009b31mb)"_s;
        QTest::newRow("bell, backspace, delete") << u"\u0007\u0008\u007f"_s << uR"(\u0007\u0008\u007f)"_s;
        QTest::newRow("right to left override") << u"CA001 \u202etpecxe"_s << uR"(CA001 \u202etpecxe)"_s;
        QTest::newRow("isolates and marks") << u"\u2066\u2069\u200e\u061c"_s << uR"(\u2066\u2069\u200e\u061c)"_s;
        QTest::newRow("nothing to see") << u"ad\u200bmin\ufeff"_s << uR"(ad\u200bmin\ufeff)"_s;
        QTest::newRow("tag letter, two units") << u"x\U000e0041"_s << uR"(x\udb40\udc41)"_s;
        QTest::newRow("half a pair") << QString(QChar(0xd800)) << uR"(\ud800)"_s;
        QTest::newRow("other line ends") << u"a\u2028b\u2029c\rd"_s << uR"(a\u2028b\u2029c\u000dd)"_s;
    }
    void whatActsIsShown()
    {
        QFETCH(QString, text);
        QTEST(visibleText(text), "shown");
    }
    void whatIsSeenStaysAsItIs()
    {
        for (const QString &text : { QString(), u"CA001: Block <b>legacy</b> & \\u202e"_s, u"Notfallkonto \u00c4\u00df\u00a0"_s,
                                     u"\u05de\u05d3\u05d9\u05e0\u05d9\u05d5\u05ea"_s, u"\u0646\u0645\u06cc\u200c\u062e"_s,
                                     u"\U0001f468\u200d\U0001f692"_s })
            QCOMPARE(visibleText(text), text);
    }
    void aNameOfWhatCannotBeSeenShowsNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("shows");
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("blanks") << u" \u00a0\u2003\u3000"_s << false;
        QTest::newRow("zero width") << u"\u200b\ufeff\u2060"_s << false;
        QTest::newRow("joiners") << u"\u200c\u200d"_s << false;
        QTest::newRow("fillers and braille blank") << u"\u3164\u115f\uffa0\u2800"_s << false;
        QTest::newRow("marks without a letter") << u"\u0301\ufe0f"_s << false;
        QTest::newRow("tag letters") << u"\U000e0041"_s << false;
        QTest::newRow("one letter among them") << u"\u200ba\u200b"_s << true;
        QTest::newRow("a picture") << u"\U0001f511"_s << true;
        QTest::newRow("another script") << u"\u05de"_s << true;
    }
    void aNameOfWhatCannotBeSeenShowsNothing()
    {
        QFETCH(QString, text);
        QTEST(showsAnything(text), "shows");
    }
    void aLineFeedStaysOnlyWhereLinesMayBe()
    {
        QCOMPARE(visibleText(u"a\n\tb"_s), u"a\n\tb"_s);
        QCOMPARE(visibleText(u"a\n\tb"_s, Lines::One), uR"(a\u000a\u0009b)"_s);
    }
    void aJsonDocumentKeepsItsValues()
    {
        const QJsonArray names{ u"a\u009b\u202e\U000e0041\"\\"_s };
        const QString text = QString::fromUtf8(QJsonDocument(names).toJson());
        QVERIFY(visibleText(text) != text);
        QCOMPARE(QJsonDocument::fromJson(visibleText(text).toUtf8()).array(), names);
    }
};

BG_TEST(QCoreApplication, VisibleTextTest)
#include "VisibleTextTest.moc"
