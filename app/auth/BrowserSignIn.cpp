// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/BrowserSignIn.h"

#include "app/auth/Claims.h"
#include "app/auth/CodeFlow.h"
#include "app/auth/EventLoopWait.h"
#include "app/auth/IdToken.h"
#include "app/auth/LoopbackListener.h"
#include "app/auth/TokenEndpoint.h"
#include "app/base/Random.h"

#include <optional>

namespace bg {

namespace {

constexpr std::chrono::seconds ClosingPageLimit{ 1 };

struct Proof {
    QByteArray state = randomToken(), nonce = randomToken(), verifier = randomToken(),
               requestId = randomGuid().toLatin1();

    Proof() = default;
    Proof(const Proof &) = delete;
    Proof &operator=(const Proof &) = delete;
    ~Proof() { wipe(verifier); }
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
{ }

Result<Grant> BrowserSignIn::run(std::stop_token stop)
{
    const auto claims = claimsParameter(m_request.claims);
    if (!claims)
        return fail(claims.error());
    const Proof proof;
    // Before the listener: a thread that Qt did not start (std::jthread) hears its sockets only once it has an event
    // loop.
    EventLoopWait answered, closed;
    LoopbackListener listener(proof.state, m_request.cloud.login);
    if (const auto listening = listener.listen(); !listening)
        return fail(listening.error());

    std::optional<AuthorizeAnswer> answer;
    listener.onAnswer = [&](AuthorizeAnswer given) {
        answer = std::move(given);
        answered.done();
    };
    listener.onClosed = [&] { closed.done(); };
    const auto flow = makeCodeFlow({ m_request, listener.redirectUri(), *claims, proof.state, proof.nonce, proof.verifier,
                                     proof.requestId });
    const QUrl page = flow->authorizeUrl();
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
    if (!answer->isRefusal())
        response = flow->exchange(answer->code, stop);
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
