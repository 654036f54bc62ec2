// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/Call.h"
#include "app/practice/Fault.h"

#include <QTcpServer>

#include <chrono>
#include <functional>

class QTcpSocket;

namespace bg {

// The practice tenant's front door (HTTP/1.1, RFC 9112, as far as the wizard speaks it: Content-Length, several requests
// on one connection): hands each request on and writes the answer when it is due. On sockets, because a practice must be
// able to break a connection or an answer in the middle, which no server library lets its users do. What is no such
// request ends its connection. Lives in one thread with an event loop.
class HttpFront {
public:
    struct Served {
        Reply answer;
        Fault fault = Fault::None;
        std::chrono::milliseconds delay{ 0 };
    };
    explicit HttpFront(std::function<Served(Call)> serve);

    // A free port of 127.0.0.1; 0 when there is none.
    quint16 open();

private:
    void accept();
    void read(QTcpSocket &socket, QByteArray &received);

    QTcpServer m_server;
    std::function<Served(Call)> m_serve;
};

} // namespace bg
