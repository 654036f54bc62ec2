// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/Directory.h"
#include "app/practice/LoginService.h"
#include "app/practice/Router.h"

namespace bg {

// Microsoft Graph: token, throttling, the addresses, and the shape of errors. Not thread-safe.
class GraphService {
public:
    GraphService(Directory &directory, LoginService &login);

    // Fills call.session; `operation` becomes the contract's operationId, empty for an address it does not know.
    Reply answer(Call call, QString &operation);
    // The body that Graph gives an error: code, message, innerError with the ids and the date.
    static QJsonObject errorBody(const Call &call, const Reply &answer, const QDateTime &now);

private:
    Reply routed(const Call &call, QString &operation);
    Reply batch(const Call &call);
    bool isThrottled(const QString &operation);

    Directory &m_directory;
    LoginService &m_login;
    Router m_router;
    std::optional<std::chrono::steady_clock::time_point> m_lastPolicyRequest;
};

} // namespace bg
