// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/GraphError.h"

#include "app/auth/ClaimsChallenge.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <optional>

namespace bg {

namespace {

bool says(const QString &text, const char *words)
{
    return text.contains(QLatin1String(words), Qt::CaseInsensitive);
}

// The members that matter of the error object and of all that lie nested in it, outermost first.
struct Words {
    QString code;
    QString message;
    QString requestId;
    QString number; // of the policy service
};

void collect(const QJsonObject &error, Words &words)
{
    static const QRegularExpression numbered(QStringLiteral("^\\s*(\\d{4}):"));
    const QString message = error.value(QLatin1String("message")).toString();
    if (words.code.isEmpty())
        words.code = error.value(QLatin1String("code")).toString();
    if (words.message.isEmpty())
        words.message = message;
    if (words.requestId.isEmpty())
        words.requestId = error.value(QLatin1String("request-id")).toString();
    if (const auto match = numbered.match(message); words.number.isEmpty() && match.hasMatch()) {
        words.number = match.captured(1);
        words.message = message;
    }
    for (const auto &inner : { QLatin1String("innerError"), QLatin1String("innererror") })
        if (error.value(inner).isObject())
            collect(error.value(inner).toObject(), words);
}

Words wordsOf(const QByteArray &body)
{
    Words words;
    const QJsonObject root = QJsonDocument::fromJson(body).object();
    const QJsonValue error = root.value(QLatin1String("error"));
    if (error.isObject()) {
        collect(error.toObject(), words);
    } else if (error.isString()) {
        words.code = error.toString();
        words.message = root.value(QLatin1String("error_description")).toString();
    }
    return words;
}

bool isLicence(const Words &words)
{
    return words.code == QLatin1String("AadPremiumLicenseRequired")
        || words.code == QLatin1String("Authentication_RequestFromNonPremiumTenantOrB2CTenant")
        || (words.code == QLatin1String("AccessDenied") && says(words.message, "not licensed"));
}

bool isConflict(const Words &words)
{
    return words.code == QLatin1String("RoleAssignmentExists")
        || words.code == QLatin1String("PendingRoleAssignmentRequest") || says(words.message, "already exist")
        || says(words.message, "conflicting object");
}

Error::Kind kindOf(int status, const Words &words)
{
    if (isLicence(words))
        return Error::Kind::NotLicensed;
    if (words.code == QLatin1String("RoleAssignmentRequestAcrsValidationFailed"))
        return Error::Kind::StepUpNeeded;
    switch (status) {
    case 401:
        return Error::Kind::Unauthorized;
    case 403:
        return Error::Kind::Forbidden;
    case 404:
    case 410:
        return Error::Kind::NotFound;
    case 409:
        return Error::Kind::Conflict;
    case 412:
        return Error::Kind::ChangedMeanwhile;
    case 429:
        return Error::Kind::Throttled;
    default:
        break;
    }
    if (status >= 500)
        return Error::Kind::Unavailable;
    if (words.code.endsWith(QLatin1String("ResourceNotFound")) || words.code == QLatin1String("SubjectNotFound"))
        return Error::Kind::NotFound;
    return isConflict(words) ? Error::Kind::Conflict : Error::Kind::Refused;
}

} // namespace

Error graphError(const HttpResponse &response, const QByteArray &clientRequestId)
{
    const Words words = wordsOf(response.body);
    Error error;
    error.httpStatus = response.status;
    error.kind = kindOf(response.status, words);
    error.serviceCode = words.number.isEmpty() ? words.code : words.number;
    error.serviceMessage = words.message;
    error.requestId = QString::fromLatin1(response.header("request-id"));
    if (error.requestId.isEmpty())
        error.requestId = words.requestId.isEmpty() ? QString::fromLatin1(clientRequestId) : words.requestId;

    std::optional<QString> claims;
    if (response.status == 401 || response.status == 403)
        claims = claimsChallenge(response.header("WWW-Authenticate"));
    if (!claims && error.kind == Error::Kind::StepUpNeeded)
        claims = claimsInMessage(words.message);
    // PIM's rule wants a token with MFA and sends no challenge; the claim that asks for it is OpenID Connect's amr.
    if (words.code == QLatin1String("RoleAssignmentRequestPolicyValidationFailed")
        && words.message.contains(QLatin1String("MfaRule")))
        claims = QStringLiteral("{\"access_token\":{\"amr\":{\"essential\":true,\"values\":[\"mfa\"]}}}");
    if (claims) {
        error.kind = Error::Kind::StepUpNeeded;
        error.claims = *claims;
    }
    return error;
}

} // namespace bg
