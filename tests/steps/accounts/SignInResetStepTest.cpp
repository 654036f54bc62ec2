// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/accounts/SignInResetStep.h"

#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "app/journal/JournalText.h"
#include "app/model/FindingIds.h"
#include "app/model/OwnAccount.h"
#include "app/plan/ResetRefusal.h"
#include "app/steps/keys/KeyPrompt.h"
#include "tests/flow/FlowBench.h"
#include "tests/flow/PracticeAdministrator.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QTest>

using namespace bg;

// One administrator is reset, by one step and by nothing else.
class SignInResetStepTest : public QObject {
    Q_OBJECT

private:
    struct Desk {
        Desk()
            : bench(scenario()),
              ada(addAdministrator(bench.tenant, QStringLiteral("ada"), QStringLiteral("Forgotten 1 day"))),
              pacing(bench.clock), graph(bench.cloud(), bench.tokens(), bench.clock, pacing, counter),
              arm(bench.cloud(), bench.tokens(), bench.clock), prompt(bench.keys(), bench.human, bench.clock)
        {
            journal = std::move(*Journal::open(path(), bench.clock));
            tenant.operatorId = bench.tokens().identity().objectId;
            choice = { ada, Upn(QStringLiteral("ada@contoso.onmicrosoft.com")) };
            bench.tenant.setObserver([this](const Exchange &exchange) {
                if (exchange.isWrite() && exchange.path.startsWith(QLatin1String("/users/")))
                    writes.append(exchange);
            });
        }
        static PracticeScenario scenario()
        {
            PracticeScenario few = FlowBench::quick();
            few.policies = 0;
            return few;
        }
        QString path() const { return bench.state.path() + QStringLiteral("/journal.jsonl"); }
        StepContext context()
        {
            return { graph,         arm,         desired, tenant,      history,   runState,
                     journal.get(), bench.human, prompt,    bench.clock, sheetHeader };
        }
        void setUser(const char *property, const QJsonValue &value)
        {
            bench.tenant.change([&](Directory &d) { d.users[ada.value][QLatin1String(property)] = value; });
        }
        QStringList journalled() const
        {
            QFile file(path());
            QStringList events;
            if (file.open(QIODevice::ReadOnly))
                for (const QJsonObject &line : JournalText::of(file.readAll()).lines)
                    events.append(line[QStringLiteral("event")].toString());
            return events;
        }

        FlowBench bench;
        ObjectId ada;
        ResetChoice choice;
        QList<Exchange> writes; // to users, in their order
        RequestCounter counter;
        RequestPacing pacing;
        GraphClient graph;
        ArmClient arm;
        KeyPrompt prompt;
        DesiredState desired;
        TenantFacts tenant;
        History history;
        RunState runState;
        SheetHeader sheetHeader;
        std::unique_ptr<Journal> journal;
    };

private Q_SLOTS:
    void whoeverKnewThePasswordIsOutBeforeTheAccountIsOnAgain()
    {
        Desk prompt;
        QVERIFY2(prompt.bench.isReady(), qPrintable(prompt.bench.why()));
        prompt.setUser("accountEnabled", false);
        SignInResetStep step(prompt.context(), prompt.choice);
        const auto before = step.inspect({});
        QVERIFY(before && before->id == finding::SignInToReset && before->state == State::Missing);
        QCOMPARE(step.plannedWrites().size(), 3);
        prompt.writes.clear();
        QVERIFY(step.apply({}, [](int, int) {}));
        QCOMPARE(prompt.writes.size(), 3);
        QCOMPARE(prompt.writes[0].request[QStringLiteral("passwordProfile")].toObject(),
                 (QJsonObject{ { QStringLiteral("password"), QStringLiteral("***") },
                               { QStringLiteral("forceChangePasswordNextSignIn"), true } }));
        QCOMPARE(prompt.writes[0].request.size(), 1); // nothing beside it
        QVERIFY(prompt.writes[1].path.endsWith(QLatin1String("/revokeSignInSessions")));
        QCOMPARE(prompt.writes[2].request, (QJsonObject{ { QStringLiteral("accountEnabled"), true } }));
        QCOMPARE(prompt.bench.human.asked(), QStringList{ QStringLiteral("handOver ada@contoso.onmicrosoft.com") });
        const auto after = step.inspect({});
        QVERIFY(after && after->id == finding::SignInWasReset && after->state == State::InPlace);
        QCOMPARE(after->facts[QStringLiteral("objectId")].toString(), prompt.ada.value);
        QVERIFY(step.plannedWrites().isEmpty());
    }

    void anAccountThatIsOnIsNotSwitchedOn()
    {
        Desk prompt;
        SignInResetStep step(prompt.context(), prompt.choice);
        QVERIFY(step.inspect({}));
        QCOMPARE(step.plannedWrites().size(), 2);
        QVERIFY(step.apply({}, [](int, int) {}));
        for (const Exchange &write : std::as_const(prompt.writes))
            QVERIFY(!write.request.contains(QStringLiteral("accountEnabled")));
    }

    void theJournalTellsOfEachWriteBeforeItIsMade()
    {
        Desk prompt;
        prompt.setUser("accountEnabled", false);
        QList<QStringList> then;
        prompt.bench.tenant.setFaults([&](int, const QByteArray &method, const QString &path) {
            if (method != "GET" && path.contains(prompt.ada.value))
                then.append(prompt.journalled());
            return Fault::None;
        });
        SignInResetStep step(prompt.context(), prompt.choice);
        QVERIFY(step.inspect({}));
        QVERIFY(step.apply({}, [](int, int) {}));
        QCOMPARE(then.size(), 3);
        QCOMPARE(then[0].last(), QStringLiteral("signInResetBegun"));
        QCOMPARE(then[1].last(), QStringLiteral("signInSessionsEnding"));
        QCOMPARE(then[2].last(), QStringLiteral("signInSwitchingOn"));
        QCOMPARE(prompt.journalled().last(), QStringLiteral("signInResetOnPaper"));
    }

    void aSwitchThatIsNotSeenYetCostsNoSecondPassword()
    {
        Desk prompt;
        prompt.setUser("accountEnabled", false);
        SignInResetStep step(prompt.context(), prompt.choice);
        QVERIFY(step.inspect({}));
        QVERIFY(step.apply({}, [](int, int) {}));
        prompt.setUser("accountEnabled", false); // another replica, or somebody at once
        const auto seen = step.inspect({});
        QVERIFY(seen && seen->state == State::Drifted);
        QCOMPARE(step.plannedWrites().size(), 1);
        prompt.writes.clear();
        QVERIFY(step.apply({}, [](int, int) {}));
        QCOMPARE(prompt.writes.size(), 1);
        QCOMPARE(prompt.bench.human.asked(QStringLiteral("handOver")).size(), 1);
    }

    void paperThatFailsIsTriedAgainWithAnotherPassword()
    {
        Desk prompt;
        std::stop_source stop;
        stop.request_stop();
        QList<QByteArray> passwords;
        prompt.bench.human.onHandOver
            = [&](const TemporaryPasswordSlip &slip) { passwords.append(slip.password->reveal().toByteArray()); };
        SignInResetStep step(prompt.context(), prompt.choice);
        QVERIFY(step.inspect({}));
        const auto cut = step.apply(stop.get_token(), [](int, int) {});
        QVERIFY(!cut && cut.error().isCancelled());
        QCOMPARE(step.inspect({})->state, State::Missing);
        QVERIFY(step.apply({}, [](int, int) {}));
        QVERIFY(step.inspect({}));
        SignInResetStep second(prompt.context(), prompt.choice); // another run
        QCOMPARE(second.inspect({})->state, State::Missing);
        QVERIFY(second.apply({}, [](int, int) {}));
        QCOMPARE(passwords.size(), 2);
        QVERIFY(passwords[0] != passwords[1]);
    }

    void nobodyIsResetWhoMayNotBe_data()
    {
        QTest::addColumn<QString>("property");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("reason");
        QTest::newRow("synchronised") << "onPremisesSyncEnabled" << QJsonValue(true) << "synchronized";
        QTest::newRow("guest") << "userType" << QJsonValue(QStringLiteral("Guest")) << "guest";
        QTest::newRow("federated") << "userPrincipalName" << QJsonValue(QStringLiteral("ada@fabrikam.com"))
                                   << "federated";
        QTest::newRow("in a restricted unit") << "isManagementRestricted" << QJsonValue(true) << "restrictedUnit";
    }
    void nobodyIsResetWhoMayNotBe()
    {
        QFETCH(QString, property);
        QFETCH(QJsonValue, value);
        QFETCH(QString, reason);
        Desk prompt;
        prompt.tenant.federatedDomains = { QStringLiteral("fabrikam.com") };
        prompt.setUser(property.toLatin1().constData(), value);
        SignInResetStep step(prompt.context(), prompt.choice);
        const auto seen = step.inspect({});
        QVERIFY(!seen);
        const auto refusal = resetRefusal(seen.error());
        QVERIFY2(refusal, qPrintable(name(seen.error().kind)));
        QCOMPARE(refusal->reason, reason);
        QVERIFY(refusal->person.startsWith(QLatin1String("ada@")));
        QVERIFY(prompt.writes.isEmpty());
    }

    void whoIsGoneIsToldAsGone()
    {
        Desk prompt;
        prompt.bench.tenant.change([&](Directory &d) { d.remove(prompt.ada.value); });
        const auto seen = SignInResetStep(prompt.context(), prompt.choice).inspect({});
        QVERIFY(!seen && resetRefusal(seen.error()) && resetRefusal(seen.error())->reason == QLatin1String("gone"));
        QVERIFY(!seen.error().requestId.isEmpty()); // the service's own answer stays with it
    }

    void theUnitThatOnlyTheServiceKnowsOfIsToldAsWhatItIs()
    {
        Desk prompt;
        SignInResetStep step(prompt.context(), prompt.choice);
        QVERIFY(step.inspect({}));
        prompt.bench.tenant.change([&](Directory &d) {
            d.units[QStringLiteral("unit")] = { { QStringLiteral("isMemberManagementRestricted"), true } };
            d.unitMembers[QStringLiteral("unit")] = { prompt.ada.value };
        });
        const auto applied = step.apply({}, [](int, int) {});
        QVERIFY(!applied);
        QVERIFY2(resetRefusal(applied.error())
                     && resetRefusal(applied.error())->reason == QLatin1String("restrictedUnit"),
                 qPrintable(name(applied.error().kind) + applied.error().serviceMessage));
        QVERIFY(prompt.bench.human.asked(QStringLiteral("handOver")).isEmpty());
    }

    void whoeverIsAtWorkAndEmergencyAccountsAreRefusedWithoutARequest()
    {
        Desk prompt;
        const auto requests = prompt.bench.tenant.exchanges().size();
        const auto refused = [&](const ObjectId &id) {
            return SignInResetStep(prompt.context(), { id, Upn(QStringLiteral("x@contoso.onmicrosoft.com")) })
                .inspect({})
                .error();
        };
        QVERIFY(isOwnAccountError(refused(prompt.tenant.operatorId)));
        DiscoveredAccount found;
        found.user.id = ObjectId(QStringLiteral("11111111-0000-4000-8000-000000000001"));
        prompt.tenant.found = { found };
        DiscoveredAccount own;
        own.user.id = ObjectId(QStringLiteral("11111111-0000-4000-8000-000000000002"));
        prompt.tenant.own = own;
        const ObjectId recorded(QStringLiteral("11111111-0000-4000-8000-000000000003"));
        prompt.history.accounts.insert(Upn(QStringLiteral("y@contoso.onmicrosoft.com")), recorded);
        for (const ObjectId &id : { found.user.id, own.user.id, recorded }) {
            const auto refusal = resetRefusal(refused(id));
            QVERIFY(refusal && refusal->reason == QLatin1String("emergencyAccount"));
        }
        QCOMPARE(prompt.bench.tenant.exchanges().size(), requests);
    }
};

BG_TEST(QCoreApplication, SignInResetStepTest)
#include "SignInResetStepTest.moc"
