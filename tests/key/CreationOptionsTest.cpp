// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/key/CreationOptions.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace bg {

namespace {

// The shape that real tenants answer with.
QJsonObject answer()
{
    return QJsonDocument::fromJson(R"({
        "challengeTimeoutDateTime": "2026-11-20T15:38:23.1234567Z",
        "publicKey": {
            "rp": {"id": "login.microsoft.com", "name": "Microsoft"},
            "user": {"id": "T0Y6YWJjZGVm", "name": "bg-1@contoso.onmicrosoft.com", "displayName": "Emergency access 1"},
            "challenge": "QUJDREVGRw",
            "pubKeyCredParams": [{"type": "public-key", "alg": -7}, {"type": "public-key", "alg": -257}],
            "timeout": 60000,
            "excludeCredentials": [{"type": "public-key", "id": "_jpuR-TGZtk6aQCLF3BQjA2", "transports": []}],
            "authenticatorSelection": {"authenticatorAttachment": "cross-platform", "requireResidentKey": true, "userVerification": "required"},
            "attestation": "direct",
            "extensions": {"hmacCreateSecret": true, "enforceCredentialProtectionPolicy": true, "credentialProtectionPolicy": "userVerificationOptional"}
        }})")
        .object();
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

// The answer with one member of publicKey replaced; undefined takes it away.
QByteArray with(const char *member, const QJsonValue &value)
{
    QJsonObject root = answer(), publicKey = root.value(QLatin1String("publicKey")).toObject();
    publicKey.insert(QLatin1String(member), value);
    root.insert(QLatin1String("publicKey"), publicKey);
    return json(root);
}

} // namespace

class CreationOptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatATenantAsksIsRead()
    {
        const auto options = CreationOptions::fromJson(json(answer()));
        QVERIFY(options);
        QCOMPARE(options->challengeTimeout.toUTC().toString(Qt::ISODate), QStringLiteral("2026-11-20T15:38:23Z"));
        QCOMPARE(options->challenge, QStringLiteral("QUJDREVGRw"));
        QCOMPARE(options->rpId, QStringLiteral("login.microsoft.com"));
        QCOMPARE(options->userId, QByteArray("OF:abcdef"));
        QCOMPARE(options->userName, QStringLiteral("bg-1@contoso.onmicrosoft.com"));
        QCOMPARE(options->algorithms, (QList<int>{ -7, -257 }));
        QCOMPARE(options->excludeCredentials.size(), 1);
        QCOMPARE(options->excludeCredentials.first().size(), 16);
        QVERIFY(options->requireResidentKey && options->requireUserVerification && options->hmacSecret);
        QCOMPARE(options->credProtect, 1);
        QCOMPARE(options->attestation, QStringLiteral("direct"));
    }

    void theOlderWrappingIsReadToo()
    {
        QVERIFY(CreationOptions::fromJson(json({ { QStringLiteral("value"), answer() } })));
    }

    void extensionsMayBeAbsent()
    {
        const auto options = CreationOptions::fromJson(with("extensions", QJsonValue::Undefined));
        QVERIFY(options);
        QVERIFY(!options->hmacSecret);
        QCOMPARE(options->credProtect, 0);
    }

    void aChallengeOfSeveralKilobytesIsKeptAsItCame()
    {
        const QString long_ = encodeBase64Url(QByteArray(6000, 'c'));
        QCOMPARE(CreationOptions::fromJson(with("challenge", long_))->challenge, long_);
        QCOMPARE(CreationOptions::fromJson(with("challenge", QStringLiteral("QUJDRA==")))->challenge,
                 QStringLiteral("QUJDRA"));
    }

    void whatIsMissingOrWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("member");
        const auto row = [](const char *name, const QByteArray &body, const char *member) {
            QTest::newRow(name) << body << QString::fromLatin1(member);
        };
        row("empty", {}, "json");
        row("html", "<html>", "json");
        row("array", "[]", "json");
        row("no timeout", "{}", "challengeTimeoutDateTime");
        row("no rp", with("rp", QJsonValue::Undefined), "publicKey.rp.id");
        row("rp with a path", with("rp", QJsonObject{ { QStringLiteral("id"), QStringLiteral("a/b") } }),
            "publicKey.rp.id");
        row("rp with a quote", with("rp", QJsonObject{ { QStringLiteral("id"), QStringLiteral("a\"b") } }),
            "publicKey.rp.id");
        row("no challenge", with("challenge", QJsonValue::Undefined), "publicKey.challenge");
        row("challenge with a quote", with("challenge", QStringLiteral("a\"b")), "publicKey.challenge");
        row("no user", with("user", QJsonValue::Undefined), "publicKey.user.id");
        row("user id too long",
            with("user",
                 QJsonObject{ { QStringLiteral("id"), encodeBase64Url(QByteArray(65, 'u')) },
                              { QStringLiteral("name"), QStringLiteral("n") } }),
            "publicKey.user.id");
        row("no user name", with("user", QJsonObject{ { QStringLiteral("id"), QStringLiteral("QUJD") } }),
            "publicKey.user.name");
        row("no algorithms", with("pubKeyCredParams", QJsonArray()), "publicKey.pubKeyCredParams");
        row("unreadable id",
            with("excludeCredentials", QJsonArray{ QJsonObject{ { QStringLiteral("id"), QStringLiteral("!") } } }),
            "publicKey.excludeCredentials.id");
    }
    void whatIsMissingOrWrongIsNamed()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, member);
        const auto options = CreationOptions::fromJson(body);
        QVERIFY(!options);
        QCOMPARE(name(options.error().kind), QStringLiteral("Malformed"));
        QCOMPARE(options.error().detail, member);
    }

    // All lengths, all three encodings: the true bytes are always among the readings, and at most one more.
    void everyEncodingOfAnIdIsRead()
    {
        for (int size = 1; size <= 80; ++size)
            for (const char fill : { '\0', '\x53', '\xfb', '\xff' }) {
                const QByteArray id(size, fill);
                const QString url = encodeBase64Url(id), padded = QString::fromLatin1(id.toBase64());
                const QString token = url + QString::number((4 - url.size() % 4) % 4);
                for (const QString &text : { url, padded, token }) {
                    const QList<QByteArray> readings = decodeCredentialId(text);
                    QVERIFY2(readings.contains(id) && readings.size() <= 2, qPrintable(text));
                }
            }
    }

    void anAmbiguousIdGivesBothReadings()
    {
        // Four characters that end in 1: three bytes, or two whose padding was counted.
        const QList<QByteArray> readings = decodeCredentialId(QStringLiteral("AAA1"));
        QCOMPARE(readings, (QList<QByteArray>{ QByteArray::fromHex("000035"), QByteArray::fromHex("0000") }));
    }

    void whatIsNoIdHasNoReading()
    {
        for (const char *text : { "", "=", "A", "A A A", "\"", "AAAAA" })
            QVERIFY2(decodeCredentialId(QString::fromLatin1(text)).isEmpty(), text);
    }
};

} // namespace bg

BG_TEST(QCoreApplication, bg::CreationOptionsTest)
#include "CreationOptionsTest.moc"
