// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenSource.h"

#include <functional>

namespace bg {

// Always has a token; remembers what it was asked.
class FakeTokens final : public TokenSource {
public:
    Identity identity() const override { return {}; }
    Result<Secret> token(Resource resource, const QStringList &scopes, std::stop_token) override
    {
        resources.append(resource);
        asked = scopes;
        return Secret::copyOf("practice");
    }
    Result<void> stepUp(Resource, const QString &wanted, std::stop_token) override
    {
        claims.append(wanted);
        if (onStepUp)
            onStepUp();
        return {};
    }
    void invalidate(Resource) override { ++invalidated; }
    void signOut() override { }

    QList<Resource> resources;
    QStringList asked, claims;
    int invalidated = 0;
    std::function<void()> onStepUp;
};

} // namespace bg
