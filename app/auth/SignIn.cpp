// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/SignIn.h"

#include "app/auth/BrowserSignIn.h"
#include "app/auth/DeviceCodeSignIn.h"
#include "app/auth/TokenCache.h"

#include <QUuid>

namespace bg {

Result<std::unique_ptr<TokenSource>> signIn(const SignInRequest &request, SignInUi &ui, Clock &clock,
                                            std::stop_token stop)
{
    if (request.authority() == QLatin1String("common") || request.authority() == QLatin1String("consumers"))
        return fail(Error::Kind::UnsupportedTenant, QStringLiteral("personal"));
    auto grant = request.way == SignInRequest::Way::DeviceCode ? DeviceCodeSignIn(request, ui, clock).run(stop)
                                                               : BrowserSignIn(request, ui, clock).run(stop);
    if (!grant)
        return fail(grant.error());
    const bool isTenantId = !QUuid::fromString(request.authority()).isNull();
    if (isTenantId && !(grant->identity.tenantId == TenantId(request.authority())))
        return fail(Error::Kind::WrongTenant, grant->identity.tenantId.value);
    return std::make_unique<TokenCache>(request, std::move(*grant), ui, clock);
}

} // namespace bg
