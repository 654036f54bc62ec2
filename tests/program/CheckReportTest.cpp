// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "ui/program/CheckReport.h"
#include "resources/Resources.h"
#include "tests/support/Schema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bg;

// What --check --json prints, against the schema that scripts may rely on.
class CheckReportTest : public QObject {
    Q_OBJECT

private:
    static QJsonObject schema()
    {
        return QJsonDocument::fromJson(resource(QStringLiteral("check.schema.json"))).object();
    }
    static RunRecord record(const QString &runId, const QList<Finding> &findings)
    {
        RunRecord made;
        made.tenantId = TenantId(QStringLiteral("7f3a1900-5d0e-4b8e-88b3-000000000001"));
        made.runId = runId;
        made.mode = Mode::Check;
        made.started = QDateTime(QDate(2026, 11, 20), QTime(14, 0), Qt::UTC);
        made.finished = made.started.addSecs(5);
        RecordedAccount account;
        account.roleAssignment = QStringLiteral("permanent");
        account.keys = { {} };
        made.accounts = { account };
        made.policies = {
            { QStringLiteral("p"), QStringLiteral("CA001"), QStringLiteral("enabled"), QStringLiteral("already"), {} }
        };
        made.findings = findings;
        made.answers = { { QStringLiteral("twoPeople"), Said::Yes, QDate(2026, 11, 20) } };
        made.outcome = QStringLiteral("findings");
        return made;
    }
    static Finding finding(const char *id)
    {
        Finding made;
        made.id = QLatin1String(id);
        made.state = State::Missing;
        made.severity = Severity::Warning;
        made.actionOwner = ActionOwner::WizardWillDo;
        made.requirements = { QStringLiteral("S18") };
        made.facts
            = { { QStringLiteral("userPrincipalName"), QStringLiteral("harbour.north@contoso.onmicrosoft.com") } };
        return made;
    }

private Q_SLOTS:
    void aReportKeepsToItsSchema()
    {
        RunRecord before = record(QStringLiteral("9B20-C4"), { finding("role.missing"), finding("account.missing") });
        before.started = before.started.addDays(-9);
        const RunRecord now = record(QStringLiteral("9B20-C5"), { finding("account.missing"), finding("key.missing") });
        RunRecord setUp = record(QStringLiteral("9B20-C3"), {});
        setUp.mode = Mode::Provision;
        setUp.outcome = QStringLiteral("done");
        const QJsonObject report = checkReport(now, { now, before, setUp });
        QCOMPARE(problemsWith(report, schema()), QStringList());
        const QJsonArray findings = report[QStringLiteral("findings")].toArray();
        QCOMPARE(findings.size(), 3);
        QCOMPARE(findings[0][QLatin1String("id")].toString(), QStringLiteral("key.missing"));
        QCOMPARE(findings[0][QLatin1String("change")].toString(), QStringLiteral("new"));
        QCOMPARE(findings[0][QLatin1String("canRepair")].toBool(), true);
        QVERIFY(!findings[0][QLatin1String("remedy")].toString().isEmpty());
        QCOMPARE(findings[1][QLatin1String("change")].toString(), QStringLiteral("gone"));
        QCOMPARE(findings[1][QLatin1String("canRepair")].toBool(), false);
        QCOMPARE(findings[2][QLatin1String("change")].toString(), QStringLiteral("same"));
        QCOMPARE(report[QStringLiteral("previous")][QLatin1String("runId")].toString(), before.runId);
        QCOMPARE(report[QStringLiteral("nextDates")].toArray().size(), 5);
    }
    void theFirstReportHasNothingBeforeIt()
    {
        const RunRecord now = record(QStringLiteral("9B20-C5"), {});
        const QJsonObject report = checkReport(now, { now });
        QCOMPARE(problemsWith(report, schema()), QStringList());
        QVERIFY(report[QStringLiteral("previous")].isNull());
    }
    void theSchemaRefusesWhatItDoesNotKnow()
    {
        const RunRecord now = record(QStringLiteral("9B20-C5"), { finding("role.missing") });
        QJsonObject report = checkReport(now, { now });
        QJsonObject odd = report[QStringLiteral("findings")][0].toObject();
        odd[QStringLiteral("severity")] = QStringLiteral("terrible");
        report[QStringLiteral("findings")] = QJsonArray{ odd };
        QVERIFY(!problemsWith(report, schema()).isEmpty());
        report.remove(QStringLiteral("findings"));
        QVERIFY(!problemsWith(report, schema()).isEmpty());
    }
};

BG_TEST(QCoreApplication, CheckReportTest)
#include "CheckReportTest.moc"
