// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>

#include <functional>
#include <mutex>

namespace bg {

// One request and its answer, for checks of what goes over the wire. Secrets appear as the text "(secret)".
struct GraphExchange {
    QByteArray method;
    QString version; // "v1.0" or "beta"
    QString path; // as sent, without host and version
    QString endpoint;
    QJsonObject request;
    int status = 0;
    QJsonObject answer;
};
using ExchangeObserver = std::function<void(const GraphExchange &)>;

struct RequestCount {
    int requests = 0; // tries, the repeated ones too
    int retries = 0;
    int throttled = 0; // answers 429
    QMap<QString, int> perEndpoint; // tries by operationId
};

// The books of all lanes: how many requests went out. Safe to use from every thread.
class RequestCounter {
public:
    void sent(const QString &endpoint, bool isRetry);
    void throttled();
    RequestCount count() const;

    // Told every exchange, on the lane that made it; for tests. Set before the first request.
    void observe(ExchangeObserver observer);
    void tell(const GraphExchange &exchange) const;

private:
    mutable std::mutex m_mutex;
    RequestCount m_count;
    ExchangeObserver m_observer;
};

} // namespace bg
