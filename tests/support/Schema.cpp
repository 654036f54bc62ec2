// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Schema.h"

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace bg {

QStringList problemsWith(const QJsonObject &value, const QJsonObject &schema)
{
    valijson::Schema parsed;
    valijson::SchemaParser parser;
    const QJsonValue schemaValue(schema), target(value);
    parser.populateSchema(valijson::adapters::QtJsonAdapter(schemaValue), parsed);
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(parsed, valijson::adapters::QtJsonAdapter(target), &results))
        return {};
    QStringList problems;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        QString path;
        for (const std::string &part : error.context)
            path += QString::fromStdString(part);
        problems.append(path + QStringLiteral(": ") + QString::fromStdString(error.description));
    }
    return problems;
}

} // namespace bg
