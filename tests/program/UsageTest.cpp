// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/program/Program.h"
#include "tests/support/TestProgram.h"

#include <QRegularExpression>
#include <QTest>

using namespace bg;

// What was typed wrong is said in one line, with exit code 2, before anything else happens.
class UsageTest : public QObject {
    Q_OBJECT

private:
    Program m_program;

private Q_SLOTS:
    void wrongCommandLineIsOneLineAndExitCodeTwo_data();
    void wrongCommandLineIsOneLineAndExitCodeTwo();
    void versionIsOneLineWithCommitAndDate();
    void helpNamesEveryOption();
    void journalThatIsMissingOrBrokenIsTold();
};

void UsageTest::wrongCommandLineIsOneLineAndExitCodeTwo_data()
{
    QTest::addColumn<QString>("arguments"); // %1 is a file of `content`
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *arguments, const char *says, const QByteArray &content = {}) {
        QTest::newRow(name) << QString::fromUtf8(arguments) << content << QString::fromUtf8(says);
    };
    const auto cloud = [](const QByteArray &login) {
        return "{\"name\":\"mine\",\"portal\":\"https://127.0.0.1:1\",\"authentication\":{\"loginEndpoint\":\"" + login
            + "\",\"tenant\":\"organizations\"},\"resourceManager\":\"http://127.0.0.1:2\","
              "\"microsoftGraphResourceId\":\"http://127.0.0.1:3\"}";
    };
    row("unknown option", "--practise", "practise");
    row("an argument that is no option", "provision", "provision");
    row("value left out", "--mode", "mode");
    row("empty value", "--tenant=", "--tenant needs a value");
    row("given twice", "--mode check --mode drill", "--mode was given 2 times");
    row("value for a switch", "--practice=yes", "practice");
    row("mode", "--practice --mode mend", "mend");
    row("tenant", "--tenant not_a_domain", "not_a_domain");
    row("client id", "--client-id 1234", "1234");
    row("key spec", "--practice --security-key nfc", "nfc");
    row("key spec of UDP", "--practice --security-key udp:127.0.0.1:70000:1", "70000");
    row("cloud", "--cloud atlantis", "atlantis");
    row("cloud file that is not JSON", "--cloud %1", "", "{");
    row("cloud file with plain http elsewhere", "--cloud %1", "login.example", cloud("http://login.example"));
    row("practice brings its cloud", "--practice --cloud global", "--cloud");
    row("autoplay against a real cloud", "--autoplay --out %1.d", "--autoplay is refused");
    row("autoplay against a cloud elsewhere", "--autoplay --out %1.d --cloud %1", "--autoplay is refused",
        cloud("https://login.example"));
    row("autoplay without out", "--practice --autoplay", "--out");
    row("out without autoplay", "--practice --out %1.d", "--autoplay");
    row("json without check", "--practice --json", "--check");
    row("autoplay and check", "--practice --autoplay --check --out %1.d", "exclude");
    row("check in another mode", "--practice --check --mode rotate", "exclude");
    row("answers that are missing", "--practice --answers %1.none", "cannot be read");
    row("answers that are not JSON", "--practice --answers %1", "not usable", "keysPerAccount: 2");
    row("answers with a member that is unknown", "--practice --answers %1", "keysPerAcount", "{\"keysPerAcount\": 2}");
    row("answers with a wrong value", "--practice --answers %1", "paper", "{\"paper\": \"A5\"}");
    row("answers with a secret", "--practice --answers %1", "password", "{\"password\": \"x\"}");
}

void UsageTest::wrongCommandLineIsOneLineAndExitCodeTwo()
{
    QFETCH(QString, arguments);
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    const QString file = m_program.write(QStringLiteral("given"), content);
    const auto ending = m_program.run(arguments.replace(QStringLiteral("%1"), file).split(QLatin1Char(' ')));
    QVERIFY2(ending.code == 2, ending.err);
    QVERIFY2(!ending.sentence().isEmpty(), ending.err);
    QVERIFY2(ending.sentence().contains(says), ending.err);
    QCOMPARE(ending.out, QByteArray());
    QVERIFY(!QFile::exists(file + QStringLiteral(".d")));
}

void UsageTest::versionIsOneLineWithCommitAndDate()
{
    const auto ending = m_program.run({ QStringLiteral("--version") });
    QCOMPARE(ending.code, 0);
    static const QRegularExpression line(
        QStringLiteral("\\Abreakglass-wizard [0-9.]+ \\(commit ([0-9a-f]{12}(-changed)?|unknown), "
                       "built (\\d{4}-\\d\\d-\\d\\d|unknown)\\)\\n\\z"));
    QVERIFY2(line.match(QString::fromLatin1(ending.out)).hasMatch(), ending.out);
    QCOMPARE(ending.err, QByteArray());
}

void UsageTest::helpNamesEveryOption()
{
    const auto ending = m_program.run({ QStringLiteral("--help") });
    QCOMPARE(ending.code, 0);
    for (const char *option :
         { "--practice", "--mode", "--cloud", "--tenant", "--client-id", "--answers", "--security-key", "--autoplay",
           "--out", "--check", "--json", "--verify-journal", "--version", "--help" })
        QVERIFY2(ending.out.contains(option), option);
}

void UsageTest::journalThatIsMissingOrBrokenIsTold()
{
    const auto missing = m_program.run({ QStringLiteral("--verify-journal"), m_program.path(QStringLiteral("none")) });
    QCOMPARE(missing.code, 3);
    QVERIFY2(missing.sentence().contains(QStringLiteral("cannot be read")), missing.err);
    const QString file = m_program.write(QStringLiteral("broken.jsonl"), "{\"seq\":1}\nno JSON\n");
    const auto broken = m_program.run({ QStringLiteral("--verify-journal"), file });
    QCOMPARE(broken.code, 1);
    QVERIFY(!broken.out.isEmpty());
}

BG_TEST(QCoreApplication, UsageTest)
#include "UsageTest.moc"
