// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "ui/words/ErrorText.h"
#include "ui/words/SignInRefusalText.h"

#include <QTest>

using namespace bg;

// What a refusal of the login says to the person, by its number.
class SignInRefusalTest : public QObject {
    Q_OBJECT

private:
    static Error refusal(const char *code)
    {
        Error error;
        error.kind = Error::Kind::SignInRefused;
        error.serviceCode = QString::fromLatin1(code);
        return error;
    }

private Q_SLOTS:
    void everyUsualRefusalHasItsOwnSentence_data()
    {
        QTest::addColumn<QString>("word");
        const auto row = [](const char *code, const char *word) { QTest::newRow(code) << QString::fromLatin1(word); };
        row("AADSTS65001", "agree"); // consent is missing
        row("AADSTS65002", "app registration of your own"); // a client of Microsoft's own may not have it
        row("AADSTS7000218", "public client flows");
        row("AADSTS50011", "http://localhost");
        row("AADSTS50020", "not as a guest");
        row("AADSTS53000", "managed computer"); // the device does not comply
        row("AADSTS53003", "policy");
        row("AADSTS90072", "not as a guest");
        row("AADSTS700016", "client id");
        row("AADSTS90002", "tenant and the cloud");
        row("AADSTS50057", "another account"); // disabled
        row("AADSTS50105", "Assign it");
        row("AADSTS50076", "multifactor");
        row("AADSTS7000112", "app registration of your own"); // disabled in the tenant
        row("AADSTS530084", "token protection");
        row("AADSTS90099", "partner");
        row("AADSTS53004", "Register");
        row("AADSTS50053", "locked");
        row("AADSTS50055", "expired");
        row("AADSTS50158", "another provider");
        row("AADSTS50097", "device");
        row("AADSTS500011", "another cloud");
        row("AADSTS500014", "Enterprise applications");
        row("AADSTS16000", "another account");
        row("AADSTS530035", "Security defaults");
    }
    void everyUsualRefusalHasItsOwnSentence()
    {
        QFETCH(QString, word);
        const ErrorText text = signInRefusalText(refusal(QTest::currentDataTag()));
        const ErrorText general = signInRefusalText(refusal("AADSTS9999999"));
        QVERIFY(text.happened != general.happened && text.remedy != general.remedy);
        QVERIFY2((text.happened + text.remedy).contains(word), qPrintable(text.happened + text.remedy));
    }
    void anyOtherNumberIsToldWithTheServicesOwnWords()
    {
        Error error;
        error.kind = Error::Kind::SignInRefused;
        error.serviceCode = QStringLiteral("AADSTS9999999");
        error.serviceMessage = QStringLiteral("AADSTS9999999: Something new.");
        error.requestId = QStringLiteral("corr-1");
        const ErrorText text = ErrorText::of(error);
        QVERIFY(text.happened.contains(QStringLiteral("Something new")) && text.remedy.contains(QStringLiteral("details")));
        const QString details = errorDetails(error);
        for (const QString &part : { error.serviceCode, error.serviceMessage, error.requestId })
            QVERIFY2(details.contains(part), qPrintable(details));
    }
    void aNumberIsNotFoundInALongerOne()
    {
        QCOMPARE(signInRefusalText(refusal("AADSTS500113")).remedy, signInRefusalText(refusal("AADSTS9999999")).remedy);
    }
};

BG_TEST(QCoreApplication, SignInRefusalTest)
#include "SignInRefusalTest.moc"
