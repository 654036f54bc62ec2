// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/key/CreationOptions.h"
#include "app/practice/Directory.h"
#include "app/practice/PracticeTenant.h"
#include "tests/fido/ServedKey.h"
#include "tests/program/PracticeHost.h"
#include "tests/program/Program.h"
#include "tests/support/TestProgram.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QUdpSocket>
#include <QTest>

using namespace bg;

namespace {

// All different: none is let go before the last was found.
QList<quint16> freePorts(int count)
{
    std::vector<QUdpSocket> sockets(static_cast<size_t>(count));
    QList<quint16> ports;
    for (QUdpSocket &socket : sockets) {
        socket.bind(QHostAddress(QHostAddress::LocalHost));
        ports.append(socket.localPort());
    }
    return ports;
}

} // namespace

// Outside the class: moc 6.4 loses its way in raw strings.
static const char answers[] = R"({
    "accounts": [{ "userName": "harbour.north", "displayName": "Harbour North" },
                 { "userName": "meadow.south", "displayName": "Meadow South" }],
    "rotation": { "accounts": [1, 2], "password": true, "keys": true } })";

// The accounts' whole life on one tenant: set up, checked, drifted, found, repaired, renewed, drilled, checked,
// misused. Each a process of its own, played through the window, with evidence, calendar, record and journal to show
// for it. The keys keep their memory from one process to the next, and the person has read the sheets.
class SequenceTest : public QObject {
    Q_OBJECT

private:
    static PracticeScenario scenario()
    {
        PracticeScenario small;
        small.latency = std::chrono::milliseconds(0);
        small.setReplicationLag(std::chrono::milliseconds(0));
        small.policyInterval = std::chrono::milliseconds(0);
        small.policies = 3;
        return small;
    }
    // `keys`: those in the person's hands, in the order in which they are taken.
    Program::Ending play(const QString &mode, const QString &name, const QList<int> &keys = {})
    {
        QStringList arguments{ QStringLiteral("--autoplay"),
                               QStringLiteral("--mode"),
                               mode,
                               QStringLiteral("--cloud"),
                               m_cloudFile,
                               QStringLiteral("--answers"),
                               m_answers,
                               QStringLiteral("--out"),
                               out(name) };
        for (const int key : keys)
            arguments += { QStringLiteral("--security-key"), m_keys[size_t(key)]->spec() };
        return m_program.run(arguments);
    }
    QString out(const QString &name) const { return m_program.path(QStringLiteral("out-") + name); }
    QByteArray left(const QString &name, const char *file) const
    {
        return Program::read(out(name) + QLatin1Char('/') + QLatin1String(file));
    }
    QJsonObject record(const QString &name) const { return Program::json(out(name) + QStringLiteral("/record.json")); }

    // What every mode leaves, whatever it found; nothing where all is there and each part fits the others.
    QString whatIsMissing(const QString &name, const QString &mode)
    {
        const QJsonObject run = record(name);
        // A run that is done leaves nothing as still to be done.
        if (run[QStringLiteral("outcome")] == QLatin1String("done"))
            for (const QJsonValue &finding : run[QStringLiteral("findings")].toArray())
                if (finding[QStringLiteral("bearing")] == QLatin1String("wizardWillDo")
                    || finding[QStringLiteral("state")] == QLatin1String("missing"))
                    return finding[QStringLiteral("id")].toString() + QStringLiteral(" done");
        if (run[QStringLiteral("mode")].toString() != mode || run[QStringLiteral("accounts")].toArray().size() != 2)
            return QStringLiteral("a record of both accounts");
        const QByteArray evidence = left(name, "evidence.json");
        const QJsonObject told = QJsonDocument::fromJson(evidence).object();
        if (told[QStringLiteral("run")][QLatin1String("runId")] != run[QStringLiteral("runId")])
            return QStringLiteral("evidence of this run");
        if (told[QStringLiteral("previous")][QLatin1String("sha256")].toString() != m_lastEvidence)
            return QStringLiteral("evidence that names the run before");
        m_lastEvidence = QString::fromLatin1(QCryptographicHash::hash(evidence, QCryptographicHash::Sha256).toHex());
        const QString paper = textOf(out(name) + QStringLiteral("/evidence.pdf"));
        for (const QString &word : { run[QStringLiteral("runId")].toString(), m_lastEvidence.left(16) })
            if (!QString(paper).remove(QRegularExpression(QStringLiteral("\\s"))).contains(word))
                return QStringLiteral("%1 on the evidence's paper").arg(word);
        const auto journal
            = m_program.run({ QStringLiteral("--verify-journal"), out(name) + QStringLiteral("/journal.jsonl") });
        if (journal.code != 0)
            return QStringLiteral("a whole journal: ") + QString::fromUtf8(journal.out + journal.err);
        return missingDates(left(name, "reminders.ics"));
    }
    // Everything was done today: each duty comes back after its own time.
    static QString missingDates(const QByteArray &calendar)
    {
        const QDate today = QDateTime::currentDateTimeUtc().date();
        static const QRegularExpression entry(QStringLiteral("DTSTART;VALUE=DATE:(\\d{8})\\r\\n"));
        QList<qint64> days;
        for (auto it = entry.globalMatch(QString::fromUtf8(calendar)); it.hasNext();)
            days.append(today.daysTo(QDate::fromString(it.next().captured(1), QStringLiteral("yyyyMMdd"))));
        const QList<qint64> wanted{ 90, 90, 90, 180, 365 };
        return days == wanted ? QString()
                              : QStringLiteral("the next dates in the calendar:\n") + QString::fromUtf8(calendar);
    }
    static QString textOf(const QString &pdf)
    {
        QProcess reader;
        reader.start(QStringLiteral("pdftotext"), { pdf, QStringLiteral("-") });
        reader.waitForFinished();
        return QString::fromUtf8(reader.readAllStandardOutput());
    }
    // As a person reads it on the sheet: its number stands alone in a line.
    QString pinOn(const QString &name, const QString &label) const
    {
        static const QRegularExpression alone(QStringLiteral("^\\d{6,}$"), QRegularExpression::MultilineOption);
        return alone.match(textOf(out(name) + QStringLiteral("/pin-%1.pdf").arg(label))).captured();
    }
    QStringList credentials(const QString &name) const
    {
        QStringList all;
        for (const QJsonValue &account : record(name)[QStringLiteral("accounts")].toArray())
            for (const QJsonValue &key : account[QStringLiteral("keys")].toArray())
                all.append(key[QStringLiteral("credentialId")].toString());
        return all;
    }
    QStringList credentialsOn(size_t first, size_t last) const
    {
        QStringList all;
        for (size_t i = first; i <= last; ++i)
            for (const PracticeCredential &credential : m_keys[i]->key().state().credentials)
                all.append(encodeBase64Url(credential.id));
        return all;
    }
    // The end of it: a test's message is cut.
    static QByteArray why(const Program::Ending &ending)
    {
        return QByteArray::number(ending.code) + ' ' + ending.err.right(600);
    }
    // As a person types it from the sheet.
    static QString passwordOn(const QString &sheet)
    {
        static const QRegularExpression typed(QStringLiteral("[a-z0-9]{5}(-[a-z0-9]{5}){5}"));
        return typed.match(textOf(sheet)).captured();
    }
    static void makeOlder(QJsonObject &object, const QStringList &times)
    {
        for (const QString &time : times)
            object[time] = QDateTime::fromString(object[time].toString(), Qt::ISODateWithMs)
                               .addDays(-1)
                               .toString(Qt::ISODateWithMs);
    }
    // As if all runs until now had been yesterday.
    void makeRecordsOlder()
    {
        QDirIterator records(m_program.path({}), { QStringLiteral("record.json") }, QDir::Files,
                             QDirIterator::Subdirectories);
        while (records.hasNext()) {
            QFile file(records.next());
            QVERIFY(file.open(QIODevice::ReadWrite));
            QJsonObject record = QJsonDocument::fromJson(file.readAll()).object();
            makeOlder(record, { QStringLiteral("started"), QStringLiteral("finished") });
            if (QJsonObject drill = record[QStringLiteral("drill")].toObject(); !drill.isEmpty()) {
                makeOlder(drill, { QStringLiteral("begun"), QStringLiteral("signedIn"), QStringLiteral("alerted") });
                record[QStringLiteral("drill")] = drill;
            }
            file.resize(0);
            file.seek(0);
            file.write(QJsonDocument(record).toJson());
        }
    }
    // Somebody signs in as the first account.
    QJsonObject foreignSignIn(const Directory &directory) const
    {
        return { { QStringLiteral("id"), seededId(QStringLiteral("foreign sign-in")) },
                 { QStringLiteral("createdDateTime"), directory.timestamp() },
                 { QStringLiteral("userId"), m_first },
                 { QStringLiteral("appDisplayName"), QStringLiteral("Azure Portal") },
                 { QStringLiteral("ipAddress"), QStringLiteral("203.0.113.9") },
                 { QStringLiteral("isInteractive"), true },
                 { QStringLiteral("conditionalAccessStatus"), QStringLiteral("notApplied") },
                 { QStringLiteral("status"), QJsonObject{ { QStringLiteral("errorCode"), 0 } } } };
    }
    static QStringList findingsOf(const QJsonObject &record)
    {
        QStringList open;
        for (const QJsonValue &finding : record[QStringLiteral("findings")].toArray())
            if (const QString severity = finding[QStringLiteral("severity")].toString();
                severity == QLatin1String("warning") || severity == QLatin1String("stop"))
                open.append(finding[QStringLiteral("id")].toString());
        return open;
    }

    Program m_program;
    PracticeTenant m_tenant{ scenario() };
    std::vector<std::unique_ptr<ServedKey>> m_keys; // four for the set-up, four for the rotation
    QString m_cloudFile, m_answers, m_passwords;
    QString m_lastEvidence; // SHA-256
    QString m_first; // object id of the first account

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_tenant.start());
        m_cloudFile = m_program.write(QStringLiteral("cloud.json"), QJsonDocument(m_tenant.cloudJson()).toJson());
        m_answers = m_program.write(QStringLiteral("answers.json"), answers);
        m_passwords = m_program.path(QStringLiteral("passwords"));
        m_program.setBrowser(PracticeHost::browser(m_passwords));
        PracticeDials dials;
        dials.touchAfter = std::chrono::milliseconds(0);
        const QList<quint16> ports = freePorts(16);
        for (int i = 0; i < 8; ++i) {
            auto key = ServedKey::at(ports[i], ports[8 + i], dials);
            QVERIFY2(key, key ? "" : qPrintable(key.error().detail));
            m_keys.push_back(std::move(*key));
        }
    }

    void setUp()
    {
        const auto ending = play(QStringLiteral("provision"), QStringLiteral("set-up"), { 0, 1, 2, 3 });
        QVERIFY2(ending.code == 0, why(ending));
        m_first
            = record(QStringLiteral("set-up"))[QStringLiteral("accounts")][0][QStringLiteral("objectId")].toString();
        QVERIFY(!m_first.isEmpty());
        QCOMPARE(whatIsMissing(QStringLiteral("set-up"), QStringLiteral("provision")), QString());
        QCOMPARE(credentials(QStringLiteral("set-up")).size(), 4);
        QCOMPARE(credentialsOn(0, 3), credentials(QStringLiteral("set-up")));
    }

    void checkIsGreen()
    {
        const int writes = m_tenant.writes();
        const auto ending = play(QStringLiteral("check"), QStringLiteral("green"));
        QVERIFY2(ending.code == 0,
                 why(ending) + findingsOf(record(QStringLiteral("green"))).join(QLatin1Char(' ')).toUtf8());
        QCOMPARE(m_tenant.writes(), writes);
        QCOMPARE(whatIsMissing(QStringLiteral("green"), QStringLiteral("check")), QString());
    }

    // Nobody proved a sign-in: that the set-up is only minutes old explains nothing.
    void aStrangerRightAfterTheSetUpIsReported()
    {
        QJsonObject stranger;
        m_tenant.change([&](Directory &directory) {
            stranger = foreignSignIn(directory);
            directory.signIns.prepend(stranger);
        });
        const auto ending = play(QStringLiteral("check"), QStringLiteral("stranger"));
        QVERIFY2(ending.code == 1, why(ending));
        QCOMPARE(findingsOf(record(QStringLiteral("stranger"))), QStringList{ QStringLiteral("account.used") });
        QCOMPARE(whatIsMissing(QStringLiteral("stranger"), QStringLiteral("check")), QString());
        m_tenant.change([&](Directory &directory) { QVERIFY(directory.signIns.removeOne(stranger)); });
    }

    void checkNamesEachDrift()
    {
        m_tenant.change([&](Directory &directory) {
            directory.users[m_first][QStringLiteral("accountEnabled")] = false;
            for (QJsonObject &policy : directory.policies) {
                QJsonObject conditions = policy[QStringLiteral("conditions")].toObject();
                QJsonObject users = conditions[QStringLiteral("users")].toObject();
                users[QStringLiteral("excludeGroups")] = QJsonArray();
                conditions[QStringLiteral("users")] = users;
                policy[QStringLiteral("conditions")] = conditions;
            }
        });
        const auto ending = play(QStringLiteral("check"), QStringLiteral("drift"));
        QVERIFY2(ending.code == 1, why(ending));
        const QStringList found = findingsOf(record(QStringLiteral("drift")));
        QVERIFY2(found.contains(QLatin1String("account.drifted")), qPrintable(found.join(QLatin1Char(' '))));
        QVERIFY2(found.contains(QLatin1String("policy.reaches")), qPrintable(found.join(QLatin1Char(' '))));
        QCOMPARE(whatIsMissing(QStringLiteral("drift"), QStringLiteral("check")), QString());
    }

    void repair()
    {
        const auto ending = play(QStringLiteral("provision"), QStringLiteral("repair"), { 0, 1, 2, 3 });
        QVERIFY2(ending.code == 0, why(ending));
        m_tenant.change([&](Directory &directory) {
            QVERIFY(directory.users[m_first][QStringLiteral("accountEnabled")].toBool());
            QCOMPARE(directory.passkeys[m_first].size(), 2); // the keys were good and stay
        });
        QCOMPARE(whatIsMissing(QStringLiteral("repair"), QStringLiteral("provision")), QString());
        QCOMPARE(credentials(QStringLiteral("repair")), credentials(QStringLiteral("set-up")));
    }

    // Passwords and keys: the fresh ones are taken from the drawer, each old one is looked for among all.
    void rotate()
    {
        QByteArray pins;
        for (const QJsonValue &account : record(QStringLiteral("set-up"))[QStringLiteral("accounts")].toArray())
            for (const QJsonValue &key : account[QStringLiteral("keys")].toArray())
                pins += key[QStringLiteral("label")].toString().toLatin1() + ' '
                    + pinOn(QStringLiteral("set-up"), key[QStringLiteral("label")].toString()).toLatin1() + '\n';
        m_program.set(QStringLiteral("BREAKGLASS_PINS"), m_program.write(QStringLiteral("pins"), pins));
        const auto ending = play(QStringLiteral("rotate"), QStringLiteral("rotate"), { 4, 5, 6, 7, 0, 1, 2, 3 });
        QVERIFY2(ending.code == 0, why(ending));
        QCOMPARE(whatIsMissing(QStringLiteral("rotate"), QStringLiteral("rotate")), QString());
        const QJsonArray sheets = record(QStringLiteral("rotate"))[QStringLiteral("sheets")].toArray();
        QCOMPARE(sheets.size(), 2 + 4);
        for (const QJsonValue &sheet : sheets)
            QVERIFY(!sheet[QStringLiteral("replaces")].toString().isEmpty());
        QCOMPARE(credentialsOn(4, 7), credentials(QStringLiteral("rotate")));
        QCOMPARE(credentialsOn(0, 3), QStringList()); // each was found, and emptied with the PIN of its sheet
        m_tenant.change([&](Directory &directory) { QCOMPARE(directory.passkeys[m_first].size(), 2); });
        const QString line = textOf(out(QStringLiteral("rotate")) + QStringLiteral("/access-record-line.pdf"));
        for (const QJsonValue &sheet : sheets)
            QVERIFY2(line.contains(sheet[QStringLiteral("replaces")].toString()), qPrintable(line));
    }

    void drill()
    {
        QString lines;
        for (const QString &sheet : QDir(out(QStringLiteral("rotate"))).entryList({ QStringLiteral("sheet-*.pdf") }))
            lines += sheet.section(QLatin1Char('-'), 2).chopped(4) + QStringLiteral("@contoso.onmicrosoft.com ")
                + passwordOn(out(QStringLiteral("rotate")) + QLatin1Char('/') + sheet) + QLatin1Char('\n');
        m_program.write(QStringLiteral("passwords"), lines.toUtf8());
        const auto ending = play(QStringLiteral("drill"), QStringLiteral("drill"));
        QVERIFY2(ending.code == 0, why(ending));
        const QJsonObject drill = record(QStringLiteral("drill"))[QStringLiteral("drill")].toObject();
        QVERIFY(drill[QStringLiteral("provedRole")].toBool());
        QCOMPARE(drill[QStringLiteral("logMethod")].toString(), QStringLiteral("Password"));
        QVERIFY(!drill[QStringLiteral("alerted")].isNull());
        const QString line = textOf(out(QStringLiteral("drill")) + QStringLiteral("/access-record-line.pdf"));
        QVERIFY2(line.contains(QLatin1String("Drill of")) && line.contains(QLatin1String("passed; alert after")),
                 qPrintable(line));
        QCOMPARE(whatIsMissing(QStringLiteral("drill"), QStringLiteral("drill")), QString());
    }

    void checkIsGreenAgainAndTheChainIsWhole()
    {
        const auto ending = play(QStringLiteral("check"), QStringLiteral("after"));
        QVERIFY2(ending.code == 0,
                 why(ending) + findingsOf(record(QStringLiteral("after"))).join(QLatin1Char(' ')).toUtf8());
        QCOMPARE(whatIsMissing(QStringLiteral("after"), QStringLiteral("check")), QString());
        const auto chain = m_program.run({ QStringLiteral("--verify-evidence"), m_program.path(QString()) });
        QVERIFY2(chain.code == 0, chain.out + chain.err);
        QCOMPARE(chain.out, QByteArray("The chain holds: 8 runs.\n"));
    }

    // A day later somebody signs in whom nobody expected.
    void incident()
    {
        makeRecordsOlder();
        m_tenant.change([&](Directory &directory) {
            for (QJsonObject &signIn : directory.signIns)
                makeOlder(signIn, { QStringLiteral("createdDateTime") });
            directory.signIns.prepend(foreignSignIn(directory));
        });
        const auto ending = play(QStringLiteral("incident"), QStringLiteral("incident"));
        QVERIFY2(ending.code == 0, why(ending));
        const QJsonObject left = record(QStringLiteral("incident"));
        const QJsonArray signIns = left[QStringLiteral("uses")][QLatin1String("uses")].toArray();
        QStringList reasons;
        for (const QJsonValue &use : signIns)
            reasons.append(use[QLatin1String("reason")].toString());
        QCOMPARE(reasons, (QStringList{ QStringLiteral("misuse"), QStringLiteral("drill") }));
        QCOMPARE(left[QStringLiteral("sheets")].toArray().size(), 1); // of the account that was used, and of no other
        QVERIFY(QFile::exists(out(QStringLiteral("incident")) + QStringLiteral("/use-review.pdf")));
    }

    // A policy that somebody rewrote locks everybody out: a stranger with the envelope, at a computer that knows
    // nothing, puts it back to what it was.
    void coldStart()
    {
        QJsonObject before;
        m_tenant.change([&](Directory &directory) {
            QJsonObject &policy = directory.policies.first();
            before = policy;
            policy[QStringLiteral("state")] = QStringLiteral("enabled");
            policy[QStringLiteral("grantControls")]
                = QJsonObject{ { QStringLiteral("operator"), QStringLiteral("OR") },
                               { QStringLiteral("builtInControls"), QJsonArray{ QStringLiteral("block") } } };
            const auto text = [](const QJsonObject &json) {
                return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
            };
            directory.audit(directory.operatorId, QStringLiteral("Update conditional access policy"),
                            QStringLiteral("Policy"), QStringLiteral("Policy"), policy[QLatin1String("id")].toString(),
                            { QJsonObject{ { QStringLiteral("displayName"), QStringLiteral("ConditionalAccessPolicy") },
                                           { QStringLiteral("oldValue"), text(before) },
                                           { QStringLiteral("newValue"), text(policy) } } },
                            QStringLiteral("Conditional Access"));
        });
        const QString name
            = record(QStringLiteral("rotate"))[QStringLiteral("accounts")][1][QStringLiteral("userPrincipalName")]
                  .toString();
        Program strange;
        strange.setBrowser(PracticeHost::browserAs(name, m_passwords));
        const QString left = strange.path(QStringLiteral("out"));
        const auto ending
            = strange.run({ QStringLiteral("--autoplay"), QStringLiteral("--mode"), QStringLiteral("repair"),
                            QStringLiteral("--cloud"), m_cloudFile, QStringLiteral("--out"), left });
        QVERIFY2(ending.code == 0, why(ending));
        const QJsonObject run = Program::json(left + QStringLiteral("/record.json"));
        QCOMPARE(run[QStringLiteral("mode")].toString(), QStringLiteral("repair"));
        QCOMPARE(run[QStringLiteral("outcome")].toString(), QStringLiteral("done"));
        const QJsonObject after = m_tenant.snapshot()[QStringLiteral("policies")][0].toObject();
        QCOMPARE(after[QStringLiteral("state")], before[QStringLiteral("state")]);
        QCOMPARE(after[QStringLiteral("grantControls")][QLatin1String("builtInControls")],
                 before[QStringLiteral("grantControls")][QLatin1String("builtInControls")]);
        QCOMPARE(after[QStringLiteral("conditions")], before[QStringLiteral("conditions")]);
    }
};

BG_TEST(QCoreApplication, SequenceTest)
#include "SequenceTest.moc"
