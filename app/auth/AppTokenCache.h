// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/AppToken.h"
#include "app/auth/TokenAnswer.h"
#include "app/auth/TokenSource.h"
#include "app/base/Clock.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>

namespace bg {

// What an app gets in place of a token for Azure Resource Manager.
Error onlyForPeople();

// The token of an app, in memory only. One exchange with the login at a time; whoever needs a token meanwhile waits.
class AppTokenCache final : public TokenSource {
public:
    // One exchange for a token of Graph; `claims` of a challenge, may be empty.
    using Obtain = std::function<tl::expected<TokenAnswer, TokenRefusal>(const QString &claims, std::stop_token stop)>;

    // `tenant`: its id where one was asked for, else empty. `clock` outlives this.
    AppTokenCache(Obtain obtain, TenantId tenant, Clock &clock);
    // The first exchange: who this is, and that it may read what it must and no more.
    Result<void> begin(std::stop_token stop);

    Identity identity() const override { return m_identity; }
    Result<Secret> token(Resource resource, const QStringList &wanted, std::stop_token stop) override;
    Result<void> stepUp(Resource resource, const QString &claims, std::stop_token stop) override;
    void invalidate(Resource resource) override;
    void signOut() override;

private:
    using Lock = std::unique_lock<std::mutex>;
    Result<void> renew(Lock &lock, const QString &claims, std::stop_token stop);
    Result<void> take(TokenAnswer answer);

    const Obtain m_obtain;
    const TenantId m_tenant;
    Clock &m_clock;
    Identity m_identity; // set once, in begin()

    std::mutex m_mutex;
    std::condition_variable_any m_landed;
    bool m_isUnderWay = false;
    bool m_isOver = false; // signed out
    Secret m_token;
    QDateTime m_usableUntil;
    QStringList m_permissions;
    QString m_answeredClaims;
};

} // namespace bg
