// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/ArmError.h"

#include "app/auth/ClaimsChallenge.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <optional>

namespace bg {

namespace {

using Kind = Error::Kind;

struct Meaning {
    const char *code;
    Kind kind;
};

// "Troubleshoot common Azure deployment errors", and what the providers of alerts answer.
constexpr std::array meanings{
    Meaning{ "AuthorizationFailed", Kind::Forbidden },
    Meaning{ "LinkedAuthorizationFailed", Kind::Forbidden },
    Meaning{ "MissingSubscriptionRegistration", Kind::ProviderNotRegistered },
    Meaning{ "SubscriptionNotRegistered", Kind::ProviderNotRegistered },
    Meaning{ "RequestDisallowedByPolicy", Kind::DisallowedByPolicy },
    Meaning{ "RequestDisallowedByAzure", Kind::DisallowedByPolicy },
    Meaning{ "SubscriptionNotFound", Kind::NotFound },
    Meaning{ "ResourceGroupNotFound", Kind::NotFound },
    Meaning{ "ResourceNotFound", Kind::NotFound },
    Meaning{ "InvalidResourceLocation", Kind::Conflict },
    Meaning{ "InvalidResourceGroupLocation", Kind::Conflict },
    Meaning{ "Conflict", Kind::Conflict },
    Meaning{ "QuotaExceeded", Kind::LimitReached },
    Meaning{ "TooManyRequests", Kind::Throttled },
    Meaning{ "OperationNotAllowed", Kind::Refused },
    Meaning{ "ExpiredAuthenticationToken", Kind::Unauthorized },
    Meaning{ "InvalidAuthenticationToken", Kind::Unauthorized },
};

std::optional<Kind> meaningOf(const QString &code)
{
    for (const Meaning &meaning : meanings)
        if (code.compare(QLatin1String(meaning.code), Qt::CaseInsensitive) == 0)
            return meaning.kind;
    return std::nullopt;
}

struct Words {
    QString code, message;
    std::optional<Kind> kind;
};

void collect(const QJsonObject &error, Words &words)
{
    const QString code = error.value(QLatin1String("code")).toString();
    QString message = error.value(QLatin1String("message")).toString();
    if (message.isEmpty())
        message = error.value(QLatin1String("Message")).toString();
    const auto kind = meaningOf(code);
    if (words.code.isEmpty() || (kind && !words.kind)) {
        words.code = code;
        words.message = message;
        words.kind = kind;
    }
    for (const QJsonValue &detail : error.value(QLatin1String("details")).toArray())
        collect(detail.toObject(), words);
}

Words wordsOf(const QJsonObject &root)
{
    Words words;
    const QJsonValue error = root.value(QLatin1String("error"));
    collect(error.isObject() ? error.toObject() : root, words);
    return words;
}

// Diagnostic settings answer 409 or 400 and say it in words only.
bool isLimit(const Words &words)
{
    return words.message.contains(QLatin1String("maximum"), Qt::CaseInsensitive)
        && words.message.contains(QLatin1String("diagnostic setting"), Qt::CaseInsensitive);
}

Kind kindOf(int status, const Words &words)
{
    if (isLimit(words))
        return Kind::LimitReached;
    if (words.kind)
        return *words.kind;
    switch (status) {
    case 401:
        return Kind::Unauthorized;
    case 403:
        return Kind::Forbidden;
    case 404:
    case 410:
        return Kind::NotFound;
    case 409:
        return Kind::Conflict;
    case 412:
        return Kind::ChangedMeanwhile;
    case 429:
        return Kind::Throttled;
    default:
        return status >= 500 ? Kind::Unavailable : Kind::Refused;
    }
}

} // namespace

Error armError(const HttpResponse &response, const QByteArray &clientRequestId)
{
    const Words words = wordsOf(QJsonDocument::fromJson(response.body).object());
    Error error;
    error.httpStatus = response.status;
    error.kind = kindOf(response.status, words);
    error.serviceCode = words.code;
    error.serviceMessage = words.message;
    error.requestId = QString::fromLatin1(response.header("x-ms-request-id"));
    if (error.requestId.isEmpty())
        error.requestId = QString::fromLatin1(clientRequestId);
    // Writes need multi-factor authentication since 2025; the service asks for it with 401, and with 403 as a policy.
    if (response.status == 401 || response.status == 403)
        if (auto claims = claimsChallenge(response.header("WWW-Authenticate"))) {
            error.kind = Kind::StepUpNeeded;
            error.claims = *claims;
        }
    return error;
}

Error armFailure(const QJsonObject &operation, const QByteArray &clientRequestId)
{
    const Words words = wordsOf(operation);
    Error error;
    error.kind = kindOf(200, words);
    error.serviceCode = words.code;
    error.serviceMessage = words.message;
    error.requestId = QString::fromLatin1(clientRequestId);
    error.detail = operation.value(QLatin1String("status")).toString();
    return error;
}

} // namespace bg
