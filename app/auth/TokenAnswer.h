// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/HttpClient.h"
#include "app/base/Result.h"
#include "app/base/Secret.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace bg {

// What the token endpoint gave (RFC 6749 5.1).
struct TokenAnswer {
    Secret accessToken;
    Secret refreshToken; // empty: keep the one you have
    Secret idToken; // empty: none was sent
    std::optional<QStringList> scopes; // as granted; nothing: exactly what was asked for
    std::chrono::seconds expiresIn{ 0 };
    std::optional<std::chrono::seconds> refreshIn; // Entra: better refreshed from then on
};

// Why it gave nothing.
struct TokenRefusal {
    Error error; // ready to be passed on
    QString oauth; // "invalid_grant"; empty when this is not an OAuth error
    QString suberror; // "consent_required"

    // Signing in again in the browser may help.
    bool needsPerson() const;
    // The person or the tenant has not agreed to a scope yet.
    bool needsConsent() const;
    // A scope that this client can never have, or that the cloud does not know.
    bool isScopeUnknown() const;
};

// Reads any answer of the token endpoint, well formed or not; an OAuth error in a 200 is an error as well.
// Errors: SignInRefused or StepUpNeeded (OAuth error), Throttled, Unavailable, Malformed (HTML of a captive portal,
// truncated JSON, missing members, wrong types, not a Bearer token).
tl::expected<TokenAnswer, TokenRefusal> readTokenAnswer(const HttpResponse &response);
// The same reading for errors of other endpoints of the login (devicecode); `response` is known to be no success.
TokenRefusal readTokenRefusal(const HttpResponse &response);
// An OAuth error as it comes back through the browser. serviceCode becomes the AADSTS number where the description
// holds one ("AADSTS65001"), else the OAuth error; Microsoft puts the number nowhere else.
Error signInRefusal(const QString &oauth, const QString &description);

} // namespace bg
