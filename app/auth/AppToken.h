// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace bg {

// What an access token of Microsoft Graph says of the app it was issued to. A client does not depend on a token's
// content to be let in; here it is read so that the program can refuse to hold more power than it needs.
struct AppToken {
    QString tenantId; // tid
    QString objectId; // oid: the service principal
    QString appName; // app_displayname
    QStringList permissions; // roles: application permissions
    QStringList directoryRoles; // wids: role template ids
    bool isOfApp = false; // not of a person
};
// Errors: TokenInvalid (detail names what is wrong) for a token that cannot be read.
Result<AppToken> readAppToken(QByteArrayView token);

// By name, whatever lets its holder do more than look: application permissions other than *.Read.*, and directory roles
// other than those of readers. What this program does not know counts as more.
QStringList moreThanReading(const AppToken &token);

// The application permissions that the check needs, all of them for reading.
QStringList checkPermissions();

} // namespace bg
