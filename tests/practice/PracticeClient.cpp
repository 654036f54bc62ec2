// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/practice/PracticeClient.h"

#include "app/base/Random.h"
#include "app/practice/Browser.h"

#include <QCryptographicHash>
#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <thread>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 noPort = 0;

// Waits for the browser to come back to the loopback redirect; its query.
QUrlQuery caughtRedirect(QTcpServer &server)
{
    QUrlQuery query;
    QEventLoop loop;
    QObject::connect(&server, &QTcpServer::newConnection, &loop, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, &loop, [&, socket] {
            const QByteArray line = socket->readLine();
            query = QUrlQuery(QUrl(QString::fromLatin1(line.split(' ').value(1))));
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
            socket->waitForBytesWritten(1000); // the loop ends here, so nobody else would write it
            socket->disconnectFromHost();
            loop.quit();
        });
    });
    QTimer::singleShot(5000, &loop, &QEventLoop::quit);
    loop.exec();
    return query;
}

} // namespace

QByteArray PracticeClient::Reply::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

PracticeClient::PracticeClient(const PracticeTenant &tenant)
    : clientId(u"14d82eec-204b-4c2f-b7e8-296a70dab67e"_s), m_cloud(tenant.cloud())
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

QStringList PracticeClient::allScopes()
{
    return u"User.Read Organization.Read.All Domain.Read.All LicenseAssignment.Read.All User.ReadWrite.All "
           u"User-PasswordProfile.ReadWrite.All "
           "User.EnableDisableAccount.All User.DeleteRestore.All User.RevokeSessions.All "
           "RoleAssignmentSchedule.ReadWrite.Directory "
           "RoleEligibilitySchedule.Read.Directory RoleManagementPolicy.ReadWrite.Directory "
           "RoleManagement.ReadWrite.Directory "
           "Group.ReadWrite.All Policy.Read.All Policy.ReadWrite.ConditionalAccess Policy.ReadWrite.SecurityDefaults "
           "Policy.ReadWrite.AuthenticationMethod Policy.ReadWrite.Authorization "
           "UserAuthenticationMethod.ReadWrite.All "
           "AuditLog.Read.All AdministrativeUnit.ReadWrite.All"_s.split(u' ');
}

QUrl PracticeClient::authorizeUrl(const QString &scope, const QString &claims)
{
    verifier = randomToken();
    nonce = QString::fromLatin1(randomToken());
    const QByteArray challenge = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
                                     .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QUrl url = m_cloud.login;
    url.setPath(u"/organizations/oauth2/v2.0/authorize"_s);
    QUrlQuery query;
    query.addQueryItem(u"client_id"_s, clientId);
    query.addQueryItem(u"response_type"_s, u"code"_s);
    query.addQueryItem(u"scope"_s, QString::fromLatin1(QUrl::toPercentEncoding(scope)));
    query.addQueryItem(u"state"_s, u"the-state"_s);
    query.addQueryItem(u"nonce"_s, nonce);
    query.addQueryItem(u"code_challenge"_s, QString::fromLatin1(challenge));
    query.addQueryItem(u"code_challenge_method"_s, u"S256"_s);
    if (!claims.isEmpty())
        query.addQueryItem(u"claims"_s, QString::fromLatin1(QUrl::toPercentEncoding(claims)));
    url.setQuery(query);
    return url;
}

PracticeClient::Reply PracticeClient::signIn(const QString &scope, const Visitor &visitor, const QString &claims)
{
    QTcpServer server;
    server.listen(QHostAddress(QHostAddress::LocalHost), noPort);
    const QString redirect = u"http://localhost:%1"_s.arg(server.serverPort());
    QUrl url = authorizeUrl(scope, claims);
    url.setQuery(url.query() + u"&redirect_uri="_s + QString::fromLatin1(QUrl::toPercentEncoding(redirect)));
    Result<void> visited;
    QUrlQuery query;
    {
        const std::jthread browser([&] { visited = Browser().visit(url, visitor); });
        query = caughtRedirect(server);
    }
    if (!visited)
        return Reply{ -1, { { u"error"_s, visited.error().detail } }, {}, {} };
    if (query.queryItemValue(u"state"_s) != "the-state"_L1 || !query.hasQueryItem(u"code"_s))
        return Reply{ -2, { { u"error"_s, query.queryItemValue(u"error"_s) } }, {}, {} };
    QUrlQuery form;
    form.addQueryItem(u"grant_type"_s, u"authorization_code"_s);
    form.addQueryItem(u"client_id"_s, clientId);
    form.addQueryItem(u"code"_s, query.queryItemValue(u"code"_s));
    form.addQueryItem(u"redirect_uri"_s, redirect);
    form.addQueryItem(u"code_verifier"_s, QString::fromLatin1(verifier));
    return post(u"/organizations/oauth2/v2.0/token"_s, form);
}

bool PracticeClient::signInForAll()
{
    const Reply reply = signIn(u"openid profile offline_access "_s + allScopes().join(u' '));
    accessToken = reply.json["access_token"_L1].toString().toLatin1();
    return reply.status == 200;
}

PracticeClient::Reply PracticeClient::post(const QString &path, const QUrlQuery &form)
{
    QUrl url = m_cloud.login;
    url.setPath(path);
    QByteArray body;
    for (const auto &[name, value] : form.queryItems(QUrl::FullyDecoded))
        body += (body.isEmpty() ? "" : "&") + name.toUtf8() + '=' + QUrl::toPercentEncoding(value);
    return exchange("POST", url, body, "application/x-www-form-urlencoded", {});
}

PracticeClient::Reply PracticeClient::send(const QByteArray &method, const QString &path, const QJsonObject &body,
                                           const QList<QPair<QByteArray, QByteArray>> &headers)
{
    const QUrl url(m_cloud.graph.toString() + path);
    return exchange(method, url, body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(), "application/json",
                    headers);
}

PracticeClient::Reply PracticeClient::exchange(const QByteArray &method, const QUrl &url, const QByteArray &body,
                                               const QByteArray &contentType,
                                               const QList<QPair<QByteArray, QByteArray>> &headers)
{
    QNetworkRequest request(url);
    if (!body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
    if (!accessToken.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + accessToken);
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(5000, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    Reply out;
    const bool isBroken = reply->error() != QNetworkReply::NoError && int(reply->error()) < 200;
    out.status
        = isBroken || !reply->isFinished() ? 0 : reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    out.body = reply->readAll();
    out.json = QJsonDocument::fromJson(out.body).object();
    out.headers = reply->rawHeaderPairs();
    return out;
}

} // namespace bg
