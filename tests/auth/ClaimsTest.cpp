// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/Claims.h"
#include "tests/support/TestProgram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace bg;

class ClaimsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutAChallengeOnlyTheCapabilityIsDeclared()
    {
        QCOMPARE(*claimsParameter({}), QByteArray(R"({"access_token":{"xms_cc":{"values":["cp1"]}}})"));
    }
    void aChallengeKeepsAllItsMembers()
    {
        const auto merged = claimsParameter(
            QStringLiteral(R"({"access_token":{"acrs":{"essential":true,"value":"c1"}},"id_token":{"x":null}})"));
        QVERIFY(merged);
        QCOMPARE(
            QJsonDocument::fromJson(*merged),
            QJsonDocument::fromJson(
                R"({"access_token":{"acrs":{"essential":true,"value":"c1"},"xms_cc":{"values":["cp1"]}},"id_token":{"x":null}})"));
    }
    void aChallengeThatIsNoObjectIsMalformed()
    {
        QCOMPARE(claimsParameter(QStringLiteral("nonsense")).error().kind, Error::Kind::Malformed);
        QCOMPARE(claimsParameter(QStringLiteral("[]")).error().kind, Error::Kind::Malformed);
    }
    void onlyAnAuthenticationContextNeedsThePersonAtOnce()
    {
        QVERIFY(asksForPerson(QStringLiteral(R"({"access_token":{"acrs":{"value":"c1"}}})")));
        QVERIFY(!asksForPerson(QStringLiteral(R"({"access_token":{"nbf":{"essential":true,"value":"1"}}})")));
    }
};

BG_TEST(QCoreApplication, ClaimsTest)
#include "ClaimsTest.moc"
