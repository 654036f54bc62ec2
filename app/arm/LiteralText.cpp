// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/LiteralText.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace bg {

namespace {
QString indent(int depth)
{
    return QString(depth * 2, QLatin1Char(' '));
}
} // namespace

// Bicep: single quotes; \\ \' \n \r \t and \${ are the escapes. HCL: double quotes; \\ \" \n \r \t, and $${ and %%{ for
// the two template markers.
QString LiteralText::string(const QString &value) const
{
    const bool isHcl = language == Language::Hcl;
    const QLatin1Char quote(isHcl ? '"' : '\'');
    QString out = value;
    out.replace(QLatin1Char('\\'), QLatin1String("\\\\"));
    out.replace(quote, QString(QLatin1Char('\\')) + quote);
    out.replace(QLatin1Char('\n'), QLatin1String("\\n"));
    out.replace(QLatin1Char('\r'), QLatin1String("\\r"));
    out.replace(QLatin1Char('\t'), QLatin1String("\\t"));
    if (isHcl)
        out.replace(QLatin1String("${"), QLatin1String("$${")).replace(QLatin1String("%{"), QLatin1String("%%{"));
    else
        out.replace(QLatin1String("${"), QLatin1String("\\${"));
    return quote + out + quote;
}

QString LiteralText::name(const QString &name) const
{
    static const QRegularExpression identifier(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    return identifier.match(name).hasMatch() ? name : string(name);
}

QString LiteralText::member(const QString &memberName, const QJsonValue &memberValue, int depth) const
{
    const QLatin1String sign(language == Language::Hcl ? " = " : ": ");
    return indent(depth) + name(memberName) + sign + value(memberValue, depth) + QLatin1Char('\n');
}

QString LiteralText::value(const QJsonValue &value, int depth) const
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', 15);
    case QJsonValue::String:
        return string(value.toString());
    case QJsonValue::Array: {
        const QJsonArray list = value.toArray();
        if (list.isEmpty())
            return QStringLiteral("[]");
        QString out = QStringLiteral("[\n");
        for (const QJsonValue &element : list)
            out += indent(depth + 1) + this->value(element, depth + 1)
                + QLatin1String(language == Language::Hcl ? ",\n" : "\n");
        return out + indent(depth) + QLatin1Char(']');
    }
    case QJsonValue::Object: {
        const QJsonObject object = value.toObject();
        if (object.isEmpty())
            return QStringLiteral("{}");
        QString out = QStringLiteral("{\n");
        for (auto one = object.begin(); one != object.end(); ++one)
            out += member(one.key(), one.value(), depth + 1);
        return out + indent(depth) + QLatin1Char('}');
    }
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return QStringLiteral("null");
}

QString symbol(const QString &key)
{
    QString out;
    bool startsWord = false;
    for (const QChar letter : key) {
        if (!letter.isLetterOrNumber()) {
            startsWord = true;
            continue;
        }
        out += startsWord ? letter.toUpper() : letter;
        startsWord = false;
    }
    return out;
}

} // namespace bg
