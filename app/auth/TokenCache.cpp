// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenCache.h"

#include "app/auth/BrowserSignIn.h"
#include "app/auth/Claims.h"
#include "app/auth/DeviceCodeSignIn.h"
#include "app/auth/IdToken.h"
#include "app/auth/TokenEndpoint.h"
#include "app/base/Log.h"
#include "app/base/Random.h"

#include <algorithm>

namespace bg {

namespace {

constexpr std::chrono::seconds LeastLife{ 300 };
constexpr std::chrono::seconds WidestSpread{ 300 };
constexpr std::chrono::seconds RetryPause{ 1 };

SignInRequest pinned(SignInRequest request, const Identity &identity)
{
    request.tenant = identity.tenantId.value;
    return request;
}

Error missingConsent(const QStringList &scopes, Error error = {})
{
    error.kind = Error::Kind::ConsentMissing;
    error.detail = scopes.join(QLatin1Char(' '));
    return error;
}

// As MSAL does: computers that signed in together do not all come back in the same second.
std::chrono::seconds aboutThen(std::chrono::seconds wished)
{
    const auto spread = std::min(WidestSpread, wished / 2).count();
    return wished - std::chrono::seconds(spread) + std::chrono::seconds(randomBelow(std::uint32_t(2 * spread + 1)));
}

// The service may be fine again before the token in hand ends.
bool isPassing(Error::Kind kind)
{
    return kind == Error::Kind::Offline || kind == Error::Kind::TimedOut || kind == Error::Kind::Unavailable
        || kind == Error::Kind::Throttled;
}

} // namespace

TokenCache::TokenCache(SignInRequest request, Grant grant, SignInUi &ui, Clock &clock)
    : m_request(pinned(std::move(request), grant.identity)), m_identity(grant.identity), m_ui(ui), m_clock(clock)
{
    keep(m_request.resource, m_request.scopes, true, std::move(grant.tokens));
}

TokenCache::~TokenCache() = default;

Result<Secret> TokenCache::token(Resource resource, const QStringList &wanted, std::stop_token stop)
{
    const bool isAzure = resource == Resource::ResourceManager && wanted.isEmpty();
    const QStringList scopes = isAzure ? bg::scopes(Consent::ResourceManager) : wanted;
    const Asked asked{ resource, scopes, {}, false };
    Lock lock(m_mutex);
    const auto without = [&](const Error &error) -> Result<Secret> {
        const Held &held = m_held[resource];
        if (isPassing(error.kind) && isGood(held, scopes, held.usableUntil))
            return held.accessToken.duplicate();
        return fail(error);
    };
    while (!m_end && !stop.stop_requested()) {
        const Held &held = m_held[resource];
        if (isGood(held, scopes, held.refreshFrom))
            return held.accessToken.duplicate();
        if (m_isUnderWay) {
            if (const auto error = join(lock, asked, stop))
                return without(*error);
            continue;
        }
        if (const QStringList known = knownMissing(held, scopes); !known.isEmpty())
            return fail(missingConsent(known));
        if (const auto done = exchange(lock, asked, stop); !done)
            return without(done.error());
        if (m_end)
            break;
        if (const QStringList missing = missingScopes(scopes, held.granted); !missing.isEmpty())
            return fail(missingConsent(missing));
        if (!held.accessToken.isEmpty()) // unless somebody distrusted it already
            return held.accessToken.duplicate(); // fresh, however short its life
    }
    return m_end ? fail(*m_end) : fail(Error::Kind::Cancelled);
}

Result<void> TokenCache::stepUp(Resource resource, const QString &claims, std::stop_token stop)
{
    Lock lock(m_mutex);
    Asked asked{ resource, m_held[resource].granted, claims, false };
    while (m_isUnderWay && !m_end && !stop.stop_requested()) {
        const quint64 before = m_exchanges;
        if (const auto error = join(lock, asked, stop))
            return fail(*error);
        // The other lane met the same challenge, and its answer serves both.
        if (m_exchanges != before && !m_lastError && m_last.resource == resource && m_last.claims == claims)
            return {};
    }
    if (m_end)
        return fail(*m_end);
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    // A challenge that comes again was not met by the refresh that answered it.
    asked.onlyPerson = asksForPerson(claims) || m_answeredClaims[resource] == claims;
    m_held[resource].accessToken.clear();
    if (const auto done = exchange(lock, asked, stop); !done)
        return done;
    m_answeredClaims[resource] = claims;
    return m_end ? Result<void>(fail(*m_end)) : Result<void>();
}

void TokenCache::invalidate(Resource resource)
{
    const std::lock_guard lock(m_mutex);
    m_held[resource].accessToken.clear();
    m_held[resource].refused.clear();
}

void TokenCache::signOut()
{
    Error error;
    error.kind = Error::Kind::Unauthorized;
    error.detail = QStringLiteral("signed out");
    const std::lock_guard lock(m_mutex);
    end(std::move(error));
}

bool TokenCache::isGood(const Held &held, const QStringList &scopes, const QDateTime &until) const
{
    return !held.accessToken.isEmpty() && m_clock.utcNow() < until && missingScopes(scopes, held.granted).isEmpty();
}

QStringList TokenCache::knownMissing(const Held &held, const QStringList &scopes)
{
    QStringList known;
    for (const QString &scope : missingScopes(scopes, held.granted))
        if (held.refused.contains(scope, Qt::CaseInsensitive))
            known.append(scope);
    return known;
}

std::optional<Error> TokenCache::join(Lock &lock, const Asked &asked, std::stop_token stop)
{
    const quint64 before = m_exchanges;
    m_landed.wait(lock, stop, [&] { return m_exchanges != before; });
    const bool isSame = m_last.resource == asked.resource && m_last.claims == asked.claims
        && missingScopes(asked.scopes, m_last.scopes).isEmpty();
    return m_exchanges != before && isSame ? m_lastError : std::nullopt;
}

Result<void> TokenCache::exchange(Lock &lock, const Asked &asked, std::stop_token stop)
{
    m_isUnderWay = true;
    const QStringList granted = m_held[asked.resource].granted;
    const Secret refreshToken = m_refreshToken.duplicate();
    lock.unlock();
    const Result<void> done = obtain(asked, granted, refreshToken, stop);
    lock.lock();
    m_isUnderWay = false;
    ++m_exchanges;
    m_last = asked;
    // A lane that was stopped says nothing about what the others want.
    const bool isShared = !done && !(done.error().isCancelled() && stop.stop_requested());
    m_lastError = isShared ? std::optional(done.error()) : std::nullopt;
    m_landed.notify_all();
    return done;
}

Result<void> TokenCache::obtain(const Asked &asked, const QStringList &granted, const Secret &refreshToken,
                              std::stop_token stop)
{
    const QStringList missing = missingScopes(asked.scopes, granted);
    const QStringList least = united(granted, asked.scopes);
    QStringList requested = least;
    // Everything that this consent will ever need, so that the person is asked once.
    if (!missing.isEmpty())
        requested = united(united(granted, scopes(consentFor(asked.resource, missing))), asked.scopes);

    auto purpose = asked.claims.isEmpty() ? SignInRound::Purpose::Consent : SignInRound::Purpose::StepUp;
    QString claims = asked.claims;
    if (!asked.onlyPerson && !refreshToken.isEmpty()) {
        auto tokens = refresh(asked, requested, refreshToken, stop);
        if (!tokens && tokens.error().isScopeUnknown() && requested != least) {
            requested = least;
            tokens = refresh(asked, requested, refreshToken, stop);
        }
        if (tokens) {
            if (const auto same = checkPerson(tokens->idToken); !same)
                return same;
            const QStringList given = tokens->scopes.value_or(requested);
            const std::lock_guard lock(m_mutex);
            keep(asked.resource, requested, false, std::move(*tokens));
            if (missingScopes(asked.scopes, given).isEmpty())
                return {};
        } else {
            const TokenRefusal &refused = tokens.error();
            if (refused.isScopeUnknown())
                return fail(missingConsent(missing.isEmpty() ? asked.scopes : missing, refused.error));
            if (!refused.needsPerson())
                return fail(refused.error);
            if (!refused.error.claims.isEmpty()) {
                purpose = SignInRound::Purpose::StepUp;
                claims = refused.error.claims;
            } else if (asked.claims.isEmpty() && missing.isEmpty() && !refused.needsConsent()) {
                purpose = SignInRound::Purpose::SessionEnded;
            }
        }
    }
    return askPerson(purpose, asked, requested, claims, stop);
}

tl::expected<TokenAnswer, TokenRefusal> TokenCache::refresh(const Asked &asked, const QStringList &scopes,
                                                          const Secret &refreshToken, std::stop_token stop) const
{
    const auto broken = [](Error error) { return tl::unexpected(TokenRefusal{ std::move(error), {}, {} }); };
    const auto claims = claimsParameter(asked.claims);
    if (!claims)
        return broken(claims.error());
    FormBody form;
    form.add("grant_type", "refresh_token");
    form.add("client_id", m_request.clientId.toUtf8());
    form.add("scope", scopeParameter(m_request.cloud, asked.resource, scopes).toUtf8());
    form.add("claims", *claims);
    form.add("client_info", "1");
    form.add("refresh_token", refreshToken.reveal());
    const QUrl endpoint = oauthEndpoint(m_request.cloud, m_request.tenant, QStringLiteral("token"));
    for (bool isLast = false;; isLast = true) {
        auto response = postForm(m_request.cloud, endpoint, form, stop);
        if (!response)
            return broken(response.error());
        auto tokens = readTokenAnswer(*response);
        wipe(response->body);
        if (tokens || isLast || tokens.error().error.kind != Error::Kind::Unavailable
            || !m_clock.sleep(RetryPause, stop))
            return tokens;
    }
}

Result<void> TokenCache::askPerson(SignInRound::Purpose purpose, const Asked &asked, const QStringList &scopes,
                                 const QString &claims, std::stop_token stop)
{
    const Consent consent = consentFor(asked.resource, asked.scopes.isEmpty() ? scopes : asked.scopes);
    if (const auto agreed = m_ui.explain({ purpose, consent, scopes, m_identity.userName }, stop); !agreed)
        return agreed;
    SignInRequest request = m_request;
    request.prompt = SignInRequest::Prompt::AsNeeded;
    request.loginHint = m_identity.userName;
    request.resource = asked.resource;
    request.scopes = scopes;
    request.claims = claims;
    // A device code cannot meet an authentication context.
    const bool byCode = request.way == SignInRequest::Way::DeviceCode && claims.isEmpty();
    auto grant = byCode ? DeviceCodeSignIn(request, m_ui, m_clock).run(stop)
                        : BrowserSignIn(request, m_ui, m_clock).run(stop);
    if (!grant)
        return fail(grant.error());
    if (const auto same = checkPerson(grant->identity); !same)
        return same;
    const std::lock_guard lock(m_mutex);
    keep(asked.resource, scopes, true, std::move(grant->tokens));
    return {};
}

Result<void> TokenCache::checkPerson(const Secret &idToken)
{
    if (idToken.isEmpty())
        return {};
    const auto identity
        = checkIdToken(idToken.reveal(), { m_request.cloud.login, m_request.clientId, {}, m_clock.utcNow() });
    return identity ? checkPerson(*identity) : Result<void>(fail(identity.error()));
}

Result<void> TokenCache::checkPerson(const Identity &identity)
{
    const bool isTenant = identity.tenantId == m_identity.tenantId;
    if (isTenant && identity.objectId == m_identity.objectId)
        return {};
    Error error;
    error.kind = isTenant ? Error::Kind::WrongPerson : Error::Kind::WrongTenant;
    error.detail = identity.userName;
    qCWarning(logAuth) << "another person or tenant answered; no more tokens are given out";
    const std::lock_guard lock(m_mutex);
    end(error);
    return fail(error);
}

void TokenCache::keep(Resource resource, const QStringList &requested, bool byPerson, TokenAnswer tokens)
{
    if (m_end)
        return;
    Held &held = m_held[resource];
    const QDateTime now = m_clock.utcNow();
    // A login that gives tokens of few minutes is asked again at half their life, not for every request.
    const auto life = tokens.expiresIn;
    held.usableUntil = now.addSecs((life - std::min(LeastLife, life / 2)).count());
    held.refreshFrom = tokens.refreshIn ? std::min(held.usableUntil, now.addSecs(aboutThen(*tokens.refreshIn).count()))
                                        : held.usableUntil;
    held.accessToken = std::move(tokens.accessToken);
    held.granted = tokens.scopes.value_or(requested);
    held.refused = byPerson ? missingScopes(requested, held.granted) : QStringList();
    if (!tokens.refreshToken.isEmpty())
        m_refreshToken = std::move(tokens.refreshToken);
}

void TokenCache::end(Error error)
{
    if (!m_end)
        m_end = std::move(error);
    m_held.clear();
    m_refreshToken.clear();
}

} // namespace bg
