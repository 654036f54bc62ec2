// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenSource.h"

#include <atomic>
#include <mutex>

namespace bg {

// Tokens without a sign-in: "token-0", and the next number after each step-up or distrust.
class FixedTokens final : public TokenSource {
public:
    Identity identity() const override
    {
        return { ObjectId(QStringLiteral("11111111-0000-4000-8000-000000000001")),
                 TenantId(QStringLiteral("99999999-0000-4000-8000-000000000009")),
                 QStringLiteral("operator@contoso.onmicrosoft.com"), QStringLiteral("Operator") };
    }
    Result<Secret> token(Resource, const QStringList &, std::stop_token stop) override
    {
        if (stop.stop_requested())
            return fail(Error::Kind::Cancelled);
        return Secret::copyOf("token-" + QByteArray::number(generation));
    }
    Result<void> stepUp(Resource, const QString &asked, std::stop_token) override
    {
        const std::lock_guard lock(m_mutex);
        claims.append(asked);
        ++generation;
        return {};
    }
    void invalidate(Resource) override
    {
        ++invalidated;
        ++generation;
    }
    void signOut() override { }

    QStringList claims;
    std::atomic<int> generation = 0;
    std::atomic<int> invalidated = 0;

private:
    std::mutex m_mutex;
};

} // namespace bg
