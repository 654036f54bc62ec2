// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/RememberedClients.h"

#include <QSettings>
#include <QUuid>

namespace bg {

namespace {

QString application()
{
    return QStringLiteral("breakglass-wizard");
}

QString file()
{
    return QStringLiteral("sign-in");
}

QString key(const QString &tenant)
{
    return QStringLiteral("clients/") + tenant.toLower();
}

QString sealKey(const QString &tenant)
{
    return QStringLiteral("seals/") + tenant.toLower();
}

QByteArray sealedText(const QString &tenant, const QString &clientId)
{
    return (tenant.toLower() + QLatin1Char('\n') + clientId).toUtf8();
}

} // namespace

RememberedClient RememberedClients::clientOf(const QString &tenant) const
{
    if (tenant.isEmpty())
        return {};
    QSettings stored(QSettings::IniFormat, QSettings::UserScope, application(), file());
    const QString clientId = stored.value(key(tenant)).toString();
    if (QUuid::fromString(clientId).isNull()) // the file may be anybody's work
        return {};
    const QByteArray seal = stored.value(sealKey(tenant)).toString().toLatin1();
    return { clientId, m_seal.isGood(seal, sealedText(tenant, clientId)) };
}

void RememberedClients::remember(const QStringList &tenants, const QString &clientId) const
{
    QSettings stored(QSettings::IniFormat, QSettings::UserScope, application(), file());
    for (const QString &tenant : tenants) {
        if (tenant.isEmpty())
            continue;
        if (clientId.isEmpty()) {
            stored.remove(key(tenant));
            stored.remove(sealKey(tenant));
        } else {
            stored.setValue(key(tenant), clientId);
            stored.setValue(sealKey(tenant), QString::fromLatin1(m_seal.over(sealedText(tenant, clientId))));
        }
    }
}

} // namespace bg
