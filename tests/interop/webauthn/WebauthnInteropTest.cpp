// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fido/PracticeBench.h"
#include "tests/support/TestProgram.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

namespace bg {

namespace {

const QString folder = QStringLiteral(BG_WEBAUTHN_FOLDER);

// What the relying party says of one registration.
QJsonObject verdict(const Attestation &made, const QString &challenge)
{
    const QJsonObject question{
        { QStringLiteral("credentialId"), encodeBase64Url(made.credentialId) },
        { QStringLiteral("clientDataJSON"), encodeBase64Url(made.clientDataJson) },
        { QStringLiteral("attestationObject"), encodeBase64Url(made.attestationObject) },
        { QStringLiteral("challenge"), challenge },
        { QStringLiteral("origin"), QStringLiteral("https://login.example.com") },
        { QStringLiteral("rpId"), QStringLiteral("login.example.com") },
    };
    QProcess node;
    node.setWorkingDirectory(folder);
    node.start(QStringLiteral("node"), { QStringLiteral("verify.mjs") });
    node.write(QJsonDocument(question).toJson());
    node.closeWriteChannel();
    if (!node.waitForFinished(60000))
        return {};
    return QJsonDocument::fromJson(node.readAllStandardOutput()).object();
}

} // namespace

// Registrations of the practice key, made through libfido2 and put together here, in front of a relying party that
// others wrote: @simplewebauthn/server.
class WebauthnInteropTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const bool isHere = !QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty()
            && QFileInfo::exists(folder + QStringLiteral("/node_modules/@simplewebauthn/server"));
        if (isHere)
            return;
        const char *const missing = "Node or @simplewebauthn/server is missing: npm ci in tests/interop/webauthn";
        if (qEnvironmentVariable("BG_REQUIRE_INTEROP") == QLatin1String("1"))
            QFAIL(missing);
        QSKIP(missing);
    }

    void aRegistrationIsAccepted_data()
    {
        QTest::addColumn<PracticeDials::Attestation>("attestation");
        QTest::newRow("self") << PracticeDials::Attestation::Self;
        QTest::newRow("certificate") << PracticeDials::Attestation::Certificate;
    }
    void aRegistrationIsAccepted()
    {
        QFETCH(PracticeDials::Attestation, attestation);
        const auto [options, made] = registration(attestation);
        QVERIFY(made);
        const QJsonObject seen = verdict(*made, options.challenge);
        QVERIFY2(seen.value(QLatin1String("verified")).toBool(), QJsonDocument(seen).toJson().constData());
        QCOMPARE(seen.value(QLatin1String("fmt")).toString(), QStringLiteral("packed"));
        QCOMPARE(seen.value(QLatin1String("aaguid")).toString(),
                 QStringLiteral("a25342c0-3cdc-4414-8e46-f4807fca511c"));
        QCOMPARE(seen.value(QLatin1String("credentialId")).toString(), encodeBase64Url(made->credentialId));
        QVERIFY(seen.value(QLatin1String("userVerified")).toBool());
    }

    void aChangedRegistrationIsRefused()
    {
        const auto [options, made] = registration(PracticeDials::Attestation::Self);
        QVERIFY(made);
        Attestation changed = *made;
        changed.attestationObject[changed.attestationObject.size() - 1] ^= 1; // in authData's extensions
        QVERIFY(!verdict(changed, options.challenge).value(QLatin1String("verified")).toBool());
        QVERIFY(!verdict(*made, QStringLiteral("YW5vdGhlcg")).value(QLatin1String("verified")).toBool());
    }

private:
    static std::pair<CreationOptions, Result<Attestation>> registration(PracticeDials::Attestation attestation)
    {
        PracticeDials dials = PracticeBench::quick();
        dials.attestation = attestation;
        PracticeBench bench(dials);
        bench.key.state().pin.preset("271828");
        CreationOptions options = PracticeBench::options();
        options.challenge = encodeBase64Url(QByteArray(3000, 'c')); // Entra's are that long
        const auto key = bench.open();
        if (!key)
            return { options, fail(key.error()) };
        return { options, (*key)->makeCredential(options, PracticeBench::secret("271828"), {}, {}) };
    }
};

} // namespace bg

BG_TEST(QCoreApplication, bg::WebauthnInteropTest)
#include "WebauthnInteropTest.moc"
