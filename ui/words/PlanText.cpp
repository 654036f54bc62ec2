// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/PlanText.h"

#include "ui/words/ReasonText.h"
#include "ui/words/Translate.h"
#include "ui/words/Words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace bg {

QString valueText(const QJsonValue &value, const ObjectNames &names)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return QStringLiteral("–");
    case QJsonValue::Bool:
        return value.toBool() ? words("yes") : words("no");
    case QJsonValue::Array: {
        const QJsonArray array = value.toArray();
        QStringList parts;
        for (const QJsonValue &part : array)
            parts += valueText(part, names);
        return parts.isEmpty() ? words("none") : parts.join(QStringLiteral(", "));
    }
    case QJsonValue::Object: {
        QStringList parts;
        const QJsonObject object = value.toObject();
        if (const double cost = object[QStringLiteral("monthlyCost")].toDouble(); cost > 0)
            return words("new, about %1 %2 a month")
                .arg(QLocale().toString(cost, 'f', 2), object[QStringLiteral("currency")].toString());
        if (object.contains(QStringLiteral("monthlyCost")))
            return words("new");
        for (auto it = object.begin(); it != object.end(); ++it)
            parts += it.key() + QStringLiteral(": ") + valueText(it.value(), names);
        return parts.join(QStringLiteral(", "));
    }
    default: {
        const QString text = value.toVariant().toString();
        return names.value(text, text);
    }
    }
}

namespace {

// Where a step writes one property only, its title says which.
bool isNamedByTheStep(const PlannedWrite &write)
{
    return write.property == QLatin1String("excludeGroups") || write.property == QLatin1String("fido2Methods");
}

} // namespace

WriteText WriteText::of(const PlannedWrite &write, const ObjectNames &names)
{
    const bool isPlain = write.property.isEmpty() || isNamedByTheStep(write);
    return { isPlain ? write.object : write.object + QStringLiteral(" · ") + write.property,
             valueText(write.before, names), valueText(write.after, names) };
}

QString planAsText(const QList<PlannedWrite> &writes)
{
    QString text = words("Plan %1, %2 changes").arg(planHash(writes)).arg(writes.size()) + QStringLiteral("\n\n");
    for (const PlannedWrite &write : writes) {
        const WriteText row = WriteText::of(write);
        text += QStringLiteral("%1\n  %2\n  - %3\n  + %4\n")
                    .arg(stepTitle(write.step, {}), row.what, row.before, row.after);
        if (!write.alsoTouches.isEmpty())
            text += QStringLiteral("  ") + words("Also touches: %1").arg(touchesText(write.alsoTouches))
                + QLatin1Char('\n');
        text += QLatin1Char('\n');
    }
    return text;
}

QByteArray planAsJson(const QList<PlannedWrite> &writes)
{
    QJsonArray array;
    for (const PlannedWrite &write : writes)
        array.append(write.toJson());
    return QJsonDocument(
               QJsonObject{ { QStringLiteral("planHash"), planHash(writes) }, { QStringLiteral("writes"), array } })
        .toJson();
}

} // namespace bg
