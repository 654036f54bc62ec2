// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/Scopes.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace bg;

class ScopesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPersonIsAskedThreeTimesAtMost()
    {
        const QSet<Consent> asked{ consentFor(Resource::Graph, scopes(Consent::SignIn)),
                                   consentFor(Resource::Graph, scopes(Consent::SetUp)),
                                   consentFor(Resource::ResourceManager, scopes(Consent::ResourceManager)) };
        QCOMPARE(asked.size(), 3);
    }
    void signingInAsksForNoRightToWrite()
    {
        for (const QString &scope : scopes(Consent::SignIn))
            QVERIFY2(scope == QStringLiteral("User.Read") || scope.contains(QStringLiteral(".Read.")),
                     qPrintable(scope));
    }
    void readingAndWritingScopesBelongToTheirOwnConsent()
    {
        QCOMPARE(consentFor(Resource::Graph, { QStringLiteral("policy.read.all") }), Consent::SignIn);
        QCOMPARE(consentFor(Resource::Graph, { QStringLiteral("Domain.Read.All") }), Consent::SignIn);
        QCOMPARE(
            consentFor(Resource::Graph, { QStringLiteral("Policy.Read.All"), QStringLiteral("Group.ReadWrite.All") }),
            Consent::SetUp);
        QCOMPARE(consentFor(Resource::Graph, { QStringLiteral("User.DeleteRestore.All") }), Consent::SetUp);
        QCOMPARE(consentFor(Resource::ResourceManager, {}), Consent::ResourceManager);
    }
    void grantedAndAskedAreComparedByShortNameInAnyCase()
    {
        const QStringList asked{ QStringLiteral("User.Read"), QStringLiteral("Policy.Read.All"),
                                 QStringLiteral("openid") };
        QCOMPARE(missingScopes(asked, { QStringLiteral("https://graph.microsoft.com/USER.READ") }),
                 QStringList{ QStringLiteral("Policy.Read.All") });
        QVERIFY(missingScopes(asked, { QStringLiteral("user.read"), QStringLiteral("POLICY.READ.ALL") }).isEmpty());
    }
    void writingCoversReadingAndNotTheOtherWayRound()
    {
        const QStringList read{ QStringLiteral("Group.Read.All") }, write{ QStringLiteral("Group.ReadWrite.All") };
        QVERIFY(missingScopes(read, write).isEmpty());
        QCOMPARE(missingScopes(write, read), write);
        // Another kind of object is another permission.
        QCOMPARE(missingScopes({ QStringLiteral("User.Read") }, { QStringLiteral("User.ReadWrite.All") }),
                 QStringList{ QStringLiteral("User.Read") });
    }
    void theWideAuthenticationMethodScopeCoversThePasskeyOne()
    {
        const QStringList passkey{ QStringLiteral("UserAuthMethod-Passkey.ReadWrite.All") };
        QVERIFY(missingScopes(passkey, { QStringLiteral("UserAuthenticationMethod.ReadWrite.All") }).isEmpty());
        QCOMPARE(missingScopes(passkey, { QStringLiteral("UserAuthenticationMethod.Read.All") }), passkey);
        QCOMPARE(united({}, passkey), QStringList{ QStringLiteral("UserAuthenticationMethod.ReadWrite.All") });
    }
    void theParameterNamesTheResourceOfTheCloud()
    {
        for (const Cloud &cloud : Cloud::known()) {
            const QStringList sent
                = scopeParameter(cloud, Resource::Graph, { QStringLiteral("User.Read"), QStringLiteral("User.Read") })
                      .split(QLatin1Char(' '));
            QCOMPARE(sent,
                     (QStringList{ cloud.graph.toString() + QStringLiteral("/User.Read"), QStringLiteral("openid"),
                                   QStringLiteral("profile"), QStringLiteral("offline_access") }));
            const QString azure = scopeParameter(cloud, Resource::ResourceManager, scopes(Consent::ResourceManager));
            QVERIFY(azure.startsWith(cloud.resourceManager.toString() + QStringLiteral("/user_impersonation ")));
            QVERIFY(!azure.contains(cloud.graph.host()));
        }
    }
};

BG_TEST(QCoreApplication, ScopesTest)
#include "ScopesTest.moc"
