// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>


namespace bg {

// Takes the first TLS record of the first client that comes (RFC 8446 4.1.2) and hangs up: what a client offers stands
// there in the clear. Lives in a thread whose events run.
class ClientHello {
public:
    ClientHello()
    {
        m_server.listen(QHostAddress(QHostAddress::LocalHost), quint16(0));
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket] {
                    m_hello += socket->readAll();
                    socket->disconnectFromHost();
                });
        });
    }
    QUrl origin() const { return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(m_server.serverPort())); }
    QByteArray hello() const { return m_hello; }

private:
    QTcpServer m_server;
    QByteArray m_hello;
};

} // namespace bg
