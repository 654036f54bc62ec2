// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/graph/ScriptedServer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <latch>
#include <memory>
#include <optional>
#include <utility>

namespace bg {

namespace {

std::optional<SeenRequest> readRequest(QTcpSocket &socket, std::stop_token stop)
{
    QByteArray bytes;
    while (!bytes.contains("\r\n\r\n")) {
        if (stop.stop_requested())
            return std::nullopt;
        if (!socket.waitForReadyRead(20) && socket.state() != QAbstractSocket::ConnectedState)
            return std::nullopt;
        bytes += socket.readAll();
    }
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    const QList<QByteArray> lines = bytes.first(end).split('\n');
    const QList<QByteArray> first = lines.value(0).trimmed().split(' ');
    SeenRequest request{ first.value(0), first.value(1), {}, bytes.mid(end + 4) };
    for (qsizetype at = 1; at < lines.size(); ++at) {
        const qsizetype colon = lines[at].indexOf(':');
        request.headers.insert(lines[at].first(colon).toLower(), lines[at].mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    while (request.body.size() < length && !stop.stop_requested()) {
        if (!socket.waitForReadyRead(20) && socket.state() != QAbstractSocket::ConnectedState)
            return std::nullopt;
        request.body += socket.readAll();
    }
    return request;
}

} // namespace

ScriptedServer::ScriptedServer(Script script) : m_script(std::move(script))
{
    std::latch listening(1);
    m_thread = std::jthread([this, &listening](std::stop_token stop) {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
        listening.count_down();
        while (!stop.stop_requested()) {
            if (!server.waitForNewConnection(20))
                continue;
            const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
            if (const auto request = readRequest(*socket, stop))
                answer(*socket, *request);
        }
    });
    listening.wait();
}

ScriptedServer::~ScriptedServer() = default;

void ScriptedServer::answer(QTcpSocket &socket, const SeenRequest &request)
{
    int index = 0;
    {
        const std::lock_guard lock(m_mutex);
        index = int(m_seen.size());
        m_seen.append(request);
    }
    const ScriptedAnswer answer = m_script(request, index);
    if (answer.isDropped) {
        socket.abort();
        return;
    }
    QByteArray out = "HTTP/1.1 " + QByteArray::number(answer.status) + " x\r\n";
    for (const auto &[name, value] : answer.headers)
        out += name + ": " + value + "\r\n";
    out += "Connection: close\r\nContent-Length: "
        + QByteArray::number(answer.body.size() + (answer.isTruncated ? 100 : 0)) + "\r\n\r\n" + answer.body;
    socket.write(out);
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(1000)) { }
    socket.disconnectFromHost();
    if (socket.state() != QAbstractSocket::UnconnectedState)
        socket.waitForDisconnected(1000);
}

Cloud ScriptedServer::cloud() const
{
    const QUrl url(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
    return { QStringLiteral("scripted"), url, QStringLiteral("organizations"), url, url, url, url };
}

QList<SeenRequest> ScriptedServer::seen() const
{
    const std::lock_guard lock(m_mutex);
    return m_seen;
}

QByteArray errorBody(const char *code, const char *message)
{
    const QJsonObject error{ { QStringLiteral("code"), QLatin1String(code) },
                             { QStringLiteral("message"), QLatin1String(message) } };
    return QJsonDocument(QJsonObject{ { QStringLiteral("error"), error } }).toJson(QJsonDocument::Compact);
}

} // namespace bg
