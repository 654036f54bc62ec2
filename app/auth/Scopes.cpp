// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/Scopes.h"

#include <algorithm>

namespace bg {

namespace {

QString shortName(const QString &scope)
{
    return scope.mid(scope.lastIndexOf(QLatin1Char('/')) + 1);
}

bool isOfSignInItself(const QString &scope)
{
    static const QStringList own{ QStringLiteral("openid"), QStringLiteral("profile"), QStringLiteral("email"),
                                  QStringLiteral("offline_access") };
    return own.contains(scope, Qt::CaseInsensitive);
}

// The wider permission that a first-party client gets where the passkey permission is too new for it.
QString widened(QString scope)
{
    return scope.replace(QLatin1String("UserAuthMethod-Passkey."), QLatin1String("UserAuthenticationMethod."),
                         Qt::CaseInsensitive);
}

bool covers(const QString &granted, const QString &asked)
{
    const auto isSame = [&](const QString &name) { return granted.compare(name, Qt::CaseInsensitive) == 0; };
    const QString wide = widened(asked);
    const auto writing = [](QString name) {
        return name.replace(QLatin1String(".Read."), QLatin1String(".ReadWrite."), Qt::CaseInsensitive);
    };
    return isSame(asked) || isSame(wide) || isSame(writing(asked)) || isSame(writing(wide));
}

} // namespace

QString name(Consent consent)
{
    switch (consent) {
    case Consent::SignIn:
        return QStringLiteral("signIn");
    case Consent::SetUp:
        return QStringLiteral("setUp");
    case Consent::ResourceManager:
        return QStringLiteral("resourceManager");
    }
    return {};
}

QStringList scopes(Consent consent)
{
    switch (consent) {
    case Consent::SignIn:
        return { QStringLiteral("User.Read"),
                 QStringLiteral("User.Read.All"),
                 QStringLiteral("Organization.Read.All"),
                 QStringLiteral("Domain.Read.All"),
                 QStringLiteral("GroupMember.Read.All"),
                 QStringLiteral("Policy.Read.All"),
                 QStringLiteral("RoleManagement.Read.Directory"),
                 QStringLiteral("RoleManagementPolicy.Read.Directory"),
                 QStringLiteral("RoleAssignmentSchedule.Read.Directory"),
                 QStringLiteral("RoleEligibilitySchedule.Read.Directory"),
                 QStringLiteral("UserAuthenticationMethod.Read.All"),
                 QStringLiteral("AuditLog.Read.All") };
    case Consent::SetUp:
        return { QStringLiteral("User.ReadWrite.All"),
                 QStringLiteral("User-PasswordProfile.ReadWrite.All"),
                 QStringLiteral("User.EnableDisableAccount.All"),
                 QStringLiteral("User.DeleteRestore.All"),
                 QStringLiteral("User.RevokeSessions.All"),
                 QStringLiteral("Group.ReadWrite.All"),
                 QStringLiteral("RoleManagement.ReadWrite.Directory"),
                 QStringLiteral("RoleAssignmentSchedule.ReadWrite.Directory"),
                 QStringLiteral("Policy.ReadWrite.ConditionalAccess"),
                 QStringLiteral("Policy.ReadWrite.AuthenticationMethod"),
                 QStringLiteral("UserAuthenticationMethod.ReadWrite.All") };
    case Consent::ResourceManager:
        return { QStringLiteral("user_impersonation") };
    }
    return {};
}

Consent consentFor(Resource resource, const QStringList &shortNames)
{
    if (resource == Resource::ResourceManager)
        return Consent::ResourceManager;
    const QStringList reading = scopes(Consent::SignIn);
    const bool onlyReads = std::all_of(shortNames.begin(), shortNames.end(), [&](const QString &scope) {
        return reading.contains(scope, Qt::CaseInsensitive)
            || scope.contains(QLatin1String(".Read."), Qt::CaseInsensitive);
    });
    return onlyReads ? Consent::SignIn : Consent::SetUp;
}

QStringList missingScopes(const QStringList &asked, const QStringList &granted)
{
    QStringList missing;
    for (const QString &full : asked) {
        const QString scope = shortName(full);
        const bool isGranted = std::any_of(granted.begin(), granted.end(),
                                           [&](const QString &other) { return covers(shortName(other), scope); });
        if (!isGranted && !isOfSignInItself(scope) && !missing.contains(scope, Qt::CaseInsensitive))
            missing.append(scope);
    }
    return missing;
}

QStringList united(QStringList scopes, const QStringList &more)
{
    const QStringList added = missingScopes(more, scopes);
    for (const QString &scope : added)
        scopes.append(widened(scope));
    return scopes;
}

QString scopeParameter(const Cloud &cloud, Resource resource, const QStringList &shortNames)
{
    const QUrl &origin = resource == Resource::Graph ? cloud.graph : cloud.resourceManager;
    QStringList full;
    for (const QString &scope : shortNames)
        if (!isOfSignInItself(scope))
            full.append(origin.toString() + QLatin1Char('/') + shortName(scope));
    full.removeDuplicates();
    full += { QStringLiteral("openid"), QStringLiteral("profile"), QStringLiteral("offline_access") };
    return full.join(QLatin1Char(' '));
}

} // namespace bg
