// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/KeyModels.h"

#include "resources/Resources.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

namespace bg {

namespace {

QJsonObject table(const char *name)
{
    static const QJsonObject all = QJsonDocument::fromJson(resource(QStringLiteral("yubikeys.json"))).object();
    return all.value(QLatin1String(name)).toObject();
}

QString named(const YubiKeyConfig &config)
{
    const QJsonObject shapes = table("formFactors");
    const QString key = QString::number(config.formFactor);
    if (!shapes.contains(key))
        return {};
    const QString shape = shapes.value(key).toString();
    QString name = config.isSecurityKeyLine ? QStringLiteral("Security Key") : QStringLiteral("YubiKey");
    if (shape.contains(QLatin1String("Bio")))
        return name + u' ' + shape;
    if (!config.isSecurityKeyLine)
        name += u' ' + config.firmware.section(u'.', 0, 0);
    // "YubiKey 5C Nano", but "YubiKey 5 Nano" and "Security Key C"
    if (config.isSecurityKeyLine || !shape.startsWith(u'C'))
        name += shape.isEmpty() ? QString() : QStringLiteral(" ");
    name += shape;
    if (config.hasNfc)
        name += QLatin1String(" NFC");
    return config.isFips ? name + QLatin1String(" FIPS") : name;
}

} // namespace

QString keyModel(const std::optional<YubiKeyConfig> &config, const QString &aaguid, const QString &product)
{
    if (config)
        if (QString name = named(*config); !name.isEmpty())
            return name;
    if (QString name = table("aaguids").value(aaguid).toString(); !name.isEmpty())
        return name;
    return product.isEmpty() ? QStringLiteral("Security key") : product;
}

bool isKnownModel(const QString &aaguid)
{
    return table("aaguids").contains(aaguid);
}

QString aaguidText(const QByteArray &aaguid)
{
    return aaguid.size() == 16 ? QUuid::fromRfc4122(aaguid).toString(QUuid::WithoutBraces) : QString();
}

} // namespace bg
