// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/HttpFront.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <optional>

namespace bg {

namespace {

constexpr qsizetype largestHead = 64 << 10, largestBody = 16 << 20;

struct Head {
    QByteArray method, target;
    QList<QPair<QByteArray, QByteArray>> headers;
    qsizetype bodySize = 0;
};

// Of the lines before the empty one; nothing when they are no request.
std::optional<Head> headOf(const QByteArray &text)
{
    QList<QByteArray> lines = text.split('\n');
    const QList<QByteArray> words = lines.takeFirst().trimmed().split(' ');
    if (words.size() != 3 || words[2] != "HTTP/1.1" || !words[1].startsWith('/'))
        return std::nullopt;
    Head head{ words[0], words[1], {}, 0 };
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 1)
            return std::nullopt;
        head.headers.append({ line.left(colon), line.mid(colon + 1).trimmed() });
        if (head.headers.last().first.compare("content-length", Qt::CaseInsensitive) != 0)
            continue;
        bool isNumber = false;
        head.bodySize = head.headers.last().second.toLongLong(&isNumber);
        if (!isNumber || head.bodySize < 0 || head.bodySize > largestBody)
            return std::nullopt;
    }
    return head;
}

Call callOf(const Head &head, const QByteArray &body)
{
    Call call;
    call.method = head.method;
    const QUrl url = QUrl::fromEncoded(head.target);
    const QStringList encoded = url.path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts);
    for (const QString &segment : encoded) // split first: a name may hold an encoded slash
        call.segments.append(QUrl::fromPercentEncoding(segment.toUtf8()));
    call.query = QUrlQuery(url.query(QUrl::FullyEncoded));
    call.headers = head.headers;
    call.rawBody = body;
    call.body = QJsonDocument::fromJson(body).object();
    return call;
}

QByteArray written(const Reply &answer)
{
    const QByteArray body = !answer.page.isEmpty() ? answer.page
        : answer.json.isEmpty()                    ? QByteArray()
                                                   : QJsonDocument(answer.json).toJson(QJsonDocument::Compact);
    QByteArray out = "HTTP/1.1 " + QByteArray::number(answer.status) + " Reply\r\n";
    for (const auto &[name, value] : answer.headers)
        out += name + ": " + value + "\r\n";
    if (!body.isEmpty())
        out += "Content-Type: "
            + (answer.contentType.isEmpty() ? QByteArray("application/json; charset=utf-8") : answer.contentType)
            + "\r\n";
    if (answer.status != 204)
        out += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return out + "\r\n" + body;
}

void send(QTcpSocket &socket, const Reply &answer, Fault fault)
{
    switch (fault) {
    case Fault::Silent:
        return;
    case Fault::DropBefore:
    case Fault::DropAfter:
        socket.abort();
        return;
    case Fault::Truncated: {
        const QByteArray whole = written(answer);
        const qsizetype headEnd = whole.indexOf("\r\n\r\n") + 4;
        // An answer without a body breaks off inside its head.
        socket.write(headEnd < whole.size() ? whole.left(headEnd + (whole.size() - headEnd) / 2)
                                            : whole.left(headEnd / 2));
        socket.disconnectFromHost();
        return;
    }
    default:
        socket.write(written(answer));
    }
}

} // namespace

HttpFront::HttpFront(std::function<Served(Call)> serve) : m_serve(std::move(serve))
{
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
}

quint16 HttpFront::open()
{
    return m_server.listen(QHostAddress(QHostAddress::LocalHost)) ? m_server.serverPort() : quint16(0);
}

void HttpFront::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket,
                         [this, socket, received = QByteArray()]() mutable { read(*socket, received); });
    }
}

void HttpFront::read(QTcpSocket &socket, QByteArray &received)
{
    received += socket.readAll();
    for (;;) {
        const qsizetype end = received.indexOf("\r\n\r\n");
        if (end < 0 && received.size() <= largestHead)
            return;
        const auto head = end < 0 ? std::nullopt : headOf(received.left(end));
        if (!head)
            return socket.abort();
        if (received.size() < end + 4 + head->bodySize)
            return;
        const Call call = callOf(*head, received.mid(end + 4, head->bodySize));
        received.remove(0, end + 4 + head->bodySize);
        const Served served = m_serve(call);
        QTimer::singleShot(served.delay, Qt::PreciseTimer, &socket,
                           [&socket, served] { send(socket, served.answer, served.fault); });
    }
}

} // namespace bg
