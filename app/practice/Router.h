// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/Call.h"

#include <QList>

#include <functional>

namespace bg {

using Endpoint = std::function<Reply(const Call &)>;

// Which address does what, who may ask, and the checks that all addresses share: route, scope, role.
class Router {
public:
    enum class Caller { Anybody, Administrator };

    // `pattern`: "users/{}/memberOf", where {} stands for one segment, and a segment that ends in * matches by its
    // start; "beta:" or "v1.0:" before it for one version only. `scopes`: "A|B & C", short names; empty: any token.
    void on(const QByteArray &method, const QString &pattern, const QString &operation, const QString &scopes,
            Endpoint endpoint, Caller caller = Caller::Administrator);

    struct Match {
        QString operation; // empty: no such address
        int route = -1;
        QStringList captures;
        bool isOtherMethod = false; // the address exists, not with this method
    };
    Match match(const QByteArray &method, const QString &version, const QStringList &segments) const;
    // Scope and role, then the endpoint itself.
    Reply answer(const Match &match, Call call) const;

private:
    struct Route {
        QByteArray method;
        QString version; // empty: both
        QStringList pattern;
        QString operation;
        QString scopes;
        Endpoint endpoint;
        Caller caller;
    };
    QList<Route> m_routes;
};

} // namespace bg
