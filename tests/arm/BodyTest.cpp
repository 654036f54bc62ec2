// SPDX-License-Identifier: GPL-3.0-or-later
#include "Spec.h"

#include "app/arm/AlertPlan.h"
#include "app/arm/Differences.h"
#include "app/arm/SpecResource.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace bg;
using namespace Qt::StringLiterals;

namespace {

QJsonObject fileOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QString typeOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return u"bool"_s;
    case QJsonValue::Double:
        return u"number"_s;
    case QJsonValue::String:
        return u"string"_s;
    case QJsonValue::Array:
        return u"array"_s;
    case QJsonValue::Object:
        return u"object"_s;
    default:
        return u"null"_s;
    }
}

// Each member of `body` is known to `shape` with that type.
void compare(const QString &path, const QJsonValue &body, const QJsonValue &shape, QStringList &problems)
{
    if (shape.isString()) {
        if (typeOf(body) != shape.toString())
            problems.append(path + u" is "_s + typeOf(body));
    } else if (shape.isArray()) {
        if (!body.isArray())
            problems.append(path + u" is no list"_s);
        for (const QJsonValue &element : body.toArray())
            compare(path + u"[]"_s, element, shape[0], problems);
    } else if (shape.isObject()) {
        const QJsonObject object = body.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            compare(path + u'.' + member.key(), member.value(), shape[member.key()], problems);
    } else {
        problems.append(path + u" is not published"_s);
    }
}

// Members that both have are of one type, at any depth.
int common(const QString &path, const QJsonValue &body, const QJsonValue &example, QStringList &problems)
{
    if (typeOf(body) != typeOf(example))
        problems.append(path + u": "_s + typeOf(body) + u", in the example "_s + typeOf(example));
    int count = 1;
    if (body.isArray() && !body.toArray().isEmpty() && !example.toArray().isEmpty())
        return count + common(path + u"[]"_s, body[0], example[0], problems);
    const QJsonObject object = body.toObject(), other = example.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        if (other.contains(member.key()) && member.key() != "tags"_L1)
            count += common(path + u'.' + member.key(), member.value(), other[member.key()], problems);
    return count;
}

QList<SpecResource> allKinds()
{
    AlertDeploymentSpec spec = wholeSpec();
    QList<SpecResource> list = resources(spec);
    spec.home = AlertTarget::Sentinel;
    return list + resources(spec);
}

} // namespace

class BodyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyMemberIsPublished()
    {
        const QJsonObject published = fileOf(QStringLiteral(ARM_TEST_DIR) + u"/published.json"_s);
        QCOMPARE(published.size(), 7);
        QStringList problems;
        for (const SpecResource &resource : allKinds())
            compare(resource.key, resource.body, published[resource.type], problems);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
        compare(u"x"_s, QJsonObject{ { u"locatoin"_s, u"y"_s } }, published[u"Microsoft.Insights/actionGroups"_s],
                problems);
        QCOMPARE(problems.size(), 1);
    }

    void everyBodyAgreesWithTheExamples()
    {
        const QString folder = qEnvironmentVariable("GRAPH_CONTRACT_DIR") + u"/examples/arm."_s;
        const QMap<SpecResource::Part, QString> examples{
            { SpecResource::Part::Workspace, u"workspaces.createOrUpdate.request.json"_s },
            { SpecResource::Part::DiagnosticSetting, u"aadiam.diagnosticSettings.createOrUpdate.request.json"_s },
            { SpecResource::Part::ActionGroup, u"actionGroups.get.response.json"_s },
            { SpecResource::Part::LogAlert, u"scheduledQueryRules.createOrUpdate.request.json"_s },
            { SpecResource::Part::SentinelRule, u"sentinel.alertRules.createScheduled.request.json"_s }
        };
        QStringList problems;
        for (const SpecResource &resource : allKinds()) {
            if (!examples.contains(resource.part))
                continue;
            const QJsonObject example = fileOf(folder + examples[resource.part]);
            QVERIFY2(!example.isEmpty(), qPrintable(folder + examples[resource.part]));
            const int count = common(resource.key, resource.body, example, problems);
            QVERIFY2(count >= 5, qPrintable(resource.key + u" has little in common with its example"_s));
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void theExamplesThemselvesPassTheComparison()
    {
        const QString path = qEnvironmentVariable("GRAPH_CONTRACT_DIR")
            + u"/examples/arm.aadiam.diagnosticSettings.createOrUpdate.request.json"_s;
        const QJsonObject published = fileOf(QStringLiteral(ARM_TEST_DIR) + u"/published.json"_s);
        QStringList problems;
        compare(u"example"_s, fileOf(path), published[u"microsoft.aadiam/diagnosticSettings"_s], problems);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
        // What the service shows is what the kit would send: nothing to change.
        const QJsonObject response = fileOf(QString(path).replace(u"request"_s, u"response"_s));
        QVERIFY(differences(fileOf(path), response).isEmpty());
    }

    void rulesAreCriticalAndFireOnOne()
    {
        int rules = 0;
        for (const SpecResource &resource : resources(wholeSpec())) {
            if (resource.part != SpecResource::Part::LogAlert)
                continue;
            ++rules;
            const QJsonObject properties = resource.body["properties"_L1].toObject();
            QCOMPARE(properties["severity"_L1].toInt(-1), 0);
            QCOMPARE(properties["enabled"_L1].toBool(), true);
            QCOMPARE(properties["autoMitigate"_L1].toBool(true), false);
            const QJsonValue condition = properties["criteria"_L1]["allOf"_L1][0];
            QCOMPARE(condition["threshold"_L1].toInt(-1), 0);
            QCOMPARE(condition["operator"_L1].toString(), u"GreaterThan"_s);
            QCOMPARE(properties["actions"_L1]["actionGroups"_L1][0].toString(), wholeSpec().actionGroupId().value);
        }
        QCOMPARE(rules, 5);
    }

    void queriesMatchByObjectIdAndArrival_data()
    {
        QTest::addColumn<QString>("query");
        for (const AlertRuleText &rule : alertRules())
            QTest::newRow(qPrintable(name(rule.rule))) << alertQuery(rule, wholeSpec());
    }
    void queriesMatchByObjectIdAndArrival()
    {
        QFETCH(QString, query);
        QVERIFY(!query.contains(u"{{"_s));
        QVERIFY(query.contains(u"| where ingestion_time() > ago(10m)"_s));
        QVERIFY(!query.contains(QRegularExpression(u"where[^|]*(UserPrincipalName|startswith|contains)"_s)));
        // Clause by clause: comments, let statements, one table, then operators of the language.
        static const QRegularExpression clause(
            u"^(//.*|let \\w+ = dynamic\\(\\[.*\\]\\);|(union isfuzzy=true )?(SigninLogs|AuditLogs)(, AADNonInteractiveUserSignInLogs)?|\\| (where|project|mv-expand) .+| +or OperationName has_any \\(.*\\))$"_s);
        for (const QString &line : query.split(u'\n'))
            QVERIFY2(clause.match(line).hasMatch(), qPrintable(line));
        int depth = 0, quotes = 0;
        for (const QChar letter : query) {
            depth += letter == u'(' || letter == u'[' ? 1 : letter == u')' || letter == u']' ? -1 : 0;
            quotes += letter == u'"';
            QVERIFY(depth >= 0);
        }
        QCOMPARE(depth, 0);
        QCOMPARE(quotes % 2, 0);
        // Every name that is used was let.
        for (const QString &list : { u"accounts"_s, u"groups"_s })
            if (query.contains(u"in~ ("_s + list + u')'))
                QVERIFY(query.contains(u"let "_s + list + u" = "_s));
    }

    void theSignInQueryReadsBothTablesAndEveryResult()
    {
        const QString query = alertQuery(alertRules().first(), wholeSpec());
        QVERIFY(query.contains(u"SigninLogs"_s));
        QVERIFY(query.contains(u"AADNonInteractiveUserSignInLogs"_s));
        QVERIFY(!query.contains(QRegularExpression(u"where[^|]*ResultType"_s)));
        for (const ObjectId &account : wholeSpec().accounts)
            QVERIFY(query.contains(account.value));
    }

    void valuesThatCouldChangeAQueryAreRefused_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : { "account", "group", "subscription", "resourceGroup", "workspace", "location", "email",
                                  "phone", "webhook", "none" })
            QTest::newRow(what) << QString(QLatin1String(what));
    }
    void valuesThatCouldChangeAQueryAreRefused()
    {
        QFETCH(QString, what);
        AlertDeploymentSpec spec = wholeSpec();
        if (what == "account"_L1)
            spec.accounts[0] = ObjectId(u"\"]); SigninLogs //"_s);
        if (what == "group"_L1)
            spec.exclusionGroup = ObjectId();
        if (what == "subscription"_L1)
            spec.subscription = u"../x"_s;
        if (what == "resourceGroup"_L1)
            spec.resourceGroup = u"a/b"_s;
        if (what == "workspace"_L1)
            spec.workspace = u"-x"_s;
        if (what == "location"_L1)
            spec.location = u"West Europe"_s;
        if (what == "email"_L1)
            spec.receivers.emails = { u"nobody"_s };
        if (what == "phone"_L1)
            spec.receivers.sms = { { u"+1"_s, u"555"_s } };
        if (what == "webhook"_L1)
            spec.receivers.webhooks = { QUrl(u"http://contoso.example/x"_s) };
        const auto fine = validated(spec);
        QCOMPARE(fine.has_value(), what == "none"_L1);
        if (!fine)
            QCOMPARE(fine.error().kind, Error::Kind::Input);
    }

    void differencesSeeThroughAzuresSpelling()
    {
        const QJsonObject wanted{ { u"location"_s, u"westeurope"_s },
                                  { u"scopes"_s, QJsonArray{ u"/subscriptions/A/x"_s } },
                                  { u"query"_s, u"a\nb"_s } };
        const QJsonObject seen{ { u"location"_s, u"West Europe"_s },
                                { u"scopes"_s, QJsonArray{ u"/SUBSCRIPTIONS/a/X"_s } },
                                { u"query"_s, u"a\r\nb\n"_s },
                                { u"etag"_s, u"1"_s } };
        QVERIFY(differences(wanted, seen).isEmpty());
        QCOMPARE(differences({ { u"query"_s, u"a"_s } }, { { u"query"_s, u"A"_s } }).size(), 1);
        QCOMPARE(differences({ { u"n"_s, QJsonArray{ 1 } } }, { { u"n"_s, QJsonArray{} } }).size(), 1);
    }

    void addressesOfWebhooksAreNotShown()
    {
        const QStringList lines = differences({ { u"serviceUri"_s, u"https://hooks.contoso.example/a?code=k3y"_s } },
                                              { { u"serviceUri"_s, u"https://old.contoso.example/a?code=0ld"_s } });
        QCOMPARE(lines, QStringList{ u"serviceUri: old.contoso.example, should be hooks.contoso.example"_s });
    }
};

BG_TEST(QCoreApplication, BodyTest)
#include "BodyTest.moc"
