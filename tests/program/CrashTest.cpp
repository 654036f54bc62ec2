// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/program/PracticeHost.h"
#include "tests/program/Program.h"
#include "tests/support/TestProgram.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QTest>

using namespace bg;

// The program is killed in the middle of a set-up and started again: it finds what was begun, goes on with it, and ends
// as if nothing had happened.
class CrashTest : public QObject {
    Q_OBJECT

private:
    Program m_program;

    // All journals below the program's home, one after the other.
    QByteArray journals() const
    {
        QByteArray all;
        QDirIterator files(m_program.path({}), { QStringLiteral("journal.jsonl") }, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext())
            all += Program::read(files.next());
        return all;
    }
    static QJsonObject object(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }

private Q_SLOTS:
    void killedSetUpIsGoneOnWithByTheNextStart();
};

void CrashTest::killedSetUpIsGoneOnWithByTheNextStart()
{
    PracticeHost fresh(QStringLiteral("p2-permits"));
    fresh.stop();
    PracticeHost host(QStringLiteral("p2-permits"));
    QVERIFY(!host.cloudFile().isEmpty());
    m_program.setBrowser(PracticeHost::browser());
    const QString out = m_program.path(QStringLiteral("out"));
    QStringList arguments{ QStringLiteral("--autoplay"), QStringLiteral("--cloud"), host.cloudFile(),
                           QStringLiteral("--out"), out };
    for (int key = 0; key < 4; ++key)
        arguments += { QStringLiteral("--security-key"), QStringLiteral("practice") };
    QVERIFY(m_program.runAndKill(arguments, [&] { return journals().contains("\"keyProven\""); }));
    const QByteArray begun = journals();
    QVERIFY(!begun.contains("\"runFinished\""));

    const auto ending = m_program.run(arguments);
    QVERIFY2(ending.code == 0, ending.err);
    const QJsonObject record = Program::json(out + QStringLiteral("/record.json"));
    QCOMPARE(record[QStringLiteral("outcome")].toString(), QStringLiteral("done"));
    QVERIFY(!QDir(out).entryList({ QStringLiteral("*tenant-resume.png") }).isEmpty());
    // The accounts that were begun, not others; and the key whose PIN died with the program was made again.
    for (const QJsonValue &account : record[QStringLiteral("accounts")].toArray())
        QVERIFY(begun.contains(account[QStringLiteral("userPrincipalName")].toString().toUtf8()));
    QStringList findings;
    for (const QJsonValue &finding : record[QStringLiteral("findings")].toArray())
        findings.append(finding[QStringLiteral("id")].toString());
    QVERIFY2(findings.contains(QStringLiteral("key.again")), qPrintable(findings.join(QLatin1Char(' '))));

    host.stop();
    const QJsonObject before = object(fresh.snapshot()), after = object(host.snapshot());
    const auto count
        = [](const QJsonObject &tenant, const char *part) { return tenant[QLatin1String(part)].toObject().size(); };
    QCOMPARE(count(after, "users"), count(before, "users") + 2);
    QCOMPARE(count(after, "groups"), count(before, "groups") + 1);
    for (const QJsonValue &account : record[QStringLiteral("accounts")].toArray())
        QCOMPARE(after[QStringLiteral("passkeys")][account[QStringLiteral("objectId")].toString()].toArray().size(), 2);
}

BG_TEST(QCoreApplication, CrashTest)
#include "CrashTest.moc"
