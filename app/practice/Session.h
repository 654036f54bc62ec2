// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace bg {

// What an access token stands for.
struct Session {
    QString userId;
    QString clientId;
    QString audience; // origin of Graph or of Azure Resource Manager
    QStringList scopes; // short names
    QStringList roles; // role definition ids that were active when the token was made
    QStringList contexts; // authentication contexts satisfied ("c1")
    bool hasMfa = false;
    bool isApp = false; // of an app: `scopes` are application permissions, and no role is needed beside them
    bool isCae = false; // the client declared cp1
    QDateTime issued, expires;

    bool mayWith(const QString &scope) const { return scopes.contains(scope, Qt::CaseInsensitive); }
};

} // namespace bg
