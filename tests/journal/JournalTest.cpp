// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal/Journal.h"
#include "app/journal/JournalText.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestProgram.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace bg;

namespace {

struct Counted {
    static constexpr QLatin1String Name{ "counted" };
    qint64 value = 0;

    static constexpr auto members() { return std::tuple{ EventMember{ "value", &Counted::value } }; }
};

} // namespace

class JournalTest : public QObject {
    Q_OBJECT

private:
    static QByteArray read(const QString &file)
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    static void overwrite(const QString &file, const QByteArray &text)
    {
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
        out.write(text);
    }
    QString threeLines()
    {
        const QString file = m_folder.filePath(QStringLiteral("%1.jsonl").arg(++m_files));
        auto journal = Journal::open(file, m_clock);
        if (!journal)
            return {};
        for (int i = 0; i < 3; ++i)
            (void)(*journal)->write(Counted{ i });
        return file;
    }

    FakeClock m_clock;
    QTemporaryDir m_folder;
    int m_files = 0;

private Q_SLOTS:
    void eachLineCarriesTheHashOfTheLineBefore()
    {
        const QList<QByteArray> lines = read(threeLines()).trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        QByteArray previous(64, '0');
        for (const QByteArray &line : lines) {
            const QJsonObject entry = QJsonDocument::fromJson(line).object();
            QCOMPARE(entry[QStringLiteral("previous")].toString().toLatin1(), previous);
            previous = QCryptographicHash::hash(line, QCryptographicHash::Sha256).toHex();
        }
    }
    void onlyTheOwnerMayRead()
    {
        const auto allowed = QFile::permissions(threeLines());
        QCOMPARE(allowed & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
    }
    void anUntouchedChainHasNoProblems() { QCOMPARE(verifyJournal(threeLines()), QStringList()); }
    void aChangedValueIsFound()
    {
        const QString file = threeLines();
        overwrite(file, read(file).replace("\"value\":1", "\"value\":7"));
        const QStringList problems = verifyJournal(file);
        QCOMPARE(problems.size(), 1);
        QVERIFY2(problems.first().startsWith(QStringLiteral("Line 3 ")), qPrintable(problems.first()));
    }
    void aMissingLineIsFound()
    {
        const QString file = threeLines();
        QList<QByteArray> lines = read(file).split('\n');
        lines.removeAt(1);
        overwrite(file, lines.join('\n'));
        QCOMPARE(verifyJournal(file).isEmpty(), false);
    }
    void swappedLinesAreFound()
    {
        const QString file = threeLines();
        QList<QByteArray> lines = read(file).split('\n');
        lines.swapItemsAt(0, 1);
        overwrite(file, lines.join('\n'));
        QCOMPARE(verifyJournal(file).isEmpty(), false);
    }
    void everyTornLastLineIsKeptAsideAndTheChainGoesOn()
    {
        const QString file = threeLines();
        const QByteArray whole = read(file);
        const qsizetype last = whole.lastIndexOf('\n', whole.size() - 2) + 1;
        for (qsizetype cut = last + 1; cut < whole.size(); ++cut) {
            QFile::remove(file + QStringLiteral(".torn"));
            overwrite(file, whole.left(cut));
            QCOMPARE(verifyJournal(file).size(), 1);
            auto journal = Journal::open(file, m_clock);
            QVERIFY(journal.has_value());
            QVERIFY((*journal)->write(Counted{ 3 }).has_value());
            QCOMPARE(verifyJournal(file), QStringList());
            QCOMPARE(read(file + QStringLiteral(".torn")), whole.mid(last, cut - last) + '\n');
        }
    }
    void aBrokenChainIsNotContinued()
    {
        const QString file = threeLines();
        overwrite(file, read(file).replace("\"value\":0", "\"value\":7"));
        const auto journal = Journal::open(file, m_clock);
        QVERIFY(!journal.has_value());
        QCOMPARE(journal.error().kind, Error::Kind::Malformed);
    }
    void twoLanesWriteOneChain()
    {
        const QString file = m_folder.filePath(QStringLiteral("lanes.jsonl"));
        auto journal = Journal::open(file, m_clock);
        QVERIFY(journal.has_value());
        const auto write = [&] {
            for (int i = 0; i < 50; ++i)
                (void)(*journal)->write(Counted{ i });
        };
        {
            std::jthread one(write), other(write);
        }
        QCOMPARE(verifyJournal(file), QStringList());
        QCOMPARE(JournalText::of(read(file)).lines.size(), 100);
    }
    void aFolderThatCannotBeWrittenIsAFileError()
    {
        const auto journal = Journal::open(m_folder.filePath(QStringLiteral("no/such/folder.jsonl")), m_clock);
        QVERIFY(!journal.has_value());
        QCOMPARE(journal.error().kind, Error::Kind::File);
    }
};

BG_TEST(QCoreApplication, JournalTest)
#include "JournalTest.moc"
