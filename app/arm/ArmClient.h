// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenSource.h"
#include "app/base/Clock.h"
#include "app/base/HttpClient.h"
#include "app/base/Result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace bg {

// One call of Azure Resource Manager.
struct ArmRequest {
    QByteArray method = "GET";
    QString path; // "/subscriptions/...", not yet percent-encoded
    QString query; // "$filter=..." beside api-version; empty: none
    QString apiVersion; // "2023-09-01"
    QJsonObject body; // of PUT, PATCH and POST; empty: no body
};

// Azure Resource Manager over HTTP: token, deadline, retries with growing pauses, Retry-After, a claims challenge
// answered by step-up and the same request once more, asynchronous work waited for. One per lane; blocks its lane and
// returns within 100 ms of `stop`. Answers other than 2xx come back as the Error of armError().
class ArmClient {
public:
    // All of them outlive this object.
    ArmClient(const Cloud &cloud, TokenSource &tokens, Clock &clock);

    // Sends and, where the service answers that it works on it (201 or 202 with Azure-AsyncOperation or Location, or a
    // provisioningState that is not final; "Track asynchronous Azure operations"), waits for the end, ten minutes at
    // most. The answer's object, or after asynchronous work the resource as it then reads; empty for 204.
    // Errors: those of armError() and armFailure(), TimedOut, the token's.
    Result<QJsonObject> send(const ArmRequest &request, std::stop_token stop);
    Result<QJsonObject> get(const QString &path, const QString &apiVersion, std::stop_token stop);
    // As get(), but nothing where there is no such thing (404).
    Result<std::optional<QJsonObject>> find(const QString &path, const QString &apiVersion, std::stop_token stop);
    Result<QJsonObject> put(const QString &path, const QString &apiVersion, const QJsonObject &body,
                            std::stop_token stop);
    // All pages of a collection: the members of "value", following nextLink on the same host.
    Result<QJsonArray> list(ArmRequest request, std::stop_token stop);

private:
    struct Try;
    QUrl address(const ArmRequest &request) const;
    Try once(const QByteArray &method, const QUrl &url, const QJsonObject &body, std::stop_token stop);
    Result<HttpResponse> exchange(const QByteArray &method, const QUrl &url, const QJsonObject &body,
                                  std::stop_token stop);
    Result<QJsonObject> finished(const ArmRequest &request, const HttpResponse &first, std::stop_token stop);
    // Asks again, at the pace asked for, until `read` makes an end of an answer; TimedOut after ten minutes.
    using ReadEnd = std::function<Result<std::optional<QJsonObject>>(const HttpResponse &)>;
    Result<QJsonObject> poll(const QUrl &url, std::chrono::milliseconds pause, const ReadEnd &read,
                             std::stop_token stop);

    Cloud m_cloud;
    TokenSource &m_tokens;
    Clock &m_clock;
    HttpClient m_http;
};

} // namespace bg
