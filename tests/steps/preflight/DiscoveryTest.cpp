// SPDX-License-Identifier: GPL-3.0-or-later
// Emergency accounts that a tenant has already, found in the practice tenant.
#include "app/practice/Directory.h"
#include "app/steps/preflight/FindingIds.h"
#include "tests/steps/preflight/PreflightBench.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace bg;

class DiscoveryTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario adopt()
    {
        return quick(PracticeScenario::named(QStringLiteral("adopt")).value_or(PracticeScenario()));
    }
    static QString idOf(Directory &directory, const char *name)
    {
        const QString upn = QLatin1String(name) + QLatin1Char('@') + directory.scenario.initialDomain;
        const QJsonObject *user = directory.user(upn);
        return user ? user->value(QLatin1String("id")).toString() : QString();
    }
    static const DiscoveredAccount *of(const TenantFacts &facts, const QString &userName)
    {
        const auto at = std::find_if(facts.found.begin(), facts.found.end(), [&](const DiscoveredAccount &account) {
            return account.user.userPrincipalName.value.startsWith(userName + QLatin1Char('@'));
        });
        return at == facts.found.end() ? nullptr : &*at;
    }
    // A tenant that somebody changed, as preflight sees it.
    static TenantFacts facts(const PracticeScenario &scenario, const std::function<void(Directory &)> &by = {},
                             const Remembered &remembered = {})
    {
        Bench bench(scenario);
        bench.remembered = remembered;
        if (by)
            bench.tenant.change(by);
        const auto read = bench.run();
        if (bench.tenant.writes() != 0)
            qFatal("discovery wrote");
        return read.value_or(TenantFacts());
    }

private Q_SLOTS:
    void anOrdinaryTenantHasNone()
    {
        QVERIFY(facts(quick()).found.isEmpty());
        QVERIFY(facts(quick(*PracticeScenario::named(QStringLiteral("free")))).found.isEmpty());
    }

    void thePairOfEarlierTimesIsFoundWithItsStanding()
    {
        const TenantFacts seen = facts(adopt());
        QCOMPARE(seen.found.size(), 2);
        const DiscoveredAccount *first = of(seen, QStringLiteral("emergency-1"));
        QVERIFY(first);
        QCOMPARE(first->foundBy, (QList<FoundBy>{ FoundBy::Group, FoundBy::Exclusions, FoundBy::Name }));
        QCOMPARE(first->role, QStringLiteral("permanent"));
        QVERIFY(first->excluded >= 2 && first->excluded < first->policies);
        QVERIFY(!first->group.isEmpty());
        QVERIFY(first->ineligibility.isEmpty());
        // The second one was forgotten in the group: only its name and its role tell.
        const DiscoveredAccount *second = of(seen, QStringLiteral("emergency-2"));
        QVERIFY(second);
        QCOMPARE(second->foundBy, QList<FoundBy>{ FoundBy::Name });
        QCOMPARE(second->excluded, 0);
        QVERIFY(second->group.isEmpty());
    }

    void aNeutralNameIsFoundByItsDirectExclusions()
    {
        const TenantFacts seen = facts(quick(), [](Directory &directory) {
            const QString id = idOf(directory, "second-admin");
            for (QJsonObject &policy : directory.policies) {
                QJsonObject conditions = policy[QLatin1String("conditions")].toObject();
                QJsonObject users = conditions[QLatin1String("users")].toObject();
                users[QLatin1String("excludeUsers")] = QJsonArray{ id };
                conditions[QLatin1String("users")] = users;
                policy[QLatin1String("conditions")] = conditions;
            }
        });
        const DiscoveredAccount *account = of(seen, QStringLiteral("second-admin"));
        QVERIFY(account);
        QCOMPARE(account->foundBy, QList<FoundBy>{ FoundBy::Exclusions });
        QCOMPARE(account->excluded, account->policies);
    }

    void thePersonWhoSignedInIsNeverOffered()
    {
        const TenantFacts seen = facts(adopt(), [](Directory &directory) {
            for (QStringList &members : directory.members)
                members.append(directory.operatorId);
        });
        QVERIFY(!of(seen, QStringLiteral("operator")));
        QVERIFY(of(seen, QStringLiteral("emergency-1")));
    }

    void anAccountOfAnEarlierRunIsFoundByItsIdWhateverItIsCalledNow()
    {
        const QString id = seededId(QStringLiteral("user person3"));
        const TenantFacts seen
            = facts(quick(), {}, { { ObjectId(id), ObjectId(seededId(QStringLiteral("gone"))) }, {} });
        QCOMPARE(seen.found.size(), 1);
        QCOMPARE(seen.found.first().foundBy, QList<FoundBy>{ FoundBy::Record });
        QCOMPARE(seen.found.first().role, QStringLiteral("none"));
    }

    void membersOfALargeExcludedGroupAreNobodysEmergencyAccounts()
    {
        const TenantFacts seen = facts(adopt(), [](Directory &directory) {
            for (auto group = directory.members.begin(); group != directory.members.end(); ++group)
                if (directory.groups[group.key()][QLatin1String("displayName")]
                    == QLatin1String("Conditional Access exclusion"))
                    for (int i = 1; i < 9; ++i)
                        group->append(idOf(directory, qPrintable(QStringLiteral("person%1").arg(i))));
        });
        QVERIFY(of(seen, QStringLiteral("emergency-1")));
        QVERIFY(!of(seen, QStringLiteral("person1")));
    }

    void whatCannotServeSaysWhy_data()
    {
        QTest::addColumn<QString>("property");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("reason");
        QTest::newRow("synchronised") << "onPremisesSyncEnabled" << QJsonValue(true) << "synchronized";
        QTest::newRow("once synchronised")
            << "onPremisesImmutableId" << QJsonValue(QStringLiteral("abc=")) << "synchronized";
        QTest::newRow("guest") << "userType" << QJsonValue(QStringLiteral("Guest")) << "guest";
        QTest::newRow("custom domain") << "userPrincipalName" << QJsonValue(QStringLiteral("emergency-1@contoso.com"))
                                       << "otherDomain";
        QTest::newRow("federated domain")
            << "userPrincipalName" << QJsonValue(QStringLiteral("emergency-1@fed.contoso.com")) << "federated";
    }
    void whatCannotServeSaysWhy()
    {
        QFETCH(QString, property);
        QFETCH(QJsonValue, value);
        QFETCH(QString, reason);
        const TenantFacts seen = facts(adopt(), [&](Directory &directory) {
            directory.users[idOf(directory, "emergency-1")][property] = value;
            QJsonArray domains = directory.organization[QLatin1String("verifiedDomains")].toArray();
            QJsonObject federated = domains.first().toObject();
            federated[QLatin1String("name")] = QStringLiteral("fed.contoso.com");
            federated[QLatin1String("type")] = QStringLiteral("Federated");
            federated[QLatin1String("isDefault")] = false;
            domains.append(federated);
            directory.organization[QLatin1String("verifiedDomains")] = domains;
        });
        const DiscoveredAccount *account = of(seen, QStringLiteral("emergency-1"));
        QVERIFY(account);
        QCOMPARE(account->ineligibility, reason);
    }

    void whoNeverAdoptsIsNotOfferedAnything()
    {
        Bench bench(adopt());
        DesiredState desired = wish();
        desired.adopt = AdoptChoice::Never;
        const auto seen = bench.run(desired);
        QVERIFY(seen);
        QVERIFY(!idsOf(seen->findings).contains(preflight::AccountLooksLikeEmergency));
        QCOMPARE(seen->found.size(), 2); // known all the same
    }
};

BG_TEST(QCoreApplication, DiscoveryTest)
#include "DiscoveryTest.moc"
