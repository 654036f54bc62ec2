// SPDX-License-Identifier: GPL-3.0-or-later
#include "Spec.h"
#include "LiteralParser.h"

#include "app/arm/AlertExport.h"
#include "app/arm/SpecResource.h"
#include "app/arm/LiteralText.h"
#include "tests/support/TestProgram.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

using namespace bg;
using namespace Qt::StringLiterals;

namespace {

using Bodies = QMap<QString, QJsonObject>; // by "type@apiVersion/name"

QString keyOf(const QString &typeAtVersion, const QString &name)
{
    return typeAtVersion + u'/' + name;
}

AlertDeploymentSpec kitFor(const QString &tag)
{
    AlertDeploymentSpec spec = wholeSpec();
    if (tag == "sentinel"_L1)
        spec.home = AlertTarget::Sentinel;
    if (tag == "used workspace"_L1)
        spec.usedWorkspace = ResourceId(ArmScenario::foreignWorkspaceId());
    if (tag == "sentinel, used workspace"_L1) {
        spec.home = AlertTarget::Sentinel;
        spec.usedWorkspace = ResourceId(ArmScenario::foreignWorkspaceId());
    }
    if (tag == "some left out"_L1)
        spec.leftOut = { u"rule.role"_s, u"diagnosticSetting"_s, u"actionGroup"_s };
    return spec;
}

Bodies deployed(const AlertDeploymentSpec &spec)
{
    Bodies all;
    for (const SpecResource &resource : resources(spec))
        all[keyOf(resource.type + u'@' + resource.apiVersion, resource.name)] = resource.body;
    return all;
}

void collect(const QJsonArray &list, Bodies &all)
{
    for (const QJsonValue &value : list) {
        QJsonObject body = value.toObject();
        if (body["type"_L1].toString() == "Microsoft.Resources/deployments"_L1) {
            collect(body["properties"_L1]["template"_L1]["resources"_L1].toArray(), all);
            continue;
        }
        const QString key
            = keyOf(body["type"_L1].toString() + u'@' + body["apiVersion"_L1].toString(), body["name"_L1].toString());
        for (const auto &own : { "type"_L1, "apiVersion"_L1, "name"_L1, "scope"_L1, "dependsOn"_L1 })
            body.remove(own);
        all[key] = body;
    }
}

QList<ExportedFile> files(const AlertDeploymentSpec &spec, AlertForm form)
{
    return *exported(spec, form);
}

QByteArray fileNamed(const QList<ExportedFile> &all, const QString &name)
{
    for (const ExportedFile &file : all)
        if (file.name == name)
            return file.text;
    return {};
}

QStringList invalid(const QJsonValue &target)
{
    QFile file(QStringLiteral(ARM_TEST_DIR) + u"/template-schema.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return { u"no schema"_s };
    valijson::Schema schema;
    valijson::SchemaParser parser;
    const QJsonValue text = QJsonDocument::fromJson(file.readAll()).object();
    parser.populateSchema(valijson::adapters::QtJsonAdapter(text), schema);
    valijson::Validator validator;
    valijson::ValidationResults results;
    validator.validate(schema, valijson::adapters::QtJsonAdapter(target), &results);
    QStringList problems;
    valijson::ValidationResults::Error error;
    while (results.popError(error))
        problems.append(QString::fromStdString(error.description));
    return problems;
}

} // namespace

class ExportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFormHoldsTheSameResources_data()
    {
        QTest::addColumn<QString>("tag");
        for (const char *tag : { "monitor", "sentinel", "used workspace", "sentinel, used workspace", "some left out" })
            QTest::newRow(tag) << QString(QLatin1String(tag));
    }
    void everyFormHoldsTheSameResources()
    {
        QFETCH(QString, tag);
        const AlertDeploymentSpec spec = kitFor(tag);
        const Bodies wanted = deployed(spec);
        QVERIFY(wanted.size() >= 5);

        Bodies arm;
        for (const ExportedFile &file : files(spec, AlertForm::ArmTemplate))
            collect(QJsonDocument::fromJson(file.text).object()["resources"_L1].toArray(), arm);
        QCOMPARE(arm, wanted);

        Bodies bicep;
        for (const ExportedFile &file : files(spec, AlertForm::Bicep)) {
            LiteralParser parser(QString::fromUtf8(file.text));
            for (const QJsonValue &value : parser.blocks()) {
                QJsonObject body = value.toObject();
                const QJsonArray labels = body.take(u"_"_s).toArray();
                if (labels[0].toString() != "resource"_L1 || labels.contains(u"existing"_s))
                    continue;
                const QString name = body.take(u"name"_s).toString();
                body.remove(u"dependsOn"_s);
                body.remove(u"scope"_s);
                bicep[keyOf(labels[2].toString(), name)] = body;
            }
            QVERIFY2(parser.ok, file.text);
        }
        QCOMPARE(bicep, wanted);

        Bodies terraform;
        LiteralParser parser(QString::fromUtf8(files(spec, AlertForm::Terraform).first().text));
        for (const QJsonValue &value : parser.blocks()) {
            QJsonObject block = value.toObject();
            const QJsonArray labels = block.take(u"_"_s).toArray();
            if (labels[0].toString() != "resource"_L1)
                continue;
            QCOMPARE(labels[1].toString(), u"azapi_resource"_s);
            QJsonObject body = block["body"_L1].toObject();
            QVERIFY(!body.contains("location"_L1) && !body.contains("tags"_L1)); // the provider refuses them there
            for (const auto &own : { "location"_L1, "tags"_L1 })
                if (block.contains(own))
                    body[own] = block[own];
            terraform[keyOf(block["type"_L1].toString(), block["name"_L1].toString())] = body;
        }
        QVERIFY(parser.ok);
        QCOMPARE(terraform, wanted);
    }

    void templatesKeepTheSchema()
    {
        for (const char *tag : { "monitor", "sentinel", "used workspace", "sentinel, used workspace" })
            for (const ExportedFile &file : files(kitFor(QLatin1String(tag)), AlertForm::ArmTemplate)) {
                const QJsonObject json = QJsonDocument::fromJson(file.text).object();
                QVERIFY2(invalid(json).isEmpty(), qPrintable(invalid(json).join(u'\n')));
                for (const QJsonValue &resource : json["resources"_L1].toArray())
                    if (resource["type"_L1].toString() == "Microsoft.Resources/deployments"_L1)
                        QVERIFY(invalid(resource["properties"_L1]["template"_L1]).isEmpty());
            }
        QVERIFY(!invalid(QJsonObject{ { u"resources"_s, QJsonArray() } }).isEmpty());
    }

    void whatATemplateWaitsForStandsInIt()
    {
        const QJsonObject json
            = QJsonDocument::fromJson(fileNamed(files(wholeSpec(), AlertForm::ArmTemplate), u"alerts.json"_s)).object();
        const QJsonArray outer = json["resources"_L1].toArray();
        QCOMPARE(outer.size(), 2);
        QCOMPARE(outer[1]["dependsOn"_L1][0].toString(), wholeSpec().groupId().value);
        QStringList ids, needed;
        for (const SpecResource &resource : resources(wholeSpec()))
            ids.append(resource.id.value);
        for (const QJsonValue &inner : outer[1]["properties"_L1]["template"_L1]["resources"_L1].toArray())
            for (const QJsonValue &need : inner["dependsOn"_L1].toArray())
                needed.append(need.toString());
        QCOMPARE(needed.size(), 10); // five rules, each after the workspace and the action group
        for (const QString &need : needed)
            QVERIFY2(ids.contains(need), qPrintable(need));
    }

    void symbolsThatAreUsedAreDeclared()
    {
        const QString text = QString::fromUtf8(files(wholeSpec(), AlertForm::Terraform).first().text);
        LiteralParser parser(text);
        QStringList declared, used;
        for (const QJsonValue &block : parser.blocks()) {
            declared.append(u"azapi_resource."_s + block["_"_L1][2].toString());
            for (const QJsonValue &need : block["depends_on"_L1].toArray())
                used.append(need["ref"_L1].toString());
        }
        QVERIFY(used.size() >= 10);
        for (const QString &symbol : used)
            QVERIFY2(declared.contains(symbol), qPrintable(symbol));
    }

    void eachFileSaysItsScope()
    {
        const auto bicep = files(wholeSpec(), AlertForm::Bicep);
        QVERIFY(fileNamed(bicep, u"main.bicep"_s).startsWith("targetScope = 'subscription'\n"));
        QVERIFY(fileNamed(bicep, u"alerts.bicep"_s).startsWith("targetScope = 'resourceGroup'\n"));
        QVERIFY(fileNamed(bicep, u"diagnostic-setting.bicep"_s).startsWith("targetScope = 'tenant'\n"));
        const auto arm = files(wholeSpec(), AlertForm::ArmTemplate);
        QVERIFY(fileNamed(arm, u"alerts.json"_s).contains("subscriptionDeploymentTemplate"));
        QVERIFY(fileNamed(arm, u"diagnostic-setting.json"_s).contains("tenantDeploymentTemplate"));
    }

    void aBracketIsNoExpression()
    {
        AlertDeploymentSpec spec = wholeSpec();
        spec.settingNow = { { u"eventHubName"_s, u"[subscription().id]"_s } };
        QVERIFY(fileNamed(files(spec, AlertForm::ArmTemplate), u"diagnostic-setting.json"_s)
                    .contains("\"[[subscription().id]\""));
    }

    void anyTextSurvivesBothLanguages()
    {
        const QString nasty = u"a'b\"c\\d ${x} %{y} $${z}\nline\ttab \u00e9"_s;
        for (const auto language : { LiteralText::Language::Bicep, LiteralText::Language::Hcl }) {
            const LiteralText text{ language };
            LiteralParser parser(u"x {\n"_s + text.member(u"k-1"_s, nasty, 1) + u"}\n"_s);
            const QJsonArray blocks = parser.blocks();
            QVERIFY(parser.ok);
            QCOMPARE(blocks[0]["k-1"_L1].toString(), nasty);
        }
        // No template marker is left open.
        QVERIFY(!LiteralText{ LiteralText::Language::Bicep }.string(u"${x}"_s).contains(u"'${"_s));
        QCOMPARE(LiteralText{ LiteralText::Language::Hcl }.string(u"${x}"_s), u"\"$${x}\""_s);
    }

    void queriesComeOnePerRule()
    {
        AlertDeploymentSpec spec = wholeSpec();
        spec.leftOut = { u"rule.role"_s };
        const auto all = files(spec, AlertForm::Kql);
        QCOMPARE(all.size(), 4);
        QVERIFY(fileNamed(all, u"sign-in.kql"_s).contains(spec.accounts.first().value.toUtf8()));
        QVERIFY(fileNamed(all, u"role.kql"_s).isEmpty());
    }

    void aKitThatIsNotValidIsNotExported()
    {
        AlertDeploymentSpec spec = wholeSpec();
        spec.subscription.clear();
        QCOMPARE(exported(spec, AlertForm::Bicep).error().kind, Error::Kind::Input);
    }
};

BG_TEST(QCoreApplication, ExportTest)
#include "ExportTest.moc"
