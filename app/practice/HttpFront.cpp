// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/HttpFront.h"

#include <QHostAddress>
#include <QHttpServerRequest>
#include <QJsonDocument>
#include <QMetaEnum>
#include <QPointer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

namespace bg {

namespace {

Call callOf(const QHttpServerRequest &request)
{
    Call call;
    call.method
        = QByteArray(QMetaEnum::fromType<QHttpServerRequest::Method>().valueToKey(int(request.method()))).toUpper();
    const QUrl url = request.url();
    const QStringList encoded = url.path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts);
    for (const QString &segment : encoded) // split first: a name may hold an encoded slash
        call.segments.append(QUrl::fromPercentEncoding(segment.toUtf8()));
    call.query = QUrlQuery(url.query(QUrl::FullyEncoded));
    call.headers = request.headers();
    call.rawBody = request.body();
    call.body = QJsonDocument::fromJson(call.rawBody).object();
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

HttpFront::HttpFront(std::function<Served(Call)> serve) : m_serve(std::move(serve)) { }

quint16 HttpFront::open()
{
    return listen(QHostAddress(QHostAddress::LocalHost), quint16(0));
}

bool HttpFront::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    const Served served = m_serve(callOf(request));
    QTimer::singleShot(served.delay, Qt::PreciseTimer, socket, [socket = QPointer(socket), served] {
        if (socket)
            send(*socket, served.answer, served.fault);
    });
    return true;
}

} // namespace bg
