// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/User.h"

#include "app/graph/GraphTime.h"

#include <QJsonArray>

namespace bg {

bool User::hasLastingPassword() const
{
    return passwordPolicies.contains(QLatin1String("DisablePasswordExpiration"), Qt::CaseInsensitive);
}

QStringList User::personalProperties() const
{
    QStringList filled;
    for (const char *name : { "givenName", "surname", "jobTitle", "department", "officeLocation", "mobilePhone" })
        if (!json.value(QLatin1String(name)).toString().isEmpty())
            filled.append(QLatin1String(name));
    return filled;
}

User User::fromJson(const QJsonObject &json)
{
    const auto text = [&](const char *name) { return json.value(QLatin1String(name)).toString(); };
    const auto flag = [&](const char *name) { return json.value(QLatin1String(name)).toBool(); };
    const auto time = [&](const char *name) { return graphTime(json.value(QLatin1String(name))); };
    User user;
    user.id = ObjectId(text("id"));
    user.userPrincipalName = Upn(text("userPrincipalName"));
    user.displayName = text("displayName");
    user.mailNickname = text("mailNickname");
    user.userType = text("userType");
    user.passwordPolicies = text("passwordPolicies");
    user.immutableId = text("onPremisesImmutableId");
    user.isEnabled = flag("accountEnabled");
    user.isSynchronized = flag("onPremisesSyncEnabled");
    user.isManagementRestricted = flag("isManagementRestricted");
    user.licences = int(json.value(QLatin1String("assignedLicenses")).toArray().size());
    user.created = time("createdDateTime");
    user.passwordChanged = time("lastPasswordChangeDateTime");
    user.sessionsValidFrom = time("signInSessionsValidFromDateTime");
    user.deleted = time("deletedDateTime");
    user.json = json;
    return user;
}

} // namespace bg
