// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/AppToken.h"

#include "app/auth/Jwt.h"
#include "app/auth/Scopes.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

namespace {

// "User.Read.All", "Member.Read.Hidden", "User.ReadBasic.All"; not "Sites.Manage.All", not "Mail.Send".
bool onlyReads(const QString &permission)
{
    const QStringList parts = permission.split(QLatin1Char('.'));
    return std::any_of(parts.begin() + 1, parts.end(), [](const QString &part) {
        return part == QLatin1String("Read") || part == QLatin1String("ReadBasic");
    });
}

// Template ids of the built-in roles that change nothing. The first stands in every token, whoever holds it.
const QStringList &readingRoles()
{
    static const QStringList all{
        QStringLiteral("0997a1d0-0d1d-4acb-b408-d5ca73121e90"), // no role
        QStringLiteral("f2ef992c-3afb-46b9-b7cf-a126ee74c451"), // Global Reader
        QStringLiteral("88d8e3e3-8f55-4a1e-953a-9b9898b8876b"), // Directory Readers
        QStringLiteral("5d6b6bb7-de71-4623-b4af-96380a352509"), // Security Reader
        QStringLiteral("4a5d8f65-41da-4de4-8968-e035b65339cf"), // Reports Reader
    };
    return all;
}

QStringList texts(const QJsonValue &array)
{
    QStringList all;
    for (const QJsonValue &one : array.toArray())
        all.append(one.toString());
    return all;
}

} // namespace

Result<AppToken> readAppToken(QByteArrayView token)
{
    const auto claims = jwtClaims(token);
    if (!claims)
        return fail(Error::Kind::TokenInvalid, QStringLiteral("not a JSON Web Token"));
    const auto text = [&](const char *claim) { return claims->value(QLatin1String(claim)).toString(); };
    AppToken read;
    read.tenantId = text("tid").toLower();
    read.objectId = text("oid").toLower();
    read.appName = text("app_displayname");
    read.permissions = texts(claims->value(QLatin1String("roles")));
    read.directoryRoles = texts(claims->value(QLatin1String("wids")));
    // A token of a person carries scp, one of an app does not.
    read.isOfApp = !claims->contains(QLatin1String("scp"));
    if (read.tenantId.isEmpty())
        return fail(Error::Kind::TokenInvalid, QStringLiteral("tid"));
    if (read.objectId.isEmpty())
        return fail(Error::Kind::TokenInvalid, QStringLiteral("oid"));
    if (!read.isOfApp)
        return fail(Error::Kind::TokenInvalid, QStringLiteral("scp"));
    return read;
}

QStringList moreThanReading(const AppToken &token)
{
    QStringList more;
    for (const QString &permission : token.permissions)
        if (!onlyReads(permission))
            more.append(permission);
    for (const QString &role : token.directoryRoles)
        if (!readingRoles().contains(role, Qt::CaseInsensitive))
            more.append(QStringLiteral("directory role %1").arg(role));
    return more;
}

QStringList checkPermissions()
{
    QStringList all = scopes(Consent::SignIn);
    all.removeAll(QStringLiteral("User.Read")); // a person's own profile: an app has none
    return all;
}

} // namespace bg
