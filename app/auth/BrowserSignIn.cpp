// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/BrowserSignIn.h"

#include "app/auth/Claims.h"
#include "app/auth/EventLoopWait.h"
#include "app/auth/IdToken.h"
#include "app/auth/LoopbackListener.h"
#include "app/auth/TokenEndpoint.h"
#include "app/base/Random.h"

#include <QAbstractOAuthReplyHandler>
#include <QCryptographicHash>
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
constexpr std::chrono::seconds ClosingPageLimit{ 1 };

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

QString promptWord(SignInRequest::Prompt prompt)
{
    switch (prompt) {
    case SignInRequest::Prompt::SelectAccount:
        return QStringLiteral("select_account");
    case SignInRequest::Prompt::Login:
        return QStringLiteral("login");
    case SignInRequest::Prompt::AsNeeded:
        break;
    }
    return {};
}

// Percent-encoded, because QtNetworkAuth passes plus signs through as they are and the service reads them as blanks.
void put(Parameters &parameters, const char *name, const QByteArray &value)
{
    if (!value.isEmpty())
        parameters.replace(QLatin1String(name), QString::fromLatin1(value.toPercentEncoding()));
}

struct Proof {
    QByteArray state = randomToken(), nonce = randomToken(), verifier = randomToken(),
               requestId = randomGuid().toLatin1();

    Proof() = default;
    Proof(const Proof &) = delete;
    Proof &operator=(const Proof &) = delete;
    ~Proof() { wipe(verifier); }

    QByteArray challenge() const
    {
        return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
};

Error ended(EventLoopWait::Ending ending, Error::Kind late)
{
    Error error;
    error.kind = ending == EventLoopWait::Ending::Stopped ? Error::Kind::Cancelled : late;
    return error;
}

} // namespace

BrowserSignIn::BrowserSignIn(const SignInRequest &request, SignInUi &ui, Clock &clock)
    : m_request(request), m_ui(ui), m_clock(clock)
{
    silenceQtNetworkAuth();
}

Result<Grant> BrowserSignIn::run(std::stop_token stop)
{
    const auto claims = claimsParameter(m_request.claims);
    if (!claims)
        return fail(claims.error());
    const Proof proof;
    // Before the listener: a thread that Qt did not start (std::jthread) hears its sockets only once it has an event
    // loop.
    EventLoopWait answered, exchanged, closed;
    LoopbackListener listener(proof.state, m_request.cloud.login);
    if (const auto listening = listener.listen(); !listening)
        return fail(listening.error());

    std::optional<AuthorizeAnswer> answer;
    std::optional<Result<HttpResponse>> reply;
    listener.onAnswer = [&](AuthorizeAnswer given) {
        answer = std::move(given);
        answered.done();
    };
    listener.onClosed = [&] { closed.done(); };
    ReplyHandler handler(listener.redirectUri(), [&](Result<HttpResponse> given) {
        reply = std::move(given);
        exchanged.done();
    });

    ExchangeNetwork network(m_request.cloud, proof.requestId);
    const QByteArray scope = scopeParameter(m_request.cloud, m_request.resource, m_request.scopes).toUtf8();
    QOAuth2AuthorizationCodeFlow flow(
        m_request.clientId, oauthEndpoint(m_request.cloud, m_request.authority(), QStringLiteral("authorize")),
        oauthEndpoint(m_request.cloud, m_request.authority(), QStringLiteral("token")), &network);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    flow.setPkceMethod(QOAuth2AuthorizationCodeFlow::PkceMethod::None); // ours goes in below
#endif
    flow.setState(QString::fromLatin1(proof.state));
    flow.setScope(QString::fromUtf8(scope));
    flow.setReplyHandler(&handler);
    flow.setModifyParametersFunction([&](QAbstractOAuth::Stage stage, Parameters *parameters) {
        put(*parameters, "redirect_uri", listener.redirectUri().toLatin1());
        put(*parameters, "scope", scope);
        put(*parameters, "claims", *claims);
        put(*parameters, "client_info", "1");
        for (const auto &[name, value] : programNames())
            put(*parameters, name.constData(), value);
        parameters->remove(QStringLiteral("client_secret"));
        if (stage == QAbstractOAuth::Stage::RequestingAuthorization) {
            put(*parameters, "state", proof.state);
            put(*parameters, "nonce", proof.nonce);
            put(*parameters, "code_challenge", proof.challenge());
            put(*parameters, "code_challenge_method", "S256");
            put(*parameters, "response_mode",
                m_request.responseMode == SignInRequest::ResponseMode::Query ? "query" : "form_post");
            put(*parameters, "prompt", promptWord(m_request.prompt).toLatin1());
            put(*parameters, "login_hint", m_request.loginHint.toUtf8());
            put(*parameters, "client-request-id", proof.requestId);
        } else if (stage == QAbstractOAuth::Stage::RequestingAccessToken) {
            put(*parameters, "code_verifier", proof.verifier);
            put(*parameters, "code", answer->code.reveal().toByteArray());
        }
    });

    QUrl page;
    QObject::connect(&flow, &QAbstractOAuth::authorizeWithBrowser, &handler, [&](const QUrl &url) { page = url; });
    flow.grant();
    m_ui.offerLink(page);
    if (!m_ui.open(listener.startAddress(page))) {
        m_ui.roundOver();
        return fail(Error::Kind::BrowserNotOpened);
    }
    const auto waited = answered.run(m_request.limit, stop);
    m_ui.roundOver();
    if (waited != EventLoopWait::Ending::Done)
        return fail(ended(waited, Error::Kind::SignInExpired));

    // The browser fetches its closing page while the code is exchanged.
    Result<HttpResponse> response = answer->isOfAnotherIssuer ? fail(Error::Kind::TokenInvalid, QStringLiteral("iss"))
                                                              : fail(signInRefusal(answer->error, answer->description));
    if (!answer->isRefusal()) {
        Q_EMIT handler.callbackReceived({ { QStringLiteral("code"), QStringLiteral("held by the listener") },
                                          { QStringLiteral("state"), QString::fromLatin1(proof.state) } });
        const auto exchange = exchanged.run(ExchangeLimit, stop);
        response
            = exchange == EventLoopWait::Ending::Done ? std::move(*reply) : fail(ended(exchange, Error::Kind::TimedOut));
    }
    closed.run(ClosingPageLimit, stop);
    if (!response) {
        if (response.error().requestId.isEmpty())
            response.error().requestId = QString::fromLatin1(proof.requestId);
        return fail(response.error());
    }
    auto tokens = readTokenAnswer(*response);
    wipe(response->body);
    if (!tokens)
        return fail(tokens.error().error);
    const auto identity = checkIdToken(tokens->idToken.reveal(),
                                       { m_request.cloud.login, m_request.clientId, proof.nonce, m_clock.utcNow() });
    if (!identity)
        return fail(identity.error());
    if (!answer->issuer.isEmpty() && !isSameIssuer(answer->issuer, issuerOf(m_request.cloud.login, identity->tenantId.value)))
        return fail(Error::Kind::TokenInvalid, QStringLiteral("iss"));
    return Grant{ std::move(*tokens), *identity };
}

} // namespace bg
