// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SignInUi.h"
#include "app/auth/Grant.h"
#include "app/auth/SignInRequest.h"
#include "app/auth/TokenSource.h"
#include "app/base/Clock.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

namespace bg {

// A person who signed in, and their tokens, in memory only. One exchange with the login at a time: whoever needs a
// token meanwhile waits for its end. The person and the tenant are those of the first round, for good: when a later
// round brings somebody else, every lane gets WrongPerson or WrongTenant from then on.
class TokenCache final : public TokenSource {
public:
    // `request` as it was for the first round, `grant` what that round brought. `door` and `clock` outlive this.
    TokenCache(SignInRequest request, Grant grant, SignInUi &ui, Clock &clock);
    ~TokenCache() override;
    TokenCache(const TokenCache &) = delete;
    TokenCache &operator=(const TokenCache &) = delete;

    Identity identity() const override { return m_identity; }
    Result<Secret> token(Resource resource, const QStringList &wanted, std::stop_token stop) override;
    Result<void> stepUp(Resource resource, const QString &claims, std::stop_token stop) override;
    void invalidate(Resource resource) override;
    void signOut() override;

private:
    struct Held {
        Secret accessToken;
        QDateTime refreshFrom; // better refreshed, but still good
        QDateTime usableUntil; // five minutes, or half its life, before it ends
        QStringList granted;
        QStringList refused; // asked of the person and not granted
    };
    struct Asked {
        Resource resource;
        QStringList scopes; // what the caller needs
        QString claims; // of a challenge
        bool onlyPerson = false;
    };
    using Lock = std::unique_lock<std::mutex>;

    // Not for use without the lock.
    bool isGood(const Held &held, const QStringList &scopes, const QDateTime &until) const;
    static QStringList knownMissing(const Held &held, const QStringList &scopes);
    void keep(Resource resource, const QStringList &requested, bool byPerson, TokenAnswer tokens);
    void end(Error error);
    // Waits for the exchange under way; its error, when it asked for the same and failed for good.
    std::optional<Error> join(Lock &lock, const Asked &asked, std::stop_token stop);
    // Does one exchange while the lock is open.
    Result<void> exchange(Lock &lock, const Asked &asked, std::stop_token stop);

    // For use without the lock: first silently, then through the browser.
    Result<void> obtain(const Asked &asked, const QStringList &granted, const Secret &refreshToken,
                        std::stop_token stop);
    tl::expected<TokenAnswer, TokenRefusal> refresh(const Asked &asked, const QStringList &scopes,
                                                    const Secret &refreshToken, std::stop_token stop) const;
    Result<void> askPerson(SignInRound::Purpose purpose, const Asked &asked, const QStringList &scopes,
                           const QString &claims, std::stop_token stop);
    Result<void> checkPerson(const Secret &idToken);
    Result<void> checkPerson(const Identity &identity);

    const SignInRequest m_request; // tenant pinned to the id
    const Identity m_identity;
    SignInUi &m_ui;
    Clock &m_clock;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_landed;
    bool m_isUnderWay = false;
    quint64 m_exchanges = 0; // that have ended
    Asked m_last{ Resource::Graph, {}, {} };
    std::optional<Error> m_lastError;
    std::map<Resource, Held> m_held;
    std::map<Resource, QString>
        m_answeredClaims; // the challenge that was answered last, without success if it comes again
    Secret m_refreshToken;
    std::optional<Error> m_end; // no more tokens, for this reason
};

} // namespace bg
