// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Cloud.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QPair>
#include <QString>

#include <functional>
#include <mutex>
#include <thread>

class QTcpSocket;

namespace bg {

struct SeenRequest {
    QByteArray method;
    QByteArray target; // path and query as sent
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;
};

struct ScriptedAnswer {
    int status = 200;
    QByteArray body = {};
    QList<QPair<QByteArray, QByteArray>> headers = {};
    bool isDropped = false; // close without a word
    bool isTruncated = false; // announce more than is sent, then close
};

// A loopback HTTP server on a thread of its own whose answers a test writes: one function for all requests.
class ScriptedServer {
public:
    using Script = std::function<ScriptedAnswer(const SeenRequest &, int index)>;
    explicit ScriptedServer(Script script);
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer &) = delete;
    ScriptedServer &operator=(const ScriptedServer &) = delete;

    Cloud cloud() const; // all endpoints are this server
    QList<SeenRequest> seen() const;
    int count() const { return int(seen().size()); }

private:
    void answer(QTcpSocket &socket, const SeenRequest &request);

    Script m_script;
    mutable std::mutex m_mutex;
    QList<SeenRequest> m_seen;
    quint16 m_port = 0;
    std::jthread m_thread;
};

// {"error":{"code":...,"message":...}}
QByteArray errorBody(const char *code, const char *message);

} // namespace bg
