// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/Call.h"
#include "app/practice/Fault.h"

#include <QAbstractHttpServer>

#include <functional>

namespace bg {

// QtHttpServer's front door: hands each request on and writes the answer when it is due. It writes to the socket
// itself, because a practice must be able to break a connection or an answer in the middle.
class HttpFront : public QAbstractHttpServer {
public:
    struct Served {
        Reply answer;
        Fault fault = Fault::None;
        std::chrono::milliseconds delay{ 0 };
    };
    explicit HttpFront(std::function<Served(Call)> serve);

    // A free port of 127.0.0.1; 0 when there is none.
    quint16 open();

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override { }

private:
    std::function<Served(Call)> m_serve;
};

} // namespace bg
