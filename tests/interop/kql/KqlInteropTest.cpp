// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/arm/Spec.h"

#include "app/arm/AlertRule.h"
#include "tests/support/TestProgram.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

namespace bg {

namespace {

const QString folder = QStringLiteral(BG_KQL_FOLDER);

// What Microsoft's parser has against the query; "no answer" when it could not be asked.
QStringList diagnostics(const QString &query)
{
    QProcess node;
    node.setWorkingDirectory(folder);
    node.start(QStringLiteral("node"), { QStringLiteral("parse.mjs") });
    node.write(query.toUtf8());
    node.closeWriteChannel();
    if (!node.waitForFinished(60000))
        return { QStringLiteral("no answer") };
    const QJsonDocument answer = QJsonDocument::fromJson(node.readAllStandardOutput());
    if (!answer.isArray())
        return { QStringLiteral("no answer"), QString::fromUtf8(node.readAllStandardError()) };
    QStringList lines;
    for (const QJsonValue &line : answer.array())
        lines.append(line.toString());
    return lines;
}

} // namespace

// The queries of the alerts in front of the language service that Microsoft's own editors use.
class KqlInteropTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const bool isHere = !QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty()
            && QFileInfo::exists(folder + QStringLiteral("/node_modules/@kusto/language-service-next"));
        if (isHere)
            return;
        const char *const missing = "Node or @kusto/language-service-next is missing: npm ci in tests/interop/kql";
        if (qEnvironmentVariable("BG_REQUIRE_INTEROP") == QLatin1String("1"))
            QFAIL(missing);
        QSKIP(missing);
    }

    void everyQueryIsUnderstood_data()
    {
        QTest::addColumn<QString>("query");
        for (const AlertRuleText &rule : alertRules())
            QTest::newRow(qPrintable(name(rule.rule))) << alertQuery(rule, wholeSpec());
    }
    void everyQueryIsUnderstood()
    {
        QFETCH(QString, query);
        const QStringList problems = diagnostics(query);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
    }

    void aColumnThatIsNotThereIsNoticed()
    {
        QVERIFY(!diagnostics(QStringLiteral("SigninLogs | where NoSuchColumn == 1")).isEmpty());
    }
};

} // namespace bg

BG_TEST(QCoreApplication, bg::KqlInteropTest)
#include "KqlInteropTest.moc"
