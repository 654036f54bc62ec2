// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/KeyModels.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

namespace bg {

namespace {

QJsonObject table(const char *name)
{
    static const QJsonObject all = [] {
        QFile file(QStringLiteral(":/bg/yubikeys.json"));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }();
    return all.value(QLatin1String(name)).toObject();
}

QString named(const YubiKeyConfig &config)
{
    const QString shape = table("formFactors").value(QString::number(config.formFactor)).toString();
    if (shape.isEmpty() && config.formFactor != 1)
        return {};
    const bool isBio = shape.contains(QLatin1String("Bio"));
    QString name = config.isSecurityKeyLine ? QStringLiteral("Security Key") : QStringLiteral("YubiKey");
    if (isBio)
        return name + u' ' + shape;
    if (!config.isSecurityKeyLine)
        name += u' ' + config.firmware.section(u'.', 0, 0);
    if (config.isSecurityKeyLine && !shape.isEmpty())
        name += u' ' + shape;
    else
        name += shape.isEmpty() || shape.at(0) != u'C' ? (shape.isEmpty() ? QString() : u' ' + shape) : shape;
    if (config.hasNfc)
        name += QLatin1String(" NFC");
    if (config.isFips)
        name += QLatin1String(" FIPS");
    return name;
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

QString aaguidText(const QByteArray &aaguid)
{
    return aaguid.size() == 16 ? QUuid::fromRfc4122(aaguid).toString(QUuid::WithoutBraces) : QString();
}

} // namespace bg
