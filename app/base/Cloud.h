// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

namespace bg {

// One of Microsoft's clouds, or a test's: where to sign in and whom to talk to. A plain value.
struct Cloud {
    QString name;           // "global", "usgov", "usgov-dod", "china", or the name in the file
    QUrl login;             // https://login.microsoftonline.com, no path
    QString tenant;         // authority to begin with: "organizations", or the one in the file
    QUrl graph;             // https://graph.microsoft.com, no path
    QUrl resourceManager;   // https://management.azure.com, no path
    QUrl portal;            // https://portal.azure.com
    QUrl entraPortal;       // https://entra.microsoft.com; the portal again where a file names none

    // Every endpoint is 127.0.0.0/8, ::1 or localhost.
    bool isLoopback() const;
    // Scheme, host and port of `url` are those of login, graph or resourceManager. No other host is ever contacted.
    bool allows(const QUrl &url) const;

    // The clouds of resources/clouds.json.
    static QList<Cloud> known();
    // --cloud: a known name, or the path of a JSON file in the format of Azure's cloud metadata endpoint (name, portal,
    // authentication.loginEndpoint, authentication.tenant, resourceManager, microsoftGraphResourceId; one object, or an
    // array with one). Plain http is accepted for loopback hosts only. Errors: File, Input; detail is one sentence.
    static Result<Cloud> named(const QString &nameOrFile);
    static Result<Cloud> fromJson(const QByteArray &json);
};

// 127.0.0.0/8, ::1 or localhost.
bool isLoopbackHost(const QString &host);

} // namespace bg
