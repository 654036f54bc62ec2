// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/LoopbackListener.h"

#include "app/auth/ClosingPage.h"
#include "app/base/Random.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimer>

#include <openssl/crypto.h>

#include <memory>
#include <utility>

namespace bg {

namespace {

constexpr int PortsToTry = 20;

void answer(QTcpSocket &socket, const QByteArray &response)
{
    socket.write(response);
    socket.disconnectFromHost();
}

} // namespace

LoopbackListener::LoopbackListener(QByteArray state, QUrl login)
    : m_state(std::move(state)), m_login(std::move(login))
{
    for (QTcpServer *server : { &m_v4, &m_v6 }) {
        server->setProxy(QNetworkProxy::NoProxy);
        connect(server, &QTcpServer::newConnection, this, [this, server] { accept(*server); });
    }
}

LoopbackListener::~LoopbackListener()
{
    for (QTcpSocket *socket : std::as_const(m_open))
        socket->disconnect(this); // they end after the list that they would leave
}

Result<void> LoopbackListener::listen()
{
    for (int attempt = 0; attempt < PortsToTry; ++attempt) {
        // The enumerator would pick an overload that listens everywhere: the address has to be spelled out.
        if (!m_v4.listen(QHostAddress(QHostAddress::LocalHost), quint16(0)))
            return fail(Error::Kind::Internal, m_v4.errorString());
        if (m_v6.listen(QHostAddress(QHostAddress::LocalHostIPv6), m_v4.serverPort()))
            return {};
        if (m_v6.serverError() != QAbstractSocket::AddressInUseError)
            return {}; // no ::1 here, so nobody else can sit on it either
        m_v4.close();
    }
    return fail(Error::Kind::Internal, QStringLiteral("no free port on both 127.0.0.1 and ::1"));
}

QString LoopbackListener::redirectUri() const
{
    return QStringLiteral("http://localhost:%1").arg(port());
}

QUrl LoopbackListener::startAddress(const QUrl &page)
{
    m_page = page.toEncoded();
    m_startPath = '/' + randomToken();
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(port()).arg(QLatin1String(m_startPath)));
}

void LoopbackListener::close()
{
    m_v4.close();
    m_v6.close();
}

void LoopbackListener::accept(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        if (m_open.size() >= MostConnections)
            m_open.first()->abort(); // the oldest has had the most time to speak
        m_open.append(socket);
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_open.removeOne(socket);
            socket->deleteLater();
        });
        QTimer::singleShot(patience, socket, [socket] { socket->abort(); });
        const auto received = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, received] { read(*socket, *received); });
        read(*socket, *received);
    }
}

void LoopbackListener::read(QTcpSocket &socket, QByteArray &received)
{
    if (socket.state() != QAbstractSocket::ConnectedState)
        return; // answered already; the rest of what it says is of no interest
    received += socket.read(LoopbackRequest::LargestHead + LoopbackRequest::LargestBody + 4 - received.size());
    auto parsed = LoopbackRequest::parse(received);
    if (std::holds_alternative<LoopbackRequest::Incomplete>(parsed))
        return;
    if (const auto *refused = std::get_if<LoopbackRequest::Refused>(&parsed))
        answer(socket, closingPage(refused->status, ClosingPage::Neutral));
    else
        serve(socket, std::get<LoopbackRequest>(parsed));
    wipe(received);
}

bool LoopbackListener::isOurHost(const QByteArray &host) const
{
    // A page that was led here by a name of its own (DNS rebinding) sends that name.
    const QByteArray number = ':' + QByteArray::number(port());
    const QByteArray lower = host.toLower();
    return lower == "localhost" + number || lower == "127.0.0.1" + number || lower == "[::1]" + number;
}

bool LoopbackListener::isStartPath(const QByteArray &path) const
{
    return m_stage == Stage::Waiting && !m_startPath.isEmpty() && path.size() == m_startPath.size()
        && CRYPTO_memcmp(path.constData(), m_startPath.constData(), std::size_t(path.size())) == 0;
}

void LoopbackListener::serve(QTcpSocket &socket, const LoopbackRequest &request)
{
    if (!isOurHost(request.host))
        return answer(socket, closingPage(400, ClosingPage::Neutral));
    const bool isGet = request.method == "GET";
    if (isGet && request.path == closingPath() && m_stage != Stage::Waiting) {
        answer(socket, closingPage(200, m_stage == Stage::Accepted ? ClosingPage::SignedIn : ClosingPage::NotSignedIn));
        connect(&socket, &QTcpSocket::disconnected, this, [this] {
            if (onClosed)
                onClosed();
        });
        return close();
    }
    if (isGet && isStartPath(request.path)) {
        m_startPath.clear(); // whoever comes second, the browser or somebody who read its arguments, is not sent on
        return answer(socket, seeOther(m_page));
    }
    if (request.path != "/")
        return answer(socket, closingPage(404, ClosingPage::Neutral));
    const bool isForm = request.method == "POST" && request.contentType == "application/x-www-form-urlencoded";
    if (!isGet && !isForm)
        return answer(socket, closingPage(request.method == "POST" ? 415 : 405, ClosingPage::Neutral));
    auto received = m_stage == Stage::Waiting ? AuthorizeAnswer::fromForm(isGet ? request.query : request.body, m_state, m_login)
                                              : std::nullopt;
    if (!received)
        return answer(socket, closingPage(400, ClosingPage::Neutral));
    m_stage = received->isRefusal() ? Stage::Refused : Stage::Accepted;
    // See Other, to an address without the code: it leaves the address bar and the history.
    answer(socket, seeOther(closingPath()));
    if (onAnswer)
        onAnswer(std::move(*received));
}

} // namespace bg
