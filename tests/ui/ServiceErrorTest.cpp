// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "ui/words/ErrorText.h"
#include "ui/words/ServiceErrorText.h"

#include <QSet>
#include <QTest>
#include <QUrl>

using namespace bg;

// The table of what people really meet: each row is reached, sourced, and says what to do.
class ServiceErrorTest : public QObject {
    Q_OBJECT

private:
    static Error refused(Error::Kind kind, const char *code, const char *message, const char *detail = "")
    {
        Error error;
        error.kind = kind;
        error.serviceCode = QString::fromLatin1(code);
        error.serviceMessage = QString::fromLatin1(message);
        error.detail = QString::fromLatin1(detail);
        return error;
    }

private Q_SLOTS:
    void everyRowSaysWhatHappenedWhatToDoAndWhereItIsDocumented()
    {
        QVERIFY(serviceErrors().size() > 30);
        QSet<QString> sentences;
        for (const ServiceErrorRow &row : serviceErrors()) {
            const QString name = row.codes.join(QLatin1Char(' ')) + QLatin1Char(' ') + row.says;
            QVERIFY2(!row.codes.isEmpty() || !row.says.isEmpty(), qPrintable(name));
            QVERIFY2(row.text.happened.endsWith(QLatin1Char('.')) && row.text.remedy.endsWith(QLatin1Char('.')),
                     qPrintable(name));
            QVERIFY2(QUrl(row.source).scheme() == QLatin1String("https"), qPrintable(name));
            QVERIFY2(!sentences.contains(row.text.happened), qPrintable(name));
            sentences.insert(row.text.happened);
        }
    }
    void everyRowIsReached()
    {
        for (const ServiceErrorRow &row : serviceErrors()) {
            Error error;
            error.kind = Error::Kind::Refused;
            error.serviceCode = row.codes.value(0);
            error.serviceMessage = row.says;
            error.detail = row.about;
            const auto text = serviceErrorText(error);
            QVERIFY(text);
            QCOMPARE(text->happened, row.text.happened);
        }
    }
    void whatPeopleMeetHasItsRemedy_data()
    {
        QTest::addColumn<Error>("error");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const Error &error, const char *says) {
            QTest::newRow(name) << error << QString::fromLatin1(says);
        };
        using Kind = Error::Kind;
        const char *rules = "RoleAssignmentRequestPolicyValidationFailed";
        row("ticket", refused(Kind::Refused, rules, R"(The following policy rules failed: ["TicketingRule"])"), "ticket");
        row("reason", refused(Kind::Refused, rules, R"(The following policy rules failed: ["JustificationRule"])"),
            "reason");
        row("mfa", refused(Kind::StepUpNeeded, rules, R"(The following policy rules failed: ["MfaRule"])"),
            "multifactor");
        row("approval", refused(Kind::Refused, rules, R"(The following policy rules failed: ["ApprovalRule"])"),
            "approve");
        row("role-assignable group",
            refused(Kind::Forbidden, "Authorization_RequestDenied",
                    "Insufficient privileges to complete the operation.", "roleAssignableGroup"),
            "RoleManagement.ReadWrite.Directory");
        row("password",
            refused(Kind::Refused, "Request_BadRequest",
                    "The specified password does not comply with password complexity requirements. Please provide a "
                    "different password."),
            "drawn");
        row("passkey policy", refused(Kind::Refused, "badRequest", "User or group restriction policy failed."),
            "passkey policy");
        row("self-service",
            refused(Kind::Refused, "badRequest",
                    "Self-service registration is not allowed by the authentication methods policy."),
            "self-service");
        row("own account",
            refused(Kind::Refused, "methodNotAllowed", "The method is not supported for this URL."), "another administrator");
        row("attestation",
            refused(Kind::KeyNotAdmitted, "badRequest", "Attestation validation failed.", "attestation refused"),
            "certified key");
    }
    void whatPeopleMeetHasItsRemedy()
    {
        QFETCH(Error, error);
        QFETCH(QString, says);
        const ErrorText text = ErrorText::of(error);
        QVERIFY2((text.happened + text.remedy).contains(says), qPrintable(text.happened + text.remedy));
    }
    void theGeneralSentenceHoldsTheServicesOwnWords()
    {
        for (const Error::Kind kind : { Error::Kind::Refused, Error::Kind::Forbidden, Error::Kind::SignInRefused }) {
            const ErrorText text = ErrorText::of(refused(kind, "somethingNew", "A thing nobody knows.\r\nTrace"));
            QVERIFY2(text.happened.contains(QLatin1String("A thing nobody knows. Trace (somethingNew)")),
                     qPrintable(text.happened));
        }
        Error hostile = refused(Error::Kind::Refused, "x", "");
        hostile.serviceMessage = QStringLiteral("a\u202eb") + QString(2000, QLatin1Char('w'));
        const ErrorText text = ErrorText::of(hostile);
        QVERIFY(text.happened.contains(QLatin1String("\\u202e")) && text.happened.size() < 500);
    }
    void whatTheBrowserKeepsIsListedWithNumberAndRemedy()
    {
        const QString all = browserErrors().join(QLatin1Char('\n'));
        for (const char *number : { "AADSTS700016", "AADSTS7000112", "AADSTS50011", "AADSTS90002", "AADSTS50020",
                                    "AADSTS16000", "AADSTS53003", "AADSTS90099" })
            QVERIFY2(all.contains(QLatin1String(number)), number);
    }
};

BG_TEST(QCoreApplication, ServiceErrorTest)
#include "ServiceErrorTest.moc"
