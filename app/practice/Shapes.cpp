// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Shapes.h"

#include "resources/Resources.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace bg {

Shapes::Shapes() : m_types(QJsonDocument::fromJson(resource(QStringLiteral("practice/shapes.json"))).object()) { }

const Shapes &Shapes::known()
{
    static const Shapes shapes;
    return shapes;
}

bool Shapes::has(const QString &type, const QString &property, bool beta) const
{
    const QString kind = m_types[type][property].toString();
    return !kind.isEmpty() && (beta || !kind.startsWith(QLatin1String("beta ")));
}

std::optional<Shapes::Problem> Shapes::problemWith(const QString &type, const QJsonObject &body, bool beta) const
{
    return problemIn(type, body, beta, {});
}

std::optional<Shapes::Problem> Shapes::problemIn(const QString &type, const QJsonObject &body, bool beta,
                                                 const QString &path) const
{
    for (auto member = body.begin(); member != body.end(); ++member) {
        const QString name = member.key();
        if (name.contains(u'@'))
            continue;
        const QString full = path.isEmpty() ? name : path + u'.' + name;
        if (!has(type, name, beta))
            return Problem{ Problem::Kind::Unknown, name, full, type };
        QString kind = m_types[type][name].toString();
        if (kind.startsWith(QLatin1String("beta ")))
            kind = kind.mid(5);
        if (kind.startsWith(u'!'))
            return Problem{ Problem::Kind::ReadOnly, name, full, type };
        std::optional<Problem> inner;
        if (!fits(kind, member.value(), beta, full, inner))
            return inner ? inner : Problem{ Problem::Kind::WrongType, name, full, type };
    }
    return std::nullopt;
}

bool Shapes::fits(QString kind, const QJsonValue &value, bool beta, const QString &path,
                  std::optional<Problem> &inner) const
{
    if (kind.endsWith(u'?')) {
        if (value.isNull())
            return true;
        kind.chop(1);
    }
    if (kind == QLatin1String("any"))
        return true;
    if (kind.startsWith(u'[')) {
        if (!value.isArray())
            return false;
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            if (!fits(kind.mid(1, kind.size() - 2), item, beta, path, inner))
                return false;
        return true;
    }
    if (kind.startsWith(u'='))
        return value.isString() && kind.mid(1).split(u'|').contains(value.toString());
    if (kind == QLatin1String("string"))
        return value.isString();
    if (kind == QLatin1String("flags")) // one or more members of an enumeration, never none
        return !value.toString().isEmpty();
    if (kind == QLatin1String("boolean"))
        return value.isBool();
    if (kind == QLatin1String("integer"))
        return value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
    if (kind == QLatin1String("number"))
        return value.isDouble();
    if (kind == QLatin1String("time"))
        return value.isString() && QDateTime::fromString(value.toString(), Qt::ISODateWithMs).isValid();
    if (!value.isObject())
        return false;
    if (kind != QLatin1String("object"))
        inner = problemIn(kind, value.toObject(), beta, path);
    return !inner;
}

} // namespace bg
