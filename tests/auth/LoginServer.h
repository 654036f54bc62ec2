// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/LoopbackRequest.h"
#include "app/base/Cloud.h"
#include "app/practice/ServingThread.h"

#include <QJsonObject>
#include <QMap>

#include <functional>
#include <mutex>

class QTcpSocket;

namespace bg {

// A login of our own for tests: HTTP on a thread of its own, one function that answers.
class LoginServer {
public:
    struct Seen {
        QByteArray path;
        QMap<QByteArray, QByteArray> form; // of the body, decoded
        QByteArray raw; // the whole request
    };
    struct Reply {
        int status = 200;
        QByteArray body;
        QByteArray contentType = "application/json";
        QByteArray headers; // "Name: value\r\n"
        bool isSilent = false; // never answers
    };
    // Called on the server's thread: what it answers from outlives the server.
    using Answer = std::function<Reply(const Seen &)>;

    explicit LoginServer(Answer answer);
    ~LoginServer() { m_thread.stop(); }

    Cloud cloud() const;
    QList<Seen> seen() const;
    void setAnswer(Answer answer);

private:
    void serve(QTcpSocket &socket);

    mutable std::mutex m_mutex;
    Answer m_answer;
    QList<Seen> m_seen;
    quint16 m_port = 0;
    ServingThread m_thread;
};

// application/x-www-form-urlencoded, or a query.
QMap<QByteArray, QByteArray> readForm(const QByteArray &text);
LoginServer::Reply json(const QJsonObject &object, int status = 200);

} // namespace bg
