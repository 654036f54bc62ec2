// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Contract.h"

#include <QFile>
#include <QRegularExpression>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace bg {

using namespace Qt::StringLiterals;

struct Contract::Validation {
    valijson::Schema schema;
};

namespace {

QJsonObject readObject(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

// valijson takes a null for an empty text where a schema has both "null" and a format: such a schema is taken apart.
QJsonValue withoutNullFormats(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray items = value.toArray();
        for (auto item = items.begin(); item != items.end(); ++item)
            *item = withoutNullFormats(*item);
        return items;
    }
    if (!value.isObject())
        return value;
    if (value["format"_L1].isString() && value["type"_L1].toArray().contains(u"null"_s)) {
        QJsonArray types = value["type"_L1].toArray();
        types.removeAt(types.first() == u"null"_s ? 0 : types.size() - 1);
        QJsonObject present = value.toObject();
        present[u"type"_s] = types;
        return QJsonObject{ { u"anyOf"_s, QJsonArray{ QJsonObject{ { u"type"_s, u"null"_s } }, present } } };
    }
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        *member = withoutNullFormats(member.value());
    return object;
}

bool fits(const QString &pattern, const QString &path)
{
    // "{user-id}" is one segment; "=({n})" the argument of a function.
    static const QRegularExpression variable(u"\\\\\\{[^}]*\\}"_s);
    QString expression = QRegularExpression::escape(pattern);
    expression.replace(variable, u"[^/()]+"_s);
    return QRegularExpression(QRegularExpression::anchoredPattern(expression)).match(path).hasMatch();
}

QString resolvedName(const QJsonObject &object)
{
    return object["$ref"_L1].toString().section(u'/', -1);
}

} // namespace

std::unique_ptr<Contract> Contract::found()
{
    const QString folder = qEnvironmentVariable("GRAPH_CONTRACT_DIR");
    std::unique_ptr<Contract> contract(new Contract(folder));
    return contract->m_documents.value(u"v1.0"_s).isEmpty() ? nullptr : std::move(contract);
}

Contract::Contract(const QString &folder) : m_folder(folder)
{
    for (const QString &version : { u"v1.0"_s, u"beta"_s })
        m_documents[version] = withoutNullFormats(readObject(folder + u"/graph-"_s + version + u".json"_s)).toObject();
}

Contract::~Contract() = default;

QJsonObject Contract::operationAt(const QString &version, const QByteArray &method, const QString &path) const
{
    const QJsonObject paths = m_documents.value(version)["paths"_L1].toObject();
    const QString name = QString::fromLatin1(method).toLower();
    QJsonObject loose;
    for (auto entry = paths.begin(); entry != paths.end(); ++entry) {
        const QJsonObject operation = entry.value()[name].toObject();
        if (operation.isEmpty() || !fits(entry.key(), path))
            continue;
        if (entry.key() == path || entry.key().section(u'/', -1) == path.section(u'/', -1))
            return operation; // a fixed word before a variable
        loose = operation;
    }
    return loose;
}

QJsonObject Contract::operationNamed(const QString &version, const QString &name) const
{
    const QJsonObject paths = m_documents.value(version)["paths"_L1].toObject();
    for (const QJsonValue &path : paths) {
        const QJsonObject methods = path.toObject();
        for (const QJsonValue &operation : methods)
            if (operation["operationId"_L1].toString() == name)
                return operation.toObject();
    }
    return {};
}

QStringList Contract::operations(const QString &version) const
{
    QStringList names;
    const QJsonObject paths = m_documents.value(version)["paths"_L1].toObject();
    for (const QJsonValue &path : paths) {
        const QJsonObject methods = path.toObject();
        for (const QJsonValue &operation : methods)
            if (operation.isObject())
                names.append(operation["operationId"_L1].toString());
    }
    return names;
}

QStringList Contract::validate(const QString &version, const QString &key, const QJsonObject &schema,
                               const QJsonObject &body)
{
    auto &validation = m_validations[version + u' ' + key];
    QStringList problems;
    try {
        if (!validation) {
            // References point into "#/components", so the components come along.
            const QJsonObject root{ { u"allOf"_s, QJsonArray{ schema } },
                                    { u"components"_s, m_documents[version]["components"_L1] } };
            validation = std::make_unique<Validation>();
            valijson::SchemaParser parser;
            const QJsonValue value(root);
            parser.populateSchema(valijson::adapters::QtJsonAdapter(value), validation->schema);
        }
        valijson::Validator validator;
        valijson::ValidationResults results;
        const QJsonValue target(body);
        if (validator.validate(validation->schema, valijson::adapters::QtJsonAdapter(target), &results))
            return {};
        valijson::ValidationResults::Error error;
        while (results.popError(error)) {
            QString where;
            for (const std::string &step : error.context)
                where += QString::fromStdString(step);
            problems.append(where + u": "_s + QString::fromStdString(error.description));
        }
    } catch (const std::exception &exception) {
        problems.append(u"the schema of %1 cannot be used: %2"_s.arg(key, QString::fromLatin1(exception.what())));
    }
    return problems;
}

QStringList Contract::checkAnswer(const QString &version, const QJsonObject &operation, int status,
                                  const QJsonObject &body)
{
    const QJsonObject responses = operation["responses"_L1].toObject();
    const QString exact = QString::number(status);
    const QString range = exact.left(1) + u"XX"_s;
    const QString key = responses.contains(exact) ? exact : range;
    if (!responses.contains(key))
        return { u"answer: status %1 is not one of %2"_s.arg(exact, responses.keys().join(u", "_s)) };
    QJsonObject response = responses[key].toObject();
    if (response.contains("$ref"_L1))
        response = m_documents[version]["components"_L1]["responses"_L1][resolvedName(response)].toObject();
    const QJsonObject schema = response["content"_L1]["application/json"_L1]["schema"_L1].toObject();
    if (schema.isEmpty())
        return body.isEmpty() ? QStringList() : QStringList{ u"answer: status %1 has no body"_s.arg(exact) };
    QStringList problems = validate(version, operation["operationId"_L1].toString() + u' ' + key, schema, body);
    problems.replaceInStrings(QRegularExpression(u"^"_s), u"answer: "_s);
    return problems;
}

QStringList Contract::checkBody(const QString &version, const QString &name, int status, const QJsonObject &body)
{
    const QJsonObject operation = operationNamed(version, name);
    if (operation.isEmpty())
        return { u"request: operation %1 is not in the contract"_s.arg(name) };
    if (status != 0)
        return checkAnswer(version, operation, status, body);
    const QJsonObject request = operation["requestBody"_L1].toObject();
    const QJsonObject schema = request["content"_L1]["application/json"_L1]["schema"_L1].toObject();
    if (schema.isEmpty())
        return body.isEmpty() ? QStringList() : QStringList{ u"request: %1 has no body"_s.arg(name) };
    if (body.isEmpty() && !request["required"_L1].toBool())
        return {};
    QStringList problems = validate(version, name + u" request"_s, schema, body);
    problems.replaceInStrings(QRegularExpression(u"^"_s), u"request: "_s);
    return problems;
}

QStringList Contract::check(const Exchange &exchange)
{
    if (exchange.version.isEmpty())
        return {}; // sign-in and ARM have no schema
    const QJsonObject operation = operationAt(exchange.version, exchange.method, exchange.path);
    const QString name = operation["operationId"_L1].toString();
    QStringList problems;
    if (operation.isEmpty())
        problems.append(u"request: not in the contract"_s);
    else if (exchange.wasLookedAt && name != exchange.operation)
        problems.append(u"request: taken for %1, the contract says %2"_s.arg(exchange.operation, name));
    else {
        problems = checkBody(exchange.version, name, 0, exchange.request);
        if (exchange.status != 0 && exchange.isOfService)
            problems += checkAnswer(exchange.version, operation, exchange.status, exchange.answer);
    }
    const QString where = u" [%1 %2%3 %4]"_s.arg(QString::fromLatin1(exchange.method), exchange.version, exchange.path)
                              .arg(exchange.status);
    for (QString &problem : problems)
        problem += where;
    return problems;
}

} // namespace bg
