// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/RunStore.h"
#include "app/journal/Journal.h"
#include "app/journal/JournalEvent.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace bg;

class RunStoreTest : public QObject {
    Q_OBJECT

private:
    FakeClock m_clock;
    const TenantId m_tenant{ QStringLiteral("0F0F0F0F-0000-4000-8000-000000000001") };

    StoredRun write(const RunStore &store, const QString &id, const QString &mode, bool isWhole)
    {
        m_clock.advance(std::chrono::minutes(1));
        const auto run = store.begin(id, m_clock.utcNow());
        if (!run)
            return {};
        const auto journal = Journal::open(run->journalFile(), m_clock);
        RunStarted begun;
        begun.runId = id;
        begun.mode = mode;
        (void)(*journal)->write(begun);
        (void)(*journal)->write(Applied{ QStringLiteral("keys"), {}, {} });
        if (isWhole)
            (void)(*journal)->write(RunFinished{ {}, true });
        return *run;
    }

private Q_SLOTS:
    void aRunThatStoppedInTheMiddleIsFound()
    {
        QTemporaryDir folder;
        const RunStore store(folder.path(), m_tenant);
        QVERIFY(!store.unfinished());
        write(store, QStringLiteral("AAAA-01"), QStringLiteral("provision"), false);
        const auto found = store.unfinished();
        QVERIFY(found.has_value());
        QCOMPARE(found->runId, QStringLiteral("AAAA-01"));
        QCOMPARE(found->lastStep, QStringLiteral("keys"));
        QVERIFY(found->started.isValid());
    }
    void aRunThatSomebodyChoseToLeaveIsNotOfferedAgain()
    {
        QTemporaryDir folder;
        const RunStore store(folder.path(), m_tenant);
        const StoredRun run = write(store, QStringLiteral("AAAA-01"), QStringLiteral("provision"), false);
        QVERIFY(store.unfinished());
        (void)(*Journal::open(run.journalFile(), m_clock))->write(RunLeft{});
        QVERIFY(!store.unfinished());
    }
    void aLaterWholeRunMakesAnUnfinishedOneOfNoMatter()
    {
        QTemporaryDir folder;
        const RunStore store(folder.path(), m_tenant);
        write(store, QStringLiteral("AAAA-01"), QStringLiteral("provision"), false);
        write(store, QStringLiteral("AAAA-02"), QStringLiteral("provision"), true);
        QVERIFY(!store.unfinished());
    }
    void aCheckDoesNotHideAnUnfinishedRun()
    {
        QTemporaryDir folder;
        const RunStore store(folder.path(), m_tenant);
        write(store, QStringLiteral("AAAA-01"), QStringLiteral("provision"), false);
        write(store, QStringLiteral("AAAA-02"), QStringLiteral("check"), true);
        QVERIFY(store.unfinished().has_value());
    }
    void runsOfAnotherTenantAreNotSeen()
    {
        QTemporaryDir folder;
        write(RunStore(folder.path(), m_tenant), QStringLiteral("AAAA-01"), QStringLiteral("provision"), false);
        QVERIFY(RunStore(folder.path(), TenantId(QStringLiteral("other"))).runs().isEmpty());
    }
    void foldersAndRecordsAreTheOwnersOnly()
    {
        QTemporaryDir folder;
        const RunStore store(folder.path() + QStringLiteral("/deep/er"), m_tenant);
        const StoredRun run = write(store, QStringLiteral("AAAA-01"), QStringLiteral("provision"), true);
        QVERIFY(RunStore::saveRecord(run, "{}").has_value());
        QVERIFY(RunStore::saveEvidence(run, "{}").has_value());
        QCOMPARE(store.newestEvidence(), QByteArray("{}"));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
            | QFile::WriteOther | QFile::ExeOther;
        for (const QString &path :
             { folder.path() + QStringLiteral("/deep"), run.folder, run.recordFile(), run.evidenceFile(), run.journalFile() })
            QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
    }
};

BG_TEST(QCoreApplication, RunStoreTest)
#include "RunStoreTest.moc"
