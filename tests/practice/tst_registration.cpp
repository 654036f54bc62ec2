// SPDX-License-Identifier: GPL-3.0-or-later
// What the tenant takes for a passkey, and what it refuses.
#include "app/practice/Directory.h"
#include "tests/practice/SoftKey.h"
#include "tests/practice/StrictBench.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;

class RegistrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void registrationIsVerified_data();
    void registrationIsVerified();
    void registrationIsRefusedByPolicy();
    void challengeExpiresAndIsSpent();
    void ownAccountHasNoCreationOptions();
    void longLabelIsRefused();
};

namespace {

const QByteArray yubiKey = QByteArray::fromHex("a25342c03cdc44148e46f4807fca511c");

} // namespace

void RegistrationTest::registrationIsVerified_data()
{
    QTest::addColumn<QString>("flaw");
    QTest::addColumn<int>("status");
    for (const char *flaw : { "challenge", "origin", "type", "rpId", "signature", "id", "user not present",
                              "user not verified", "no credential", "fido-u2f" })
        QTest::newRow(flaw) << QString::fromLatin1(flaw) << 400;
    QTest::newRow("nothing wrong") << QString() << 201;
    QTest::newRow("none") << u"none"_s << 201;
}

void RegistrationTest::registrationIsVerified()
{
    QFETCH(QString, flaw);
    QFETCH(int, status);
    Bench bench;
    const QString base = u"/v1.0/users/"_s + bench.makeAccount(u"clerk"_s) + u"/authentication/fido2Methods"_s;
    const QJsonObject options = bench.client.get(base + u"/creationOptions"_s).json;
    QVERIFY(options["publicKey"_L1]["challenge"_L1].toString().size() > 4000);
    SoftKey::Wrong wrong;
    wrong.challenge = flaw == "challenge"_L1;
    wrong.origin = flaw == "origin"_L1;
    wrong.type = flaw == "type"_L1;
    wrong.rpId = flaw == "rpId"_L1;
    wrong.signature = flaw == "signature"_L1;
    wrong.id = flaw == "id"_L1;
    wrong.flags = flaw == "user not present"_L1 ? 0x44
        : flaw == "user not verified"_L1        ? 0x41
        : flaw == "no credential"_L1            ? 0x05
                                                : 0x45;
    wrong.format = flaw == "none"_L1 || flaw == "fido-u2f"_L1 ? flaw : u"packed"_s;
    const SoftKey key(yubiKey);
    const auto reply = bench.client.send("POST", base, key.registration(options, u"Key A"_s, wrong));
    QCOMPARE(reply.status, status);
    QCOMPARE(bench.client.get(base).json["value"_L1].toArray().size(), status == 201 ? 1 : 0);
    if (status != 201)
        return;
    const QJsonObject again = bench.client.get(base + u"/creationOptions"_s).json;
    QCOMPARE(QByteArray::fromBase64(again["publicKey"_L1]["excludeCredentials"_L1][0]["id"_L1].toString().toLatin1()),
             key.credentialId);
    QCOMPARE(bench.client.send("POST", base, key.registration(again, u"Key A"_s)).status, 409);
}

void RegistrationTest::registrationIsRefusedByPolicy()
{
    PracticeScenario scenario = quick();
    scenario.keyRestriction = PracticeScenario::KeyRestriction::Allow;
    scenario.restrictedAaguids = { u"00000000-0000-0000-0000-0000000000aa"_s };
    Bench bench(scenario);
    const QString base = u"/v1.0/users/"_s + bench.makeAccount(u"clerk"_s) + u"/authentication/fido2Methods"_s;
    const SoftKey key(yubiKey);
    QVERIFY(bench.client
                .send("POST", base, key.registration(bench.client.get(base + u"/creationOptions"_s).json, u"Key A"_s))
                .message()
                .contains("AAGUID"_L1));
    bench.tenant.change([](Directory &d) { d.fido2[u"isSelfServiceRegistrationAllowed"_s] = false; });
    QCOMPARE(bench.client.get(base + u"/creationOptions"_s).status, 400);
}

void RegistrationTest::challengeExpiresAndIsSpent()
{
    PracticeScenario scenario = quick();
    scenario.challengeLifetime = std::chrono::seconds(-1);
    Bench bench(scenario);
    const QString base = u"/v1.0/users/"_s + bench.makeAccount(u"clerk"_s) + u"/authentication/fido2Methods"_s;
    const SoftKey key(yubiKey);
    QCOMPARE(bench.client
                 .send("POST", base, key.registration(bench.client.get(base + u"/creationOptions"_s).json, u"Key A"_s))
                 .status,
             400);
    QCOMPARE(bench.client.get(base + u"/creationOptions(challengeTimeoutInMinutes=5)"_s).status,
             400); // v1.0 knows no argument
    const QString beta = QString(base).replace("/v1.0/"_L1, "/beta/"_L1);
    const QJsonObject options = bench.client.get(beta + u"/creationOptions(challengeTimeoutInMinutes=10)"_s).json;
    QCOMPARE(bench.client.send("POST", beta, key.registration(options, u"Key A"_s)).status, 201);
    QCOMPARE(bench.client.send("POST", beta, SoftKey(yubiKey).registration(options, u"Key B"_s)).status, 400);
}

void RegistrationTest::ownAccountHasNoCreationOptions()
{
    Bench bench;
    const auto reply = bench.client.get(u"/v1.0/users/"_s + bench.tenant.operatorId()
                                        + u"/authentication/fido2Methods/creationOptions"_s);
    QCOMPARE(reply.status, 405);
    QCOMPARE(reply.code(), u"methodNotAllowed"_s);
}

void RegistrationTest::longLabelIsRefused()
{
    Bench bench;
    const QString base = u"/v1.0/users/"_s + bench.makeAccount(u"clerk"_s) + u"/authentication/fido2Methods"_s;
    QCOMPARE(
        bench.client
            .send("POST", base,
                  SoftKey(yubiKey).registration(bench.client.get(base + u"/creationOptions"_s).json, QString(31, u'k')))
            .status,
        400);
}

BG_TEST(QCoreApplication, RegistrationTest)
#include "tst_registration.moc"
