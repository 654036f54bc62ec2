// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/AppSignIn.h"

#include "app/auth/AppTokenCache.h"
#include "app/auth/Claims.h"
#include "app/auth/TokenEndpoint.h"
#include "app/base/HttpClient.h"

#include <QLocale>
#include <QUrlQuery>
#include <QUuid>

namespace bg {

namespace {

constexpr qint64 widestClockSkew = 300; // s; what Entra allows an assertion

using Exchanged = tl::expected<TokenAnswer, TokenRefusal>;

tl::unexpected<TokenRefusal> broken(Error error)
{
    return tl::unexpected(TokenRefusal{ std::move(error), {}, {} });
}

// Minutes that this computer's clock is ahead of the login's; nothing where both are near enough.
std::optional<qint64> minutesAhead(const HttpResponse &response, const QDateTime &now)
{
    const QString date = QString::fromLatin1(response.header("Date"));
    QDateTime theirs = QLocale::c().toDateTime(date, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    theirs.setTimeSpec(Qt::UTC);
    if (!theirs.isValid())
        return std::nullopt;
    const qint64 seconds = theirs.secsTo(now);
    return qAbs(seconds) > widestClockSkew ? std::optional(seconds / 60) : std::nullopt;
}

Exchanged exchange(const AppSignInRequest &request, const ClientAssertion &assertion, Clock &clock,
                   const QString &challenge, std::stop_token stop)
{
    const QUrl endpoint = oauthEndpoint(request.cloud, request.tenant, QStringLiteral("token"));
    const QDateTime now = clock.utcNow();
    const auto proof = assertion.make(endpoint, request.clientId, now);
    if (!proof)
        return broken(proof.error());
    const auto claims = claimsParameter(challenge);
    if (!claims)
        return broken(claims.error());
    FormBody form;
    form.add("grant_type", "client_credentials");
    form.add("client_id", request.clientId.toUtf8());
    form.add("scope", (request.cloud.graph.toString() + QStringLiteral("/.default")).toUtf8());
    form.add("claims", *claims);
    form.add("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.add("client_assertion", proof->reveal());
    auto response = postForm(request.cloud, endpoint, form, stop);
    if (!response)
        return broken(response.error());
    auto answer = readTokenAnswer(*response);
    wipe(response->body);
    if (!answer)
        if (const auto minutes = minutesAhead(*response, now)) {
            answer.error().error.kind = Error::Kind::ClockWrong;
            answer.error().error.detail = QString::number(*minutes);
        }
    return answer;
}

Exchanged askMachine(const AppSignInRequest &request, const QUrl &endpoint, std::stop_token stop)
{
    Cloud onlyMachine; // no other host is asked
    onlyMachine.login = endpoint;
    onlyMachine.login.setPath({});
    onlyMachine.graph = onlyMachine.resourceManager = onlyMachine.login;
    QUrlQuery query{ { QStringLiteral("api-version"), QStringLiteral("2018-02-01") },
                     { QStringLiteral("resource"), request.cloud.graph.toString() } };
    if (!request.clientId.isEmpty())
        query.addQueryItem(QStringLiteral("client_id"), request.clientId);
    HttpRequest asking;
    asking.url = endpoint;
    asking.url.setQuery(query);
    asking.headers = { { "Metadata", "true" }, { "Accept", "application/json" } };
    asking.deadline = std::chrono::seconds(10);
    asking.largestAnswer = 1 << 20;
    HttpClient http(onlyMachine, HttpClient::Proxy::Never);
    auto response = http.send(asking, stop);
    if (!response)
        return broken(response.error());
    auto answer = readTokenAnswer(*response);
    wipe(response->body);
    return answer;
}

Result<std::unique_ptr<TokenSource>> begun(AppTokenCache::Obtain obtain, const QString &tenant, Clock &clock,
                                           std::stop_token stop)
{
    const TenantId id = QUuid::fromString(tenant).isNull() ? TenantId() : TenantId(tenant.toLower());
    auto tokens = std::make_unique<AppTokenCache>(std::move(obtain), id, clock);
    if (const auto started = tokens->begin(stop); !started)
        return fail(started.error());
    return tokens;
}

} // namespace

Result<std::unique_ptr<TokenSource>> signInApp(const AppSignInRequest &request, const ClientAssertion &assertion,
                                               Clock &clock, std::stop_token stop)
{
    const QString tenant = request.tenant;
    if (tenant.isEmpty() || tenant == QLatin1String("organizations") || tenant == QLatin1String("common")
        || tenant == QLatin1String("consumers"))
        return fail(Error::Kind::Input, QStringLiteral("an app signs in to one tenant: name it with --tenant."));
    return begun([request, &assertion, &clock](const QString &claims, std::stop_token halt) {
        return exchange(request, assertion, clock, claims, halt);
    }, tenant, clock, stop);
}

bool isOfApp(const Error &error)
{
    return error.kind == onlyForPeople().kind && error.serviceCode == onlyForPeople().serviceCode;
}

QUrl managedIdentityEndpoint()
{
    return QUrl(QStringLiteral("http://169.254.169.254/metadata/identity/oauth2/token"));
}

Result<std::unique_ptr<TokenSource>> signInManagedIdentity(const AppSignInRequest &request, const QUrl &endpoint,
                                                           Clock &clock, std::stop_token stop)
{
    if (endpoint != managedIdentityEndpoint() && !isLoopbackHost(endpoint.host()))
        return fail(Error::Kind::HostNotAllowed, endpoint.host());
    return begun([request, endpoint](const QString &, std::stop_token halt) {
        return askMachine(request, endpoint, halt);
    }, request.tenant, clock, stop);
}

} // namespace bg
