// SPDX-License-Identifier: GPL-3.0-or-later
// Preflight against the practice tenant, one scenario after the other.
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/Scene.h"
#include "tests/steps/preflight/PreflightBench.h"
#include "tests/support/TestProgram.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <atomic>

using namespace bg;
using namespace std::chrono_literals;

class PreflightTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachScenarioIsToldAsItIs_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QStringList>("there");
        QTest::addColumn<QStringList>("absent");
        using namespace preflight;
        const auto row = [](const char *scenario, std::initializer_list<QLatin1String> there,
                            std::initializer_list<QLatin1String> absent) {
            QStringList has, hasNot;
            for (const QLatin1String &id : there)
                has.append(id);
            for (const QLatin1String &id : absent)
                hasNot.append(id);
            QTest::newRow(scenario) << QString::fromLatin1(scenario) << has << hasNot;
        };
        row("p2-permits",
            { TenantSupported, DomainInitial, DomainSeveral, LicenceP2, OperatorActive, PimPermits, SecurityDefaultsOff,
              PasskeysReady, PoliciesSeen, NameFree, GroupFree, PolicyManaged, PolicyWorkload, PasswordsLast },
            { LicenceDisagrees, PimForbids, PasskeysOff, PoliciesNone, OperatorEligible, KeysNotOnBehalf });
        row("p1", { LicenceP1, PimAbsent, OperatorActive, PoliciesSeen }, { LicenceP2, PimPermits, LicenceDisagrees });
        row("free", { LicenceFree, PimAbsent, SecurityDefaultsOn, PoliciesNone, OperatorActive },
            { LicenceP1, PoliciesSeen });
        row("p2-forbids", { PimForbids, PimAsksTicket }, { PimPermits });
        row("campaign", { CampaignOn }, { CampaignOff });
        row("self-service-off", { PasskeysSelfServiceOff }, { PasskeysReady });
        row("aaguid-listed", { PasskeysAllowList, PasskeysProfiles, PasskeysReady }, { PasskeysAdmitNone });
        row("aaguid-unlisted", { PasskeysAllowList }, { PasskeysAdmitNone });
        row("adopt", { AccountLooksLikeEmergency, PoliciesSeen }, {});
    }
    void eachScenarioIsToldAsItIs()
    {
        QFETCH(QString, scenario);
        QFETCH(QStringList, there);
        QFETCH(QStringList, absent);
        const auto named = PracticeScenario::named(scenario);
        QVERIFY(named);
        Bench bench(quick(*named));
        const auto facts = bench.run();
        QVERIFY2(facts, qPrintable(facts ? QString() : name(facts.error().kind) + facts.error().serviceMessage));
        const QStringList ids = idsOf(facts->findings);
        for (const QString &id : there)
            QVERIFY2(ids.contains(id),
                     qPrintable(id + QStringLiteral(" is missing among ") + ids.join(QLatin1Char(' '))));
        for (const QString &id : absent)
            QVERIFY2(!ids.contains(id), qPrintable(id));
        for (const Finding &finding : facts->findings)
            QVERIFY2(finding.id != preflight::NotRead,
                     qPrintable(finding.evidence + finding.facts.value(QLatin1String("check")).toString()));
        QCOMPARE(bench.tenant.writes(), 0);
    }

    void factsHoldWhatWasRead()
    {
        Bench bench(quick());
        const auto facts = bench.run();
        QVERIFY(facts);
        QCOMPARE(facts->initialDomain, QStringLiteral("contoso.onmicrosoft.com"));
        QCOMPARE(facts->tenantType, QStringLiteral("AAD"));
        QCOMPARE(facts->licence, Licence::P2);
        QCOMPARE(facts->globalAdministrator, RoleHeld::Active);
        QVERIFY(facts->globalAdministrators > 0);
        QVERIFY(facts->pimPermitsPermanent);
        QVERIFY(facts->policiesTotal >= facts->policiesReaching && facts->policiesReaching > 0);
        QVERIFY(!facts->restrictsAaguids);
        QVERIFY(!facts->isStopped());
    }

    void lookingNeedsNoSecondConsent()
    {
        Bench bench(quick());
        QVERIFY(bench.run());
        QCOMPARE(int(bench.door.opened), 1);
    }

    void allowListIsHandedOn()
    {
        Bench bench(quick(PracticeScenario::named(QStringLiteral("aaguid-unlisted")).value_or(PracticeScenario())));
        const auto facts = bench.run();
        QVERIFY(facts);
        QVERIFY(facts->restrictsAaguids);
        QCOMPARE(facts->admittedAaguids, QStringList{ QStringLiteral("00000000-0000-0000-0000-0000000000aa") });
    }

    void eligibleOperatorMustActivateFirst()
    {
        PracticeScenario scenario = quick();
        scenario.operatorRole = PracticeScenario::OperatorRole::Eligible;
        Bench bench(scenario);
        const auto facts = bench.run();
        QVERIFY(facts);
        QCOMPARE(facts->globalAdministrator, RoleHeld::Eligible);
        QVERIFY(facts->isStopped());
        QVERIFY(idsOf(facts->findings).contains(preflight::OperatorEligible));
        // Nothing that only a role may read is asked of the lists of roles.
        for (const Exchange &exchange : bench.tenant.exchanges())
            QVERIFY2(!exchange.operation.startsWith(QLatin1String("role")) || exchange.status != 403
                         || exchange.operation == QLatin1String("roleManagementPolicyAssignments.list"),
                     qPrintable(exchange.operation));
    }

    void aPolicyWithConditionsThatNobodyKnowsIsAFinding()
    {
        const auto found = [](const char *users) {
            const QJsonObject conditions{
                { QStringLiteral("users"),
                  QJsonObject{ { QStringLiteral("includeUsers"), QJsonArray{ QLatin1String(users) } } } },
                { QStringLiteral("moonPhase"), QStringLiteral("full") }
            };
            return preflight::unknownConditionsOf(
                ConditionalAccessPolicy::fromJson({ { QStringLiteral("conditions"), conditions } }));
        };
        const auto everybody = found("All"), nobody = found("None");
        QVERIFY(everybody && nobody);
        QCOMPARE(everybody->facts[QLatin1String("members")].toArray(),
                 QJsonArray{ QStringLiteral("conditions.moonPhase") });
        QCOMPARE(everybody->severity, Severity::Note);
        QCOMPARE(nobody->severity, Severity::Advice);
        QVERIFY(!preflight::unknownConditionsOf(ConditionalAccessPolicy::fromJson({})));
    }

    void lapsedLicenceIsToldApartFromNone()
    {
        PracticeScenario scenario = quick();
        scenario.licenceLapsed = true;
        Bench bench(scenario);
        const auto facts = bench.run();
        QVERIFY(facts);
        QVERIFY(idsOf(facts->findings).contains(preflight::LicenceLapsed));
    }

    void passkeyPolicyThatMustNotBeTouchedStops()
    {
        Bench bench(quick(PracticeScenario::named(QStringLiteral("self-service-off")).value_or(PracticeScenario())));
        DesiredState desired = wish();
        desired.methodPolicy = MethodPolicyChoice::Leave;
        const auto facts = bench.run(desired);
        QVERIFY(facts);
        QVERIFY(facts->isStopped());
        QCOMPARE(factsOf(*facts, preflight::PasskeysSelfServiceOff).value(QLatin1String("choice")).toString(),
                 QStringLiteral("leave"));
    }

    void deletedTwinIsSeen()
    {
        PracticeScenario scenario = quick();
        scenario.deletedTwins = { QStringLiteral("harbour.north") };
        Bench bench(scenario);
        const auto facts = bench.run();
        QVERIFY(facts);
        QVERIFY2(idsOf(facts->findings).contains(preflight::NameDeleted),
                 qPrintable(idsOf(facts->findings).join(QLatin1Char(' '))));
    }

    void takenNameIsLookedAtClosely()
    {
        PracticeScenario scenario
            = quick(PracticeScenario::named(QStringLiteral("restricted-unit")).value_or(PracticeScenario()));
        Bench bench(scenario);
        const auto first = bench.run();
        QVERIFY(first);
        const QString upn = factsOf(*first, preflight::AccountLooksLikeEmergency)
                                .value(QLatin1String("userPrincipalName"))
                                .toString();
        QVERIFY(!upn.isEmpty());
        DesiredState desired = wish();
        desired.accounts[0].userName = upn.section(QLatin1Char('@'), 0, 0);
        const auto facts = bench.run(desired);
        QVERIFY(facts);
        const QStringList ids = idsOf(facts->findings);
        QVERIFY(ids.contains(preflight::NameTaken));
        QVERIFY2(ids.contains(preflight::AccountRestricted), qPrintable(ids.join(QLatin1Char(' '))));
        QVERIFY(facts->isStopped());
    }

    void twoGroupsOfOneNameAreNotGuessedAbout()
    {
        PracticeScenario scenario = quick();
        scenario.duplicateGroup = wish().exclusionGroup;
        Bench bench(scenario);
        const auto facts = bench.run();
        QVERIFY(facts);
        QCOMPARE(factsOf(*facts, preflight::GroupSeveral).value(QLatin1String("objectIds")).toArray().size(), 2);
    }

    void firstFindingComesWithinASecondOnASlowLink()
    {
        PracticeScenario scenario;
        scenario.latency = 60ms;
        Bench bench(scenario);
        QElapsedTimer timer;
        timer.start();
        std::atomic<qint64> first = -1;
        const auto facts = bench.run(wish(), [&](const Finding &) {
            if (first < 0)
                first = timer.elapsed();
        });
        QVERIFY(facts);
        QVERIFY2(first >= 0 && first < 1000, qPrintable(QString::number(first)));
    }

    void findingsSeenAreTheFindingsReturned()
    {
        Bench bench(quick());
        QStringList seen;
        const auto facts = bench.run(wish(), [&](const Finding &finding) { seen.append(finding.id); });
        QVERIFY(facts);
        QStringList returned = idsOf(facts->findings);
        std::sort(seen.begin(), seen.end());
        std::sort(returned.begin(), returned.end());
        QCOMPARE(seen, returned);
    }

    void cancelEndsAllThreads()
    {
        PracticeScenario scenario;
        scenario.latency = 200ms;
        Bench bench(scenario);
        std::stop_source stop;
        QElapsedTimer timer;
        const auto facts = bench.run(
            wish(),
            [&](const Finding &) {
                if (!stop.stop_requested()) {
                    stop.request_stop();
                    timer.start();
                }
            },
            stop.get_token());
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, Error::Kind::Cancelled);
        QVERIFY2(timer.elapsed() < 100, qPrintable(QString::number(timer.elapsed())));
    }

    void serviceThatSaysNoToOneCheckDoesNotHideTheRest()
    {
        Bench bench(quick());
        bench.tenant.setFaults([](int, const QByteArray &, const QString &path) {
            return path.contains(QLatin1String("authorizationPolicy")) ? Fault::ServerError : Fault::None;
        });
        const auto facts = bench.run();
        QVERIFY(facts);
        QCOMPARE(factsOf(*facts, preflight::NotRead).value(QLatin1String("check")).toString(),
                 QStringLiteral("authorizationPolicy.get"));
        QVERIFY(idsOf(facts->findings).contains(preflight::PoliciesSeen));
    }
};

BG_TEST(QCoreApplication, PreflightTest)
#include "PreflightTest.moc"
