// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenSource.h"
#include "app/base/Clock.h"
#include "app/base/HttpClient.h"
#include "app/base/Result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <chrono>
#include <functional>
#include <stop_token>

namespace bg {

class RequestPacing; // shared by all lanes: Conditional Access one per second
class RequestCounter; // shared by all lanes: how many requests of which kind
class ResponseCache; // what preflight read, for the preview that follows

enum class ApiVersion { V1, Beta };

struct GraphRequest {
    enum class Lane { Ordinary, ConditionalAccess };

    QByteArray method = "GET";
    ApiVersion version = ApiVersion::V1;
    QString path; // "/users/{id}?$select=id", percent-encoded where it must be
    QString endpoint; // for counters and the journal: "users.get", the operationId of the contract
    QJsonObject body; // empty: no body
    // A body that holds a secret is made when it is sent and wiped after; it goes out in place of `body`, which then
    // is its shape for observers, without the secret.
    std::function<Secret()> secretBody;
    QStringList scopes; // short names that this call needs
    QList<QPair<QByteArray, QByteArray>> headers;
    Lane pace = Lane::Ordinary;
    // A POST whose answer was lost is not sent again before this was asked, several times, whether the first one
    // arrived (true: as if 2xx, with an empty answer). Without it a lost POST is an error at once.
    std::function<Result<bool>(std::stop_token)> didArrive;
};

struct GraphResponse {
    int status = 0;
    QJsonObject json; // empty for 202 and 204
    QString requestId, clientRequestId;
    QDateTime date; // the service's clock
    QUrl location; // Location header, when there is one
};

// One page of a collection.
struct GraphPage {
    QJsonArray value;
    QString path; // that it was read from
    QString next; // path of the page after it; empty on the last one
};

// A write that the service took, by the numbers under which its support finds it.
struct GraphReceipt {
    QString endpoint;
    QString requestId, clientRequestId;
};

// Graph over HTTP with the transport rules of the service: token, deadline, retries with back-off, Retry-After,
// pacing, claims challenges answered by step-up and the same request sent again. One per lane; blocks its lane and
// returns within 100 ms of `stop`. Answers other than 2xx come back as an Error with the service's own words.
class GraphClient {
public:
    // All of them outlive this object; `clock`, `pacing` and `counter` are shared by all lanes.
    GraphClient(const Cloud &cloud, TokenSource &tokens, Clock &clock, RequestPacing &pacing, RequestCounter &counter);

    Result<GraphResponse> send(const GraphRequest &request, std::stop_token stop);
    // All pages of a collection: the members of "value", following @odata.nextLink on the same host and version.
    Result<QJsonArray> list(GraphRequest request, std::stop_token stop);
    // The same, page by page.
    Result<QList<GraphPage>> pages(GraphRequest request, std::stop_token stop);
    // One of them. A page that was read once can be read again from its own path.
    Result<GraphPage> page(const GraphRequest &request, std::stop_token stop);

    // The writes that went well since the last call.
    QList<GraphReceipt> takeReceipts();
    // From now on keeps what reading gives in `answers`, which outlives this object.
    void remember(ResponseCache &answers) { m_remembered = &answers; }
    // From now on does not send a GET whose answer in `answers` is no older than `trust`.
    void recall(const ResponseCache &answers, std::chrono::seconds trust);

    const Cloud &cloud() const { return m_cloud; }
    RequestPacing &pacing() const { return m_pacing; }

private:
    struct Try;
    Result<GraphResponse> ask(const GraphRequest &request, std::stop_token stop);
    Try once(const GraphRequest &request, bool isRetry, std::stop_token stop);
    HttpRequest httpRequest(const GraphRequest &request, const Secret &token, const QByteArray &id) const;
    Result<bool> lookWhetherItArrived(const GraphRequest &request, std::stop_token stop);
    // The other lane met the same refusal and has a new token by now: nobody is asked to sign in twice for one reason.
    bool isTokenReplaced(const GraphRequest &request, std::stop_token stop);
    Result<void> authorizeAgain(const Error &error, std::stop_token stop);

    Cloud m_cloud;
    TokenSource &m_tokens;
    Secret m_sent; // the token of the last request
    Clock &m_clock;
    RequestPacing &m_pacing;
    RequestCounter &m_counter;
    HttpClient m_http;
    QList<GraphReceipt> m_receipts;
    ResponseCache *m_remembered = nullptr;
    const ResponseCache *m_recalled = nullptr;
    std::chrono::seconds m_trust{ 0 };
};

} // namespace bg
