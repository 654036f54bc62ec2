// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace bg {

// One request and its answer, as the practice tenant saw them.
struct Exchange {
    int index = 0; // counts from 0 over all requests
    QByteArray method; // "PATCH"
    QString version; // "v1.0" or "beta"; empty for sign-in and ARM
    QString path; // below the version, without query: "/users/{id as sent}"
    QString query; // of Graph requests only: sign-in queries carry codes
    QString operation; // operationId of the contract; "login.token" and the like for sign-in; empty: unknown address
    int status = 0; // 0: no answer was given
    QJsonObject request; // body, for Graph only; passwords are shown as "***"
    QJsonObject answer; // body, for Graph only
    bool wasLookedAt = true; // false: it was answered, or not, before the service knew what it was; no operation then
    bool isOfService = true; // false: something on the way answered in the service's place

    bool isWrite() const { return method != "GET" && method != "HEAD"; }
};

} // namespace bg
