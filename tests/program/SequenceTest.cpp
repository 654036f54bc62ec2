// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Directory.h"
#include "app/practice/PracticeTenant.h"
#include "tests/program/PracticeHost.h"
#include "tests/program/Program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QtTest>

using namespace bg;

// Outside the class: moc 6.4 loses its way in raw strings.
static const char answers[] = R"({
    "accounts": [{ "userName": "harbour.north", "displayName": "Harbour North" },
                 { "userName": "meadow.south", "displayName": "Meadow South" }],
    "rotation": { "accounts": [1, 2], "password": true } })";

// The accounts' whole life on one tenant: set up, checked, drifted, found, repaired, renewed, drilled. Each a process
// of its own, played through the window.
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
    Program::Ending play(const QString &mode, bool withKeys)
    {
        QStringList arguments{ QStringLiteral("--autoplay"),
                               QStringLiteral("--mode"),
                               mode,
                               QStringLiteral("--cloud"),
                               m_cloudFile,
                               QStringLiteral("--answers"),
                               m_answers,
                               QStringLiteral("--out"),
                               out(mode) };
        for (int key = 0; withKeys && key < 4; ++key)
            arguments += { QStringLiteral("--security-key"), QStringLiteral("practice") };
        return m_program.run(arguments);
    }
    QString out(const QString &mode) const { return m_program.path(QStringLiteral("out-") + mode); }
    QJsonObject record(const QString &mode) const { return Program::json(out(mode) + QStringLiteral("/record.json")); }
    // As a person types it from the sheet.
    static QString passwordOn(const QString &sheet)
    {
        QProcess reader;
        reader.start(QStringLiteral("pdftotext"), { sheet, QStringLiteral("-") });
        reader.waitForFinished();
        static const QRegularExpression typed(QStringLiteral("[a-z0-9]{5}(-[a-z0-9]{5}){5}"));
        return typed.match(QString::fromUtf8(reader.readAllStandardOutput())).captured();
    }
    static QStringList findingsOf(const QJsonObject &record)
    {
        QStringList open;
        for (const QJsonValue &finding : record[QStringLiteral("findings")].toArray())
            if (finding[QStringLiteral("severity")].toString() == QLatin1String("warning"))
                open.append(finding[QStringLiteral("id")].toString());
        return open;
    }

    Program m_program;
    PracticeTenant m_tenant{ scenario() };
    QString m_cloudFile, m_answers, m_passwords;
    QString m_first; // object id of the first account

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_tenant.start());
        m_cloudFile = m_program.write(QStringLiteral("cloud.json"), QJsonDocument(m_tenant.cloudJson()).toJson());
        m_answers = m_program.write(QStringLiteral("answers.json"), answers);
        m_passwords = m_program.path(QStringLiteral("passwords"));
        m_program.setBrowser(PracticeHost::browser(m_passwords));
    }

    void setUp()
    {
        const auto ending = play(QStringLiteral("provision"), true);
        QVERIFY2(ending.code == 0, ending.err);
        m_first
            = record(QStringLiteral("provision"))[QStringLiteral("accounts")][0][QStringLiteral("objectId")].toString();
        QVERIFY(!m_first.isEmpty());
    }

    void checkIsGreen()
    {
        const int writes = m_tenant.writes();
        const auto ending = play(QStringLiteral("check"), false);
        QVERIFY2(ending.code == 0,
                 ending.err + findingsOf(record(QStringLiteral("check"))).join(QLatin1Char(' ')).toUtf8());
        QCOMPARE(m_tenant.writes(), writes);
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
        const auto ending = play(QStringLiteral("check"), false);
        QVERIFY2(ending.code == 1, ending.err);
        const QStringList found = findingsOf(record(QStringLiteral("check")));
        QVERIFY2(found.contains(QLatin1String("account.drifted")), qPrintable(found.join(QLatin1Char(' '))));
        QVERIFY2(found.contains(QLatin1String("policy.reaches")), qPrintable(found.join(QLatin1Char(' '))));
    }

    void repair()
    {
        const auto ending = play(QStringLiteral("provision"), true);
        QVERIFY2(ending.code == 0, ending.err);
        m_tenant.change([&](Directory &directory) {
            QVERIFY(directory.users[m_first][QStringLiteral("accountEnabled")].toBool());
            QCOMPARE(directory.passkeys[m_first].size(), 2); // the keys were good and stay
        });
    }

    void rotate()
    {
        const auto ending = play(QStringLiteral("rotate"), true);
        QVERIFY2(ending.code == 0, ending.err);
        const QJsonArray sheets = record(QStringLiteral("rotate"))[QStringLiteral("sheets")].toArray();
        QCOMPARE(sheets.size(), 2);
        for (const QJsonValue &sheet : sheets)
            QVERIFY(!sheet[QStringLiteral("replaces")].toString().isEmpty());
    }

    void drill()
    {
        QString lines;
        for (const QString &sheet : QDir(out(QStringLiteral("rotate"))).entryList({ QStringLiteral("sheet-*.pdf") }))
            lines += sheet.section(QLatin1Char('-'), 2).chopped(4) + QStringLiteral("@contoso.onmicrosoft.com ")
                + passwordOn(out(QStringLiteral("rotate")) + QLatin1Char('/') + sheet) + QLatin1Char('\n');
        m_program.write(QStringLiteral("passwords"), lines.toUtf8());
        const auto ending = play(QStringLiteral("drill"), false);
        QVERIFY2(ending.code == 0, ending.err);
        const QJsonObject drill = record(QStringLiteral("drill"))[QStringLiteral("drill")].toObject();
        QVERIFY(drill[QStringLiteral("provedRole")].toBool());
        QCOMPARE(drill[QStringLiteral("logMethod")].toString(), QStringLiteral("Password"));
        QVERIFY(!drill[QStringLiteral("alerted")].isNull());
    }
};

QTEST_GUILESS_MAIN(SequenceTest)
#include "SequenceTest.moc"
