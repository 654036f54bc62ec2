// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/Scopes.h"
#include "app/base/Cloud.h"

#include <QString>
#include <QStringList>

#include <chrono>

namespace bg {

// "Microsoft Graph Command Line Tools", a public client of Microsoft's own whose redirect is http://localhost.
inline QString graphCommandLineTools()
{
    return QStringLiteral("14d82eec-204b-4c2f-b7e8-296a70dab67e");
}

// How a person is to be signed in. A window fills in cloud, tenant, clientId and way; the rest has its use in later
// rounds.
struct SignInRequest {
    enum class Way { Browser, DeviceCode };
    enum class Prompt { SelectAccount, Login, AsNeeded };
    enum class ResponseMode { Query, FormPost }; // both are understood whatever was asked for

    Cloud cloud;
    QString tenant; // id or domain; empty: the cloud's own authority ("organizations")
    QString clientId = graphCommandLineTools();
    Way way = Way::Browser;
    Prompt prompt = Prompt::SelectAccount;
    ResponseMode responseMode = ResponseMode::Query;
    QString loginHint;
    QString claims; // JSON of a claims challenge, decoded; cp1 is added by us
    Resource resource = Resource::Graph;
    QStringList scopes = bg::scopes(Consent::SignIn); // short names, all of `resource`
    std::chrono::milliseconds limit = std::chrono::minutes(5); // for the person, not for one request

    // tenant, or else the cloud's.
    QString authority() const { return tenant.isEmpty() ? cloud.tenant : tenant; }
};

} // namespace bg
