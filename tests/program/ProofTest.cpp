// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/JournalText.h"
#include "tests/flow/SafeWorld.h"
#include "tests/support/TestProgram.h"
#include "ui/program/WindowSession.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace bg;

// The proof that follows a set-up, through the session of the window: the log's line about it is ours, and no other.
class ProofTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SafeWorld> m_world;
    std::unique_ptr<WindowSession> m_session;
    SignInChoice m_choice;
    RunRecord m_setUp;

    static PracticeScenario small()
    {
        PracticeScenario scenario = FlowBench::quick();
        scenario.policies = 2;
        return scenario;
    }
    Result<Identity> prove(int account, int as)
    {
        m_world->bench.browser().seat(m_world->finder(m_setUp.accounts[as]));
        return m_session->proveSignIn(m_choice, Upn(m_setUp.accounts[account].userPrincipalName), {});
    }
    // Past every doubt about the clocks.
    void wait() { m_world->bench.clock.advance(std::chrono::minutes(20)); }
    QStringList openAfterCheck()
    {
        QStringList open;
        for (const Finding &finding : m_session->check({}, {}, m_world->bench.observer, {}).findings)
            if (finding.isOpen())
                open.append(finding.id + QLatin1Char(' ') + finding.facts[QStringLiteral("objectId")].toString());
        return open;
    }
    QString used(int account) const
    {
        return QStringLiteral("account.used ") + m_setUp.accounts[account].objectId.value;
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<SafeWorld>(small());
        FlowBench &bench = m_world->bench;
        QVERIFY2(bench.isReady(), qPrintable(bench.why()));
        m_choice.cloud = bench.cloud();
        m_session = std::make_unique<WindowSession>(EngineParts{ bench.cloud(), nullptr, &bench.clock, &bench.keys(),
                                                                 &bench.human,
                                                                 bench.state.path() + QStringLiteral("/state") },
                                                    bench.browser());
        QVERIFY(m_session->signIn(m_choice, {}));
        const DesiredState wish = FlowBench::wish();
        const auto facts = m_session->preflight(Mode::Provision, wish, [](const Finding &) {}, {});
        QVERIFY(facts);
        m_setUp = m_session->run(Mode::Provision, wish, *facts, bench.observer, {});
        QCOMPARE(m_setUp.outcome, QStringLiteral("done"));
    }
    void cleanup()
    {
        m_session.reset();
        m_world.reset();
    }

    void aProofIsOurs()
    {
        wait();
        for (const int account : { 0, 1 })
            QVERIFY(prove(account, account));
        QCOMPARE(openAfterCheck(), QStringList());
        const auto seen = m_session->signIns({});
        QVERIFY(seen);
        QCOMPARE(seen->signIns.size(), 2);
        for (const AccountSignIn &use : seen->signIns) {
            QCOMPARE(use.reason, SignInReason::Ours);
            QCOMPARE(use.explainedBy, m_setUp.runId);
        }
    }

    void theJournalOfTheRunTellsOfItAndItsChainHolds()
    {
        const QString file = m_session->journalFile();
        QVERIFY(prove(0, 0));
        QFile journal(file);
        QVERIFY(journal.open(QIODevice::ReadOnly));
        const JournalText text = JournalText::of(journal.readAll());
        QCOMPARE(text.problems, QStringList());
        QCOMPARE(text.lines.last()[QStringLiteral("event")].toString(), QStringLiteral("signInProven"));
        QCOMPARE(text.lines.last()[QStringLiteral("objectId")].toString(), m_setUp.accounts[0].objectId.value);
        QVERIFY(!m_session->unfinished());
    }

    void whoeverComesInBesideTheProofIsReported()
    {
        wait();
        QVERIFY(prove(0, 0));
        wait();
        QCOMPARE(prove(1, 0).error().kind, Error::Kind::WrongPerson); // the first account came in once more
        QCOMPARE(openAfterCheck(), QStringList{ used(0) });
    }

    void aProofThatCannotBeKeptIsNone()
    {
        QVERIFY(QFile::remove(m_session->journalFile()));
        QVERIFY(QDir().mkpath(m_session->journalFile()));
        const auto proof = prove(0, 0);
        QVERIFY(!proof);
        QCOMPARE(proof.error().kind, Error::Kind::File);
    }
};

BG_TEST(QCoreApplication, ProofTest)
#include "ProofTest.moc"
