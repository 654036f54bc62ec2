// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/PaperTrial.h"
#include "tests/sheet/SampleSheets.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

class PaperTrialTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theUsualSetFitsInEveryLanguageShapeAndPaper_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<PasswordShape>("shape");
        QTest::addColumn<Paper>("paper");
        for (const char *language : { "en", "de", "fr", "es", "ja" }) {
            QTest::addRow("%s, A4, whole", language) << QString::fromLatin1(language) << PasswordShape::Whole << Paper::A4;
            QTest::addRow("%s, Letter, parts", language)
                << QString::fromLatin1(language) << PasswordShape::TwoOfThree << Paper::Letter;
        }
    }
    void theUsualSetFitsInEveryLanguageShapeAndPaper()
    {
        QFETCH(QString, language);
        QFETCH(PasswordShape, shape);
        QFETCH(Paper, paper);
        const auto laid = tryPaper(sample::nonSecretSheets(), shape, { paper, language, {}, SecretInk::Printed }, {});
        QVERIFY2(laid, laid ? "" : qPrintable(laid.error().detail));
    }
    void aLetterThatNoFaceHasIsNamedWithItsSheet()
    {
        NonSecretSheets sheets = sample::nonSecretSheets();
        sheets.accounts[1].place = QStringLiteral("Safe \U000F1234"); // private use: no face has it
        const auto laid = tryPaper(sheets, PasswordShape::Whole, {}, {});
        QVERIFY(!laid);
        QCOMPARE(laid.error().kind, Error::Kind::Input);
        QVERIFY2(laid.error().detail.contains(sheets.accounts[1].userPrincipalName), qPrintable(laid.error().detail));
    }
    void aTextThatIsTooLongIsRefused()
    {
        NonSecretSheets sheets = sample::nonSecretSheets();
        sheets.facts.authorisedBy = QStringList(400, QStringLiteral("Head of the department for information technology"));
        const auto laid = tryPaper(sheets, PasswordShape::Whole, {}, {});
        QVERIFY(!laid);
        QVERIFY2(laid.error().detail.contains(QLatin1String("too long")), qPrintable(laid.error().detail));
    }
    void stopEndsIt()
    {
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(tryPaper(sample::nonSecretSheets(), PasswordShape::Whole, {}, stop.get_token()).error().kind,
                 Error::Kind::Cancelled);
    }
};

BG_TEST(QGuiApplication, PaperTrialTest)
#include "PaperTrialTest.moc"
