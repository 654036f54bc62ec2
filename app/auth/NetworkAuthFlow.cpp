// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/CodeFlow.h"
#include "app/auth/EventLoopWait.h"
#include "app/auth/TokenEndpoint.h"

#include <QAbstractOAuthReplyHandler>
#include <QLoggingCategory>
#include <QNetworkReply>
#include <QOAuth2AuthorizationCodeFlow>

#include <functional>
#include <optional>

namespace bg {

namespace {

using Parameters = QMultiMap<QString, QVariant>;

constexpr qint64 LargestAnswer = 1 << 20;
constexpr std::chrono::seconds ExchangeLimit{ 30 };

// QtNetworkAuth writes the authorize address, with state and nonce, to its log (6.4), whatever the rules say: off.
void silenceQtNetworkAuth()
{
    static QLoggingCategory::CategoryFilter before = nullptr;
    static const bool once = [] {
        before = QLoggingCategory::installFilter([](QLoggingCategory *category) {
            if (before)
                before(category);
            if (QByteArrayView(category->categoryName()).startsWith("qt.networkauth"))
                for (const QtMsgType type : { QtDebugMsg, QtInfoMsg, QtWarningMsg, QtCriticalMsg })
                    category->setEnabled(type, false);
        });
        return true;
    }();
    Q_UNUSED(once)
}

// The network that QtNetworkAuth's POST goes through: the rules of HttpClient.
class ExchangeNetwork final : public QNetworkAccessManager {
public:
    ExchangeNetwork(const Cloud &cloud, QByteArray requestId) : m_cloud(cloud), m_requestId(std::move(requestId))
    {
        setAutoDeleteReplies(false);
    }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &original, QIODevice *body) override
    {
        QNetworkRequest request(original);
        keepTransportRules(request);
        request.setRawHeader("Accept", "application/json");
        request.setRawHeader("client-request-id", m_requestId);
        if (!m_cloud.allows(request.url()))
            request.setUrl(QUrl());
        QNetworkReply *reply = QNetworkAccessManager::createRequest(operation, request, body);
        connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64 total) {
            if (received > LargestAnswer || total > LargestAnswer)
                reply->abort();
        });
        return reply;
    }

private:
    const Cloud &m_cloud;
    QByteArray m_requestId;
};

// QtNetworkAuth's own handler listens on every interface, believes an error before it looks at the state and loses the
// token endpoint's errors (6.4): this one only names our listener and keeps the whole answer.
class ReplyHandler final : public QAbstractOAuthReplyHandler {
public:
    ReplyHandler(QString callback, std::function<void(Result<HttpResponse>)> onReply)
        : m_callback(std::move(callback)), m_onReply(std::move(onReply))
    { }
    QString callback() const override { return m_callback; }
    void networkReplyFinished(QNetworkReply *reply) override
    {
        reply->deleteLater();
        m_onReply(received(*reply, LargestAnswer));
    }

private:
    QString m_callback;
    std::function<void(Result<HttpResponse>)> m_onReply;
};

// Percent-encoded, because QtNetworkAuth passes plus signs through as they are and the service reads them as blanks.
void put(Parameters &parameters, const QByteArray &name, const QByteArray &value)
{
    parameters.replace(QString::fromLatin1(name), QString::fromLatin1(value.toPercentEncoding()));
}

// QtNetworkAuth builds the address and makes the POST; what security depends on is ours.
class NetworkAuthFlow final : public CodeFlow {
public:
    explicit NetworkAuthFlow(const CodeFlowRequest &request)
        : m_request(request), m_network(request.signIn.cloud, request.requestId),
          m_handler(request.redirectUri,
                    [this](Result<HttpResponse> given) {
                        m_reply.emplace(std::move(given));
                        m_exchanged.done();
                    }),
          m_flow(request.signIn.clientId, endpoint(QStringLiteral("authorize")), endpoint(QStringLiteral("token")),
                 &m_network)
    {
        silenceQtNetworkAuth();
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
        m_flow.setPkceMethod(QOAuth2AuthorizationCodeFlow::PkceMethod::None); // ours goes in below
#endif
        m_flow.setState(QString::fromLatin1(request.state));
        m_flow.setReplyHandler(&m_handler);
        m_flow.setModifyParametersFunction([this](QAbstractOAuth::Stage stage, Parameters *parameters) {
            const bool isAuthorize = stage == QAbstractOAuth::Stage::RequestingAuthorization;
            const CodeFlowParameters ours = isAuthorize ? authorizeParameters(m_request) : exchangeParameters(m_request);
            for (const auto &[name, value] : ours)
                put(*parameters, name, value);
            parameters->remove(QStringLiteral("client_secret"));
            if (isAuthorize)
                return;
            put(*parameters, "code_verifier", m_request.verifier);
            put(*parameters, "code", m_code->reveal().toByteArray());
        });
    }

    QUrl authorizeUrl() override
    {
        QUrl page;
        const auto watch = QObject::connect(&m_flow, &QAbstractOAuth::authorizeWithBrowser, &m_handler,
                                            [&](const QUrl &url) { page = url; });
        m_flow.grant();
        QObject::disconnect(watch);
        return page;
    }
    Result<HttpResponse> exchange(const Secret &code, std::stop_token stop) override
    {
        m_code = &code;
        Q_EMIT m_handler.callbackReceived({ { QStringLiteral("code"), QStringLiteral("held by the listener") },
                                            { QStringLiteral("state"), QString::fromLatin1(m_request.state) } });
        const auto ending = m_exchanged.run(ExchangeLimit, stop);
        if (ending == EventLoopWait::Ending::Done)
            return std::move(*m_reply);
        return fail(ending == EventLoopWait::Ending::Stopped ? Error::Kind::Cancelled : Error::Kind::TimedOut);
    }

private:
    QUrl endpoint(const QString &leaf) const
    {
        return oauthEndpoint(m_request.signIn.cloud, m_request.signIn.authority(), leaf);
    }

    CodeFlowRequest m_request;
    EventLoopWait m_exchanged;
    std::optional<Result<HttpResponse>> m_reply;
    const Secret *m_code = nullptr;
    ExchangeNetwork m_network;
    ReplyHandler m_handler;
    QOAuth2AuthorizationCodeFlow m_flow;
};

} // namespace

std::unique_ptr<CodeFlow> makeCodeFlow(const CodeFlowRequest &request)
{
    return std::make_unique<NetworkAuthFlow>(request);
}

} // namespace bg
