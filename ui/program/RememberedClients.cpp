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

} // namespace

QString RememberedClients::clientOf(const QString &tenant) const
{
    if (tenant.isEmpty())
        return {};
    QSettings stored(QSettings::IniFormat, QSettings::UserScope, application(), file());
    const QString clientId = stored.value(key(tenant)).toString();
    return QUuid::fromString(clientId).isNull() ? QString() : clientId; // the file may be anybody's work
}

void RememberedClients::remember(const QStringList &tenants, const QString &clientId) const
{
    QSettings stored(QSettings::IniFormat, QSettings::UserScope, application(), file());
    for (const QString &tenant : tenants) {
        if (tenant.isEmpty())
            continue;
        if (clientId.isEmpty())
            stored.remove(key(tenant));
        else
            stored.setValue(key(tenant), clientId);
    }
}

} // namespace bg
