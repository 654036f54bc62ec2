// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenAnswer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace bg {

namespace {

constexpr int LongestMessage = 500;
constexpr double LongestLifetime = 7 * 24 * 3600; // s; tokens of continuous access evaluation live 28 hours

// The service's words for one line of "Details": without the trace lines that follow, without control characters.
QString firstLine(const QString &description)
{
    static const QRegularExpression end(QStringLiteral("[\\r\\n]|Trace ID:"));
    QString line = description.left(qsizetype(4096)).section(end, 0, 0).simplified().left(LongestMessage);
    line.removeIf([](QChar c) { return !c.isPrint(); });
    return line;
}

QString aadstsNumber(const QString &description)
{
    static const QRegularExpression number(QStringLiteral("\\bAADSTS\\d{4,9}\\b"));
    return number.match(description).captured();
}

Secret secret(const QJsonValue &value)
{
    QString text = value.toString();
    QByteArray bytes = text.toLatin1();
    wipe(text);
    return Secret::taking(bytes);
}

// Visible ASCII only (RFC 6750 2.1): anything else would break the header it goes into.
bool isToken(const QJsonValue &value)
{
    const QString text = value.toString();
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
}

// A number of seconds, also as a string, as older endpoints send it.
std::optional<std::chrono::seconds> lifetime(const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const double seconds = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    if (!isNumber || !(seconds >= 1) || seconds > LongestLifetime)
        return std::nullopt;
    return std::chrono::seconds(qint64(seconds));
}

TokenRefusal plain(Error::Kind kind, const HttpResponse &response, const QString &detail)
{
    TokenRefusal refusal;
    refusal.error.kind = kind;
    refusal.error.detail = detail;
    refusal.error.httpStatus = response.status;
    refusal.error.requestId = QString::fromLatin1(response.header("x-ms-request-id"));
    return refusal;
}

TokenRefusal malformed(const HttpResponse &response, const char *what)
{
    return plain(Error::Kind::Malformed, response, QStringLiteral("token answer: ") + QLatin1String(what));
}

TokenRefusal fromJson(const QJsonObject &json, const HttpResponse &response)
{
    TokenRefusal refused;
    refused.oauth = json[QLatin1String("error")].toString().left(100);
    refused.suberror = json[QLatin1String("suberror")].toString().left(100);
    refused.error = signInRefusal(refused.oauth, json[QLatin1String("error_description")].toString());
    const int number = json[QLatin1String("error_codes")][0].toInt();
    if (number > 0)
        refused.error.serviceCode = QStringLiteral("AADSTS%1").arg(number);
    refused.error.httpStatus = response.status;
    refused.error.requestId = json[QLatin1String("correlation_id")].toString().left(100);
    refused.error.claims = json[QLatin1String("claims")].toString();
    if (!refused.error.claims.isEmpty())
        refused.error.kind = Error::Kind::StepUpNeeded;
    return refused;
}

std::optional<QJsonObject> object(const HttpResponse &response)
{
    const QJsonDocument document = QJsonDocument::fromJson(response.body);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

} // namespace

bool TokenRefusal::needsPerson() const
{
    static const QStringList codes{ QStringLiteral("invalid_grant"), QStringLiteral("interaction_required"),
                                    QStringLiteral("login_required"), QStringLiteral("consent_required") };
    return codes.contains(oauth) || needsConsent() || error.kind == Error::Kind::StepUpNeeded;
}

bool TokenRefusal::needsConsent() const
{
    // RFC 6749 6: a refresh may not ask for more than was granted. Entra allows it, and says AADSTS65001 instead.
    const bool isWiderThanGranted = oauth == QLatin1String("invalid_scope") && !isScopeUnknown();
    return oauth == QLatin1String("consent_required") || suberror == QLatin1String("consent_required")
        || error.serviceCode == QLatin1String("AADSTS65001") || isWiderThanGranted;
}

bool TokenRefusal::isScopeUnknown() const
{
    static const QStringList codes{ QStringLiteral("AADSTS65002"), QStringLiteral("AADSTS650053"),
                                    QStringLiteral("AADSTS70011") };
    return codes.contains(error.serviceCode);
}

Error signInRefusal(const QString &oauth, const QString &description)
{
    Error error;
    error.kind = Error::Kind::SignInRefused;
    error.serviceCode = aadstsNumber(description);
    if (error.serviceCode.isEmpty())
        error.serviceCode = firstLine(oauth).left(100);
    error.serviceMessage = firstLine(description);
    error.detail = firstLine(oauth).left(100);
    return error;
}

TokenRefusal readTokenRefusal(const HttpResponse &response)
{
    const auto json = object(response);
    if (json && json->value(QLatin1String("error")).isString())
        return fromJson(*json, response);
    if (response.status == 429)
        return plain(Error::Kind::Throttled, response, QStringLiteral("token endpoint"));
    if (response.status >= 500)
        return plain(Error::Kind::Unavailable, response, QStringLiteral("token endpoint"));
    return malformed(response, json ? "neither a token nor an OAuth error" : "not a JSON object");
}

tl::expected<TokenAnswer, TokenRefusal> readTokenAnswer(const HttpResponse &response)
{
    const auto json = object(response);
    const bool isRefusal
        = !json || json->contains(QLatin1String("error")) || response.status < 200 || response.status > 299;
    if (isRefusal)
        return tl::unexpected(readTokenRefusal(response));

    const auto wrong = [&](const char *what) { return tl::unexpected(malformed(response, what)); };
    TokenAnswer answer;
    if (json->value(QLatin1String("token_type")).toString().compare(QLatin1String("Bearer"), Qt::CaseInsensitive) != 0)
        return wrong("token_type is not Bearer");
    if (!isToken(json->value(QLatin1String("access_token"))))
        return wrong("no access_token");
    const auto expires = lifetime(json->value(QLatin1String("expires_in")));
    if (!expires)
        return wrong("expires_in is not a number of seconds");
    for (const char *name : { "refresh_token", "id_token" })
        if (json->contains(QLatin1String(name)) && !isToken(json->value(QLatin1String(name))))
            return wrong("a token is not text");
    const QJsonValue scope = json->value(QLatin1String("scope"));
    if (!scope.isUndefined() && !scope.isString())
        return wrong("scope is not text");

    answer.accessToken = secret(json->value(QLatin1String("access_token")));
    answer.refreshToken = secret(json->value(QLatin1String("refresh_token")));
    answer.idToken = secret(json->value(QLatin1String("id_token")));
    answer.expiresIn = *expires;
    answer.refreshIn = lifetime(json->value(QLatin1String("refresh_in")));
    if (scope.isString())
        answer.scopes = scope.toString().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return answer;
}

} // namespace bg
