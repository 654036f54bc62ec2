// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/RunStore.h"
#include "app/journal/Journal.h"
#include "app/journal/JournalEvent.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestProgram.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace bg;

class RunStoreTest : public QObject {
    Q_OBJECT

private:
    FakeClock m_clock;
    const Seal m_ours{ Secret::copyOf("one key") }, m_theirs{ Secret::copyOf("another key") };
    const TenantId m_tenant{ QStringLiteral("0F0F0F0F-0000-4000-8000-000000000001") };

    StoredRun write(const RunStore &store, const QString &id, const QString &mode, bool isWhole)
    {
        m_clock.advance(std::chrono::minutes(1));
        const auto run = store.begin(id, m_clock.utcNow());
        if (!run)
            return {};
        const auto journal = Journal::open(run->journalFile(), m_clock, run->seal);
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
    void whatAnotherKeyOrNoneWroteIsReadAndNotSealed()
    {
        QTemporaryDir folder;
        const RunStore ours(folder.path(), m_tenant, m_ours), theirs(folder.path(), m_tenant, m_theirs);
        write(ours, QStringLiteral("AAAA-01"), QStringLiteral("provision"), true);
        write(theirs, QStringLiteral("AAAA-02"), QStringLiteral("provision"), true);
        write(RunStore(folder.path(), m_tenant), QStringLiteral("AAAA-03"), QStringLiteral("provision"), true);
        QStringList sealed;
        for (const StoredRun &run : ours.runs())
            if (run.isSealed)
                sealed.append(run.runId);
        QCOMPARE(ours.runs().size(), 3);
        QCOMPARE(sealed, QStringList(QStringLiteral("AAAA-01")));
        for (const StoredRun &run : RunStore(folder.path(), m_tenant).runs())
            QVERIFY(!run.isSealed);
    }
    void aLineOfAnotherHandTakesTheSealFromAJournalAndItsLinesStay()
    {
        QTemporaryDir folder;
        const RunStore store(folder.path(), m_tenant, m_ours);
        const StoredRun run = write(store, QStringLiteral("AAAA-01"), QStringLiteral("provision"), false);
        QVERIFY(store.runs().first().isSealed);
        (void)(*Journal::open(run.journalFile(), m_clock))->write(RunFinished{ {}, true });
        QVERIFY(!store.runs().first().isSealed);
        QVERIFY(store.runs().first().isFinished);
    }
    void aSealIsBoundToItsTenantItsFolderAndItsFile()
    {
        QTemporaryDir folder;
        const RunStore store(folder.path(), m_tenant, m_ours);
        StoredRun run = write(store, QStringLiteral("AAAA-01"), QStringLiteral("provision"), true);
        QVERIFY(!RunStore::isRecordSealed(run));
        QVERIFY(RunStore::saveRecord(run, "{}") && RunStore::saveEvidence(run, "{}"));
        QVERIFY(RunStore::isRecordSealed(run));
        const QString sealOfRecord = run.recordFile() + QStringLiteral(".seal");
        QVERIFY(QFile::remove(sealOfRecord) && QFile::copy(run.evidenceFile() + QStringLiteral(".seal"), sealOfRecord));
        QVERIFY(!RunStore::isRecordSealed(run));

        // The same bytes under another tenant, and in another folder.
        const QString name = QFileInfo(run.folder).fileName();
        const TenantId other(QStringLiteral("other"));
        for (const QString &copy : { folder.path() + QStringLiteral("/other/") + name, run.folder + QStringLiteral("x") }) {
            QVERIFY(QDir().mkpath(copy));
            QVERIFY(QFile::copy(run.journalFile(), copy + QStringLiteral("/journal.jsonl")));
        }
        QVERIFY(!RunStore(folder.path(), other, m_ours).runs().first().isSealed);
        QCOMPARE(store.runs().size(), 2);
        QVERIFY(!store.runs().first().isSealed);
        QVERIFY(store.runs().last().isSealed);
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
