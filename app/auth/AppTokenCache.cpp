// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/AppTokenCache.h"

#include "app/auth/Scopes.h"

#include <algorithm>

namespace bg {

namespace {

constexpr std::chrono::seconds leastLifeLeft{ 300 };

tl::unexpected<Error> refusedFor(Error::Kind kind, const QStringList &names)
{
    return fail(kind, names.join(QLatin1Char(' ')));
}

} // namespace

Error onlyForPeople()
{
    Error error;
    error.kind = Error::Kind::Forbidden;
    error.serviceCode = QStringLiteral("appOnly");
    return error;
}

AppTokenCache::AppTokenCache(Obtain obtain, TenantId tenant, Clock &clock)
    : m_obtain(std::move(obtain)), m_tenant(std::move(tenant)), m_clock(clock)
{ }

Result<void> AppTokenCache::begin(std::stop_token stop)
{
    auto answer = m_obtain({}, stop);
    if (!answer)
        return fail(answer.error().error);
    const auto app = readAppToken(answer->accessToken.reveal());
    if (!app)
        return fail(app.error());
    m_identity = { ObjectId(app->objectId), TenantId(app->tenantId), {}, app->appName, true };
    if (auto taken = take(std::move(*answer)); !taken)
        return taken;
    if (const QStringList missing = missingScopes(checkPermissions(), m_permissions); !missing.isEmpty())
        return refusedFor(Error::Kind::ConsentMissing, missing);
    return {};
}

// Not for use without the lock, but for the first time.
Result<void> AppTokenCache::take(TokenAnswer answer)
{
    const auto app = readAppToken(answer.accessToken.reveal());
    if (!app)
        return fail(app.error());
    if (!m_tenant.isEmpty() && !(TenantId(app->tenantId) == m_tenant))
        return fail(Error::Kind::WrongTenant, app->tenantId);
    if (!(ObjectId(app->objectId) == m_identity.objectId))
        return fail(Error::Kind::WrongPerson);
    if (const QStringList more = moreThanReading(*app); !more.isEmpty())
        return refusedFor(Error::Kind::TooPowerful, more);
    m_permissions = app->permissions;
    const auto kept = std::min(leastLifeLeft, answer.expiresIn / 2);
    m_usableUntil = m_clock.utcNow().addSecs((answer.expiresIn - kept).count());
    m_token = std::move(answer.accessToken);
    return {};
}

Result<Secret> AppTokenCache::token(Resource resource, const QStringList &wanted, std::stop_token stop)
{
    // By what an app may not: see signInApp().
    if (resource != Resource::Graph)
        return fail(onlyForPeople());
    Lock lock(m_mutex);
    while (!m_isOver && !stop.stop_requested()) {
        if (const QStringList missing = missingScopes(wanted, m_permissions); !missing.isEmpty())
            return refusedFor(Error::Kind::Forbidden, missing);
        if (!m_token.isEmpty() && m_clock.utcNow() < m_usableUntil)
            return m_token.duplicate();
        if (m_isUnderWay) {
            m_landed.wait(lock, stop, [this] { return !m_isUnderWay; });
            continue;
        }
        if (const auto renewed = renew(lock, {}, stop); !renewed)
            return fail(renewed.error());
        if (!m_token.isEmpty())
            return m_token.duplicate();
    }
    return fail(m_isOver ? Error::Kind::Unauthorized : Error::Kind::Cancelled);
}

Result<void> AppTokenCache::renew(Lock &lock, const QString &claims, std::stop_token stop)
{
    m_isUnderWay = true;
    lock.unlock();
    auto answer = m_obtain(claims, stop);
    lock.lock();
    m_isUnderWay = false;
    m_landed.notify_all();
    if (!answer)
        return fail(answer.error().error);
    return m_isOver ? fail(Error::Kind::Unauthorized) : take(std::move(*answer));
}

// Nobody is there to do more than ask once again.
Result<void> AppTokenCache::stepUp(Resource resource, const QString &claims, std::stop_token stop)
{
    Lock lock(m_mutex);
    if (resource != Resource::Graph || m_answeredClaims == claims) {
        Error error;
        error.kind = Error::Kind::StepUpNeeded;
        error.claims = claims;
        return fail(error);
    }
    m_landed.wait(lock, stop, [this] { return !m_isUnderWay; });
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    m_token.clear();
    const auto renewed = renew(lock, claims, stop);
    if (renewed)
        m_answeredClaims = claims;
    return renewed;
}

void AppTokenCache::invalidate(Resource)
{
    const std::lock_guard lock(m_mutex);
    m_token.clear();
}

void AppTokenCache::signOut()
{
    const std::lock_guard lock(m_mutex);
    m_isOver = true;
    m_token.clear();
}

} // namespace bg
