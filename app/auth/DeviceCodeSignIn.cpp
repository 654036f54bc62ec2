// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/DeviceCodeSignIn.h"

#include "app/auth/Claims.h"
#include "app/auth/IdToken.h"
#include "app/auth/TokenEndpoint.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace bg {

namespace {

constexpr std::chrono::seconds UsualInterval{ 5 }; // RFC 8628 3.2: when the answer names none
constexpr std::chrono::seconds SlowDown{ 5 }; // RFC 8628 3.5
constexpr std::chrono::seconds LongestInterval{ 60 };
constexpr std::chrono::minutes LongestLife{ 30 };

} // namespace

struct DeviceCodeSignIn::Begun {
    Secret deviceCode;
    DeviceCode shown;
    std::chrono::seconds interval{ UsualInterval };
};

DeviceCodeSignIn::DeviceCodeSignIn(const SignInRequest &request, SignInUi &ui, Clock &clock)
    : m_request(request), m_ui(ui), m_clock(clock)
{ }

Result<Grant> DeviceCodeSignIn::run(std::stop_token stop)
{
    const auto begun = begin(stop);
    if (!begun)
        return fail(begun.error());
    m_ui.showDeviceCode(begun->shown);
    auto grant = poll(*begun, stop);
    m_ui.roundOver();
    return grant;
}

Result<DeviceCodeSignIn::Begun> DeviceCodeSignIn::begin(std::stop_token stop)
{
    FormBody form;
    form.add("client_id", m_request.clientId.toUtf8());
    form.add("scope", scopeParameter(m_request.cloud, m_request.resource, m_request.scopes).toUtf8());
    const auto response
        = postForm(m_request.cloud, oauthEndpoint(m_request.cloud, m_request.authority(), QStringLiteral("devicecode")),
                   form, stop);
    if (!response)
        return fail(response.error());

    const QJsonObject json = QJsonDocument::fromJson(response->body).object();
    QByteArray code = json[QLatin1String("device_code")].toString().toUtf8();
    const QUrl page(json[QLatin1String("verification_uri")].toString(), QUrl::StrictMode);
    const int life = json[QLatin1String("expires_in")].toInt();
    Begun begun;
    begun.shown.userCode = json[QLatin1String("user_code")].toString();
    // An error may come with status 200 as well.
    const bool isWhole = !code.isEmpty() && !begun.shown.userCode.isEmpty() && life > 0
        && (page.scheme() == QLatin1String("https")
            || (page.scheme() == QLatin1String("http") && isLoopbackHost(page.host())));
    if (response->status != 200 || json.contains(QLatin1String("error")) || !isWhole)
        return fail(readTokenRefusal(*response).error);
    begun.deviceCode = Secret::taking(code);
    begun.shown.verificationUrl = page;
    begun.shown.expires = m_clock.utcNow().addSecs(std::min<qint64>(life, std::chrono::seconds(LongestLife).count()));
    const int interval = json[QLatin1String("interval")].toInt();
    if (interval > 0)
        begun.interval = std::min(std::chrono::seconds(interval), LongestInterval);
    return begun;
}

Result<Grant> DeviceCodeSignIn::poll(const Begun &begun, std::stop_token stop)
{
    const QUrl endpoint = oauthEndpoint(m_request.cloud, m_request.authority(), QStringLiteral("token"));
    const auto claims = claimsParameter(m_request.claims);
    if (!claims)
        return fail(claims.error());
    FormBody form;
    form.add("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
    form.add("client_id", m_request.clientId.toUtf8());
    form.add("device_code", begun.deviceCode.reveal());
    form.add("claims", *claims);
    form.add("client_info", "1");

    std::chrono::seconds interval = begun.interval;
    while (m_clock.sleep(interval, stop)) {
        if (m_clock.utcNow() >= begun.shown.expires)
            return fail(Error::Kind::SignInExpired);
        auto response = postForm(m_request.cloud, endpoint, form, stop);
        if (!response) {
            // RFC 8628 3.5: a connection that timed out is polled again, less often.
            if (response.error().kind != Error::Kind::TimedOut)
                return fail(response.error());
            interval = std::min(interval * 2, LongestInterval);
            continue;
        }
        auto tokens = readTokenAnswer(*response);
        wipe(response->body);
        if (tokens) {
            const auto identity = checkIdToken(tokens->idToken.reveal(),
                                               { m_request.cloud.login, m_request.clientId, {}, m_clock.utcNow() });
            if (!identity)
                return fail(identity.error());
            return Grant{ std::move(*tokens), *identity };
        }
        const TokenRefusal &refused = tokens.error();
        if (refused.oauth == QLatin1String("slow_down"))
            interval = std::min(interval + SlowDown, LongestInterval);
        else if (refused.oauth == QLatin1String("expired_token") || refused.oauth == QLatin1String("code_expired"))
            return fail(Error::Kind::SignInExpired);
        else if (refused.oauth != QLatin1String("authorization_pending"))
            return fail(refused.error);
    }
    return fail(Error::Kind::Cancelled);
}

} // namespace bg
