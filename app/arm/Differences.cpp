// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/Differences.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace bg {

namespace {

QString keyOf(const QJsonValue &element)
{
    for (const auto &member : { QLatin1String("name"), QLatin1String("category") })
        if (const QString key = element[member].toString(); !key.isEmpty())
            return key;
    return {};
}

bool isKeyed(const QJsonArray &list)
{
    for (const QJsonValue &element : list)
        if (keyOf(element).isEmpty())
            return false;
    return !list.isEmpty();
}

QJsonValue elementOf(const QJsonArray &list, const QString &key)
{
    for (const QJsonValue &element : list)
        if (keyOf(element).compare(key, Qt::CaseInsensitive) == 0)
            return element;
    return QJsonValue(QJsonValue::Undefined);
}

bool isSameText(const QString &path, QString wanted, QString seen)
{
    if (path == QLatin1String("location")) // "West Europe" and "westeurope"
        return wanted.remove(QLatin1Char(' ')).compare(seen.remove(QLatin1Char(' ')), Qt::CaseInsensitive) == 0;
    if (wanted.startsWith(QLatin1Char('/')))
        return wanted.compare(seen, Qt::CaseInsensitive) == 0;
    wanted.remove(QLatin1Char('\r'));
    seen.remove(QLatin1Char('\r'));
    return wanted.trimmed() == seen.trimmed();
}

QString shown(const QString &path, const QJsonValue &value)
{
    if (value.isUndefined() || value.isNull())
        return QStringLiteral("nothing");
    if (path.endsWith(QLatin1String("serviceUri")))
        return QUrl(value.toString()).host();
    if (value.isString())
        return value.toString().simplified().left(120);
    const QJsonArray list{ value };
    const QByteArray json = QJsonDocument(list).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2)).left(120);
}

class Comparison {
public:
    QList<Difference> found;

    void object(const QString &path, const QJsonObject &wanted, const QJsonObject &seen)
    {
        for (auto member = wanted.begin(); member != wanted.end(); ++member)
            value(path.isEmpty() ? member.key() : path + QLatin1Char('.') + member.key(), member.value(),
                  seen.value(member.key()));
    }

private:
    void value(const QString &path, const QJsonValue &wanted, const QJsonValue &seen)
    {
        if (wanted.isObject())
            return object(path, wanted.toObject(), seen.toObject());
        if (wanted.isArray())
            return array(path, wanted.toArray(), seen.toArray());
        const bool isSame = wanted.isString() && seen.isString() ? isSameText(path, wanted.toString(), seen.toString())
                                                                 : wanted == seen;
        if (!isSame)
            found.append({ path, shown(path, seen), shown(path, wanted) });
    }

    void array(const QString &path, const QJsonArray &wanted, const QJsonArray &seen)
    {
        if (isKeyed(wanted)) {
            for (const QJsonValue &element : wanted)
                value(path + QLatin1Char('[') + keyOf(element) + QLatin1Char(']'), element,
                      elementOf(seen, keyOf(element)));
            return;
        }
        for (qsizetype i = 0; i < wanted.size(); ++i)
            value(path + QStringLiteral("[%1]").arg(i), wanted[i], seen.size() > i ? seen[i] : QJsonValue());
    }
};

} // namespace

QString Difference::text() const
{
    return path + QStringLiteral(": ") + before + QStringLiteral(", should be ") + after;
}

QList<Difference> compared(const QJsonObject &wanted, const QJsonObject &seen)
{
    Comparison comparison;
    comparison.object({}, wanted, seen);
    return comparison.found;
}

QStringList differences(const QJsonObject &wanted, const QJsonObject &seen)
{
    QStringList lines;
    for (const Difference &difference : compared(wanted, seen))
        lines.append(difference.text());
    return lines;
}

QJsonArray united(const QJsonArray &wanted, const QJsonArray &seen)
{
    QJsonArray all = wanted;
    for (const QJsonValue &element : seen)
        if (elementOf(wanted, keyOf(element)).isUndefined())
            all.append(element);
    return all;
}

} // namespace bg
