// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/program/PracticeHost.h"
#include "tests/program/Program.h"
#include "tests/support/Schema.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace bg;

static const QString client = QStringLiteral("0f8b4c1e-6a52-4a0b-9d57-3a1c2f6e7d90");

// A whole run against a tenant in another process: real browser hand-off by $BROWSER, real loopback redirect.
class RunTest : public QObject {
    Q_OBJECT

private:
    static QStringList playing(const PracticeHost &host, const QString &out)
    {
        QStringList arguments{ QStringLiteral("--autoplay"),
                               QStringLiteral("--client-id"),
                               client,
                               QStringLiteral("--cloud"),
                               host.cloudFile(),
                               QStringLiteral("--out"),
                               out };
        for (int key = 0; key < 4; ++key)
            arguments += { QStringLiteral("--security-key"), QStringLiteral("practice") };
        return arguments;
    }

private Q_SLOTS:
    void wholeRunAgainstACloudFileLeavesWhatAPersonNeeds();
    void accountsThatExistAreTakenOver();
};

void RunTest::wholeRunAgainstACloudFileLeavesWhatAPersonNeeds()
{
    Program program;
    program.setBrowser(PracticeHost::browser());
    PracticeHost host(QStringLiteral("p2-permits"));
    QVERIFY(!host.cloudFile().isEmpty());
    const QString out = program.path(QStringLiteral("out"));
    const QString answers
        = program.write(QStringLiteral("answers.json"),
                        "{\"alerts\":{\"location\":\"westeurope\",\"emails\":[\"security@contoso.onmicrosoft.com\"]}}");
    const auto ending = program.run(playing(host, out) + QStringList{ QStringLiteral("--answers"), answers });
    QVERIFY2(ending.code == 0, ending.err);
    // The log tells what was changed, by ids; no address of the sign-in, no code, no token.
    for (const char *leak : { "http", "code=", "nonce", "state=", "eyJ" })
        QVERIFY2(!ending.err.contains(leak), leak);

    const QJsonObject record = Program::json(out + QStringLiteral("/record.json"));
    QCOMPARE(record[QStringLiteral("outcome")].toString(), QStringLiteral("done"));
    const QJsonArray accounts = record[QStringLiteral("accounts")].toArray();
    QCOMPARE(accounts.size(), 2);
    // Read only, without a window: what was just set up is found and found good, and the same things are looked at.
    const auto check = program.run({ QStringLiteral("--check"), QStringLiteral("--json"), QStringLiteral("--client-id"),
                                     client, QStringLiteral("--cloud"), host.cloudFile() });
    QVERIFY2(check.code == 0, check.out + check.err);
    const QJsonObject checked = QJsonDocument::fromJson(check.out).object();
    QCOMPARE(checked[QStringLiteral("mode")].toString(), QStringLiteral("check"));
    QCOMPARE(checked[QStringLiteral("accounts")][0][QStringLiteral("objectId")],
             accounts[0][QStringLiteral("objectId")]);
    QStringList seen;
    for (const QJsonValue &finding : checked[QStringLiteral("findings")].toArray())
        if (finding[QStringLiteral("step")].toString() == QLatin1String("alerts"))
            seen.append(finding[QStringLiteral("id")].toString());
    QCOMPARE(seen, QStringList{ QStringLiteral("alerts.inPlace") });
    QCOMPARE(problemsWith(checked, Program::json(QStringLiteral(BG_SOURCE_DIR "/resources/check.schema.json"))),
             QStringList());
    // The same in the window; its evidence follows that of the check before.
    const QString second = program.path(QStringLiteral("second"));
    const auto window = program.run({ QStringLiteral("--autoplay"), QStringLiteral("--mode"), QStringLiteral("check"),
                                      QStringLiteral("--client-id"), client, QStringLiteral("--cloud"),
                                      host.cloudFile(), QStringLiteral("--out"), second });
    QVERIFY2(window.code == 0, window.err);
    QCOMPARE(Program::json(second + QStringLiteral("/record.json"))[QStringLiteral("mode")].toString(),
             QStringLiteral("check"));
    for (const QString &left : { out, second }) {
        QVERIFY(Program::read(left + QStringLiteral("/evidence.pdf")).startsWith("%PDF"));
        QVERIFY(Program::read(left + QStringLiteral("/reminders.ics")).startsWith("BEGIN:VCALENDAR"));
        QVERIFY(!Program::json(left + QStringLiteral("/evidence.json")).isEmpty());
    }
    const auto chain = program.run({ QStringLiteral("--verify-evidence"), program.path(QString()) });
    QVERIFY2(chain.code == 0, chain.out + chain.err);
    QVERIFY2(chain.out.startsWith("The chain holds: "), chain.out);
    host.stop();
    const QJsonObject tenant = QJsonDocument::fromJson(host.snapshot()).object();
    for (const QJsonValue &account : accounts) {
        const QString id = account[QStringLiteral("objectId")].toString();
        QVERIFY(tenant[QStringLiteral("users")].toObject().contains(id));
        QCOMPARE(tenant[QStringLiteral("passkeys")].toObject()[id].toArray().size(), 2);
    }
    // The alerts are in Azure, and as files beside the rest, for these very accounts.
    int rules = 0;
    for (const QJsonValue &resource : tenant[QStringLiteral("azure")][QStringLiteral("resources")].toObject())
        rules += resource[QStringLiteral("type")].toString().endsWith(QLatin1String("scheduledqueryrules"),
                                                                      Qt::CaseInsensitive);
    QCOMPARE(rules, 5);
    for (const char *file : { "kql/sign-in.kql", "arm/alerts.json", "bicep/alerts.bicep", "terraform/main.tf" })
        QVERIFY2(Program::read(out + QStringLiteral("/alerts/") + QLatin1String(file))
                     .contains(accounts[0][QStringLiteral("objectId")].toString().toUtf8()),
                 file);
    QVERIFY(!QDir(out).entryList({ QStringLiteral("*.pdf") }).isEmpty());
    QVERIFY(!QDir(out).entryList({ QStringLiteral("*.png") }).isEmpty());

    // The chain of the journal holds, and breaks where one byte is another.
    const QString journal = out + QStringLiteral("/journal.jsonl");
    const auto whole = program.run({ QStringLiteral("--verify-journal"), journal });
    QVERIFY2(whole.code == 0, whole.out);
    QByteArray bytes = Program::read(journal);
    const auto at = bytes.indexOf("\"", bytes.size() / 2) + 1;
    bytes[at] = bytes[at] == 'x' ? 'y' : 'x';
    const auto changed
        = program.run({ QStringLiteral("--verify-journal"), program.write(QStringLiteral("changed.jsonl"), bytes) });
    QCOMPARE(changed.code, 1);

    // The registration is remembered for this tenant, as an id with its seal and nothing else.
    QByteArray settings = Program::read(program.path(QStringLiteral("breakglass-wizard/sign-in.ini")));
    const QString tenantId = record[QStringLiteral("tenantId")].toString();
    settings.replace('\n', ' ');
    const QRegularExpression wanted(
        QStringLiteral("^\\[clients\\] %1=%2 +\\[seals\\] %1=[0-9a-f]{64}$").arg(tenantId, client));
    QVERIFY2(wanted.match(QString::fromUtf8(settings.trimmed())).hasMatch(), settings);
}

void RunTest::accountsThatExistAreTakenOver()
{
    Program program;
    program.setBrowser(PracticeHost::browser());
    PracticeHost host(QStringLiteral("adopt"));
    QVERIFY(!host.cloudFile().isEmpty());
    const QString out = program.path(QStringLiteral("out"));
    const auto ending = program.run(playing(host, out));
    QVERIFY2(ending.code == 0, ending.err);
    QStringList names;
    for (const QJsonValue &account :
         Program::json(out + QStringLiteral("/record.json"))[QStringLiteral("accounts")].toArray())
        names.append(account[QStringLiteral("userPrincipalName")].toString());
    QCOMPARE(names,
             (QStringList{ QStringLiteral("emergency-1@contoso.onmicrosoft.com"),
                           QStringLiteral("emergency-2@contoso.onmicrosoft.com") }));
}

BG_TEST(QCoreApplication, RunTest)
#include "RunTest.moc"
