// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/practice/Directory.h"
#include "app/practice/PracticeTenant.h"

namespace bg {

// One more Global Administrator of the practice tenant: an ordinary person, cloud-only, with a password.
inline ObjectId addAdministrator(PracticeTenant &tenant, const QString &userName, const QString &password)
{
    const QString id = seededId(userName);
    tenant.change([&](Directory &d) {
        QJsonObject user = d.users[d.operatorId];
        user[QStringLiteral("id")] = id;
        user[QStringLiteral("displayName")] = QStringLiteral("Administrator ") + userName;
        user[QStringLiteral("mailNickname")] = userName;
        user[QStringLiteral("accountEnabled")] = true;
        user[QStringLiteral("userPrincipalName")] = userName + QLatin1Char('@') + d.scenario.initialDomain;
        d.users[id] = user;
        d.setPassword(id, password);
        d.roleAssignments.append({ { QStringLiteral("id"), seededId(userName + QStringLiteral(" role")) },
                                   { QStringLiteral("roleDefinitionId"), globalAdministratorRole() },
                                   { QStringLiteral("principalId"), id },
                                   { QStringLiteral("directoryScopeId"), QStringLiteral("/") } });
    });
    return ObjectId(id);
}

// What somebody has to sign in with, and may do: the whole of it, to see that nothing was touched.
inline QJsonObject accountOf(PracticeTenant &tenant, const ObjectId &id)
{
    QJsonObject all;
    tenant.change([&](Directory &d) {
        all = { { QStringLiteral("user"), d.users[id.value] },
                { QStringLiteral("password"), QString::fromLatin1(d.passwordHashes[id.value].toHex()) },
                { QStringLiteral("keys"), int(d.passkeys[id.value].size()) },
                { QStringLiteral("methods"), d.otherMethods[id.value] },
                { QStringLiteral("roles"), QJsonArray::fromStringList(d.activeRoles(id.value)) } };
    });
    return all;
}

} // namespace bg
