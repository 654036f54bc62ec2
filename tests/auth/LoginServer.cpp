// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/auth/LoginServer.h"

#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>

namespace bg {

LoginServer::LoginServer(Answer answer) : m_answer(std::move(answer))
{
    m_thread.start([this] {
        const auto server = std::make_shared<QTcpServer>();
        QObject::connect(server.get(), &QTcpServer::newConnection, server.get(), [this, server = server.get()] {
            while (QTcpSocket *socket = server->nextPendingConnection())
                serve(*socket);
        });
        server->listen(QHostAddress(QHostAddress::LocalHost), quint16(0));
        m_port = server->serverPort();
        return server;
    });
}

void LoginServer::serve(QTcpSocket &socket)
{
    QObject::connect(&socket, &QTcpSocket::disconnected, &socket, &QObject::deleteLater);
    const auto received = std::make_shared<QByteArray>();
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this, &socket, received] {
        *received += socket.readAll();
        const auto parsed = LoopbackRequest::parse(*received);
        const auto *request = std::get_if<LoopbackRequest>(&parsed);
        if (!request)
            return;
        const Seen seen{ request->path, readForm(request->body), *received };
        Answer answer;
        {
            const std::lock_guard lock(m_mutex);
            m_seen.append(seen);
            answer = m_answer;
        }
        const Reply reply = answer(seen);
        if (reply.isSilent)
            return;
        socket.write("HTTP/1.1 " + QByteArray::number(reply.status) + " X\r\nContent-Type: " + reply.contentType
                     + "\r\n" + reply.headers + "Content-Length: " + QByteArray::number(reply.body.size())
                     + "\r\nConnection: close\r\n\r\n" + reply.body);
        socket.disconnectFromHost();
    });
}

Cloud LoginServer::cloud() const
{
    Cloud cloud;
    cloud.name = QStringLiteral("test");
    cloud.tenant = QStringLiteral("organizations");
    cloud.login = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
    // Other origins than the login's, so that a scope prefix cannot be right by chance. Never contacted.
    cloud.graph = QUrl(QStringLiteral("http://127.0.0.2:1"));
    cloud.resourceManager = QUrl(QStringLiteral("http://127.0.0.3:1"));
    return cloud;
}

QList<LoginServer::Seen> LoginServer::seen() const
{
    const std::lock_guard lock(m_mutex);
    return m_seen;
}

void LoginServer::setAnswer(Answer answer)
{
    const std::lock_guard lock(m_mutex);
    m_answer = std::move(answer);
}

QMap<QByteArray, QByteArray> readForm(const QByteArray &text)
{
    QMap<QByteArray, QByteArray> form;
    for (QByteArray pair : text.split('&')) {
        pair.replace('+', ' ');
        const qsizetype equals = pair.indexOf('=');
        form.insert(QByteArray::fromPercentEncoding(pair.left(equals)),
                    QByteArray::fromPercentEncoding(pair.mid(equals + 1)));
    }
    return form;
}

LoginServer::Reply json(const QJsonObject &object, int status)
{
    LoginServer::Reply reply;
    reply.status = status;
    reply.body = QJsonDocument(object).toJson();
    return reply;
}

} // namespace bg
