// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/HttpClient.h"

#include <QEventLoop>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QTimer>

#include <algorithm>
#include <memory>

namespace bg {

namespace {

enum class Ending { Finished, Stopped, TimedOut, TooLarge };

QNetworkRequest networkRequest(const HttpRequest &request)
{
    QNetworkRequest out(request.url);
    keepTransportRules(out);
    for (const auto &[name, value] : request.headers)
        out.setRawHeader(name, value);
    if (request.bearer) // Qt keeps the bytes until the reply is gone, and then they are wiped as all freed memory is
        out.setRawHeader("Authorization", QByteArray("Bearer ").append(request.bearer->reveal()));
    return out;
}

// A body that can be read only once, from where it lies. Qt sends a request again by itself, a POST too, when the connection closes before
// an answer came (QHttpNetworkConnectionChannel, RemoteHostClosedError); it gives up where it cannot rewind the body.
class OneWayBody final : public QIODevice {
public:
    explicit OneWayBody(QByteArrayView body) : m_body(body) { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_read == m_body.size(); }
    qint64 bytesAvailable() const override { return m_body.size() - m_read; }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        // Nor may it have the whole body in its buffer: seen without a rewind, when the close arrives as an end of
        // file. The last byte comes in a read of its own; once that was asked for, the bytes before it are gone.
        const qint64 left = m_body.size() - m_read;
        const qint64 size = std::min<qint64>(most, m_read == 0 && left > 1 ? left - 1 : left);
        if (size == 0 && most > 0)
            return -1;
        std::copy_n(m_body.data() + m_read, size, to);
        m_read += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArrayView m_body;
    qint64 m_read = 0;
};

Error::Kind kindOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return Error::Kind::Tls;
    case QNetworkReply::TimeoutError:
        return Error::Kind::TimedOut;
    default:
        return Error::Kind::Offline;
    }
}

} // namespace

void keepTransportRules(QNetworkRequest &request)
{
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // Qt 6.4's HTTP/2 has known faults (CVE-2023-51714 and later ones).
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    QSslConfiguration tls = request.sslConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    request.setSslConfiguration(tls);
}

QByteArray HttpResponse::header(QByteArrayView name) const
{
    const QList<QByteArray> all = allHeaders(name);
    return all.isEmpty() ? QByteArray() : all.first();
}

QList<QByteArray> HttpResponse::allHeaders(QByteArrayView name) const
{
    QList<QByteArray> values;
    for (const auto &[key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            values.append(value);
    return values;
}

Result<HttpResponse> received(QNetworkReply &reply, qint64 largestAnswer)
{
    HttpResponse response;
    response.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto networkError = reply.error();
    // An answer that broke off has a status as well; only errors above the protocol level (>= 200) carry a whole one.
    const bool isBroken = networkError != QNetworkReply::NoError && int(networkError) < 200;
    if (response.status == 0 || isBroken)
        return fail(kindOf(networkError), reply.url().host() + QStringLiteral(": ") + reply.errorString());
    if (response.status >= 300 && response.status < 400)
        return fail(Error::Kind::Redirected, reply.url().host());
    response.body = reply.readAll();
    if (response.body.size() > largestAnswer)
        return fail(Error::Kind::TooLarge, reply.url().host());
    // Qt joins several headers of one name by ", " except Set-Cookie, which it joins by a line feed.
    response.headers = reply.rawHeaderPairs();
    return response;
}

HttpClient::HttpClient(const Cloud &cloud, Proxy proxy) : m_cloud(cloud)
{
    if (proxy == Proxy::Never)
        m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setAutoDeleteReplies(false);
}

Result<HttpResponse> HttpClient::send(const HttpRequest &request, std::stop_token stop)
{
    if (!m_cloud.allows(request.url))
        return fail(Error::Kind::HostNotAllowed, request.url.host());
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);

    QNetworkRequest out = networkRequest(request);
    const QByteArrayView body = request.secretBody ? request.secretBody->reveal() : QByteArrayView(request.body);
    OneWayBody oneWay(body);
    const bool mustGoOnce = request.secretBody || (request.method == "POST" && !body.isEmpty());
    if (mustGoOnce) {
        out.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        out.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    }
    const std::unique_ptr<QNetworkReply> reply(mustGoOnce
                                                   ? m_network.sendCustomRequest(out, request.method, &oneWay)
                                                   : m_network.sendCustomRequest(out, request.method, request.body));
    QEventLoop loop;
    Ending ending = Ending::Stopped;
    const auto end = [&](Ending how) {
        ending = how;
        loop.quit();
    };
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, [&] { end(Ending::Finished); });
    QObject::connect(reply.get(), &QNetworkReply::downloadProgress, &loop, [&](qint64 received, qint64 total) {
        if (received > request.largestAnswer || total > request.largestAnswer)
            end(Ending::TooLarge);
    });
    QTimer::singleShot(request.deadline, &loop, [&] { end(Ending::TimedOut); });
    // Queued, for quit() before exec() is lost. By name: nothing of ours is then handed from one thread to the other.
    const std::stop_callback onStop(stop, [&] { QMetaObject::invokeMethod(&loop, "quit", Qt::QueuedConnection); });
    if (reply->isFinished())
        ending = Ending::Finished;
    else
        loop.exec();

    if (ending != Ending::Finished) {
        reply->disconnect();
        reply->abort();
    }
    switch (ending) {
    case Ending::Stopped:
        return fail(Error::Kind::Cancelled);
    case Ending::TimedOut:
        return fail(Error::Kind::TimedOut, request.url.host());
    case Ending::TooLarge:
        return fail(Error::Kind::TooLarge, request.url.host());
    case Ending::Finished:
        break;
    }

    return received(*reply, request.largestAnswer);
}

} // namespace bg
