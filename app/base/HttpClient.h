// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Cloud.h"
#include "app/base/Result.h"
#include "app/base/Secret.h"

#include <QByteArray>
#include <QList>
#include <QNetworkAccessManager>
#include <QPair>
#include <QUrl>

#include <chrono>
#include <stop_token>

namespace bg {

struct HttpRequest {
    QByteArray method = "GET";
    QUrl url;
    QList<QPair<QByteArray, QByteArray>> headers; // no secret: the bearer token goes below
    const Secret *bearer = nullptr; // sent as Authorization: Bearer
    QByteArray body; // no secret: one goes below
    const Secret *secretBody = nullptr; // sent in place of `body`, from where it lies; outlives the exchange
    std::chrono::milliseconds deadline = std::chrono::seconds(30);
    qint64 largestAnswer = 8 << 20; // bytes
};

struct HttpResponse {
    int status = 0;
    QList<QPair<QByteArray, QByteArray>> headers; // several headers of one name stay several
    QByteArray body;

    // First header of that name, whatever its letter case; empty when there is none.
    QByteArray header(QByteArrayView name) const;
    QList<QByteArray> allHeaders(QByteArrayView name) const;
};

// What every request keeps to, whoever sends it: redirects, cookies, cache and remembered passwords are off; TLS 1.2 at
// least, HTTP/1.1 only.
void keepTransportRules(QNetworkRequest &request);

// Reads a finished reply, whoever sent it: every answer with an HTTP status but a redirect is a value. `largestAnswer`
// in bytes. Errors: TimedOut, Offline, Tls, Redirected, TooLarge.
Result<HttpResponse> received(QNetworkReply &reply, qint64 largestAnswer);

// One HTTP exchange, blocking, for a lane or another worker thread; never for the GUI thread. Redirects are not
// followed, TLS errors never overridden, cookies and cache switched off, only the cloud's own hosts contacted.
// Every answer with an HTTP status is a value, 4xx and 5xx too; errors are Cancelled (within 100 ms of `stop`),
// TimedOut, Offline, Tls, Redirected, TooLarge, HostNotAllowed. Use from the thread that made it.
class HttpClient {
public:
    enum class Proxy { AsConfigured, Never };
    explicit HttpClient(const Cloud &cloud, Proxy proxy = Proxy::AsConfigured);
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;

    Result<HttpResponse> send(const HttpRequest &request, std::stop_token stop);

private:
    Cloud m_cloud;
    QNetworkAccessManager m_network;
};

} // namespace bg
