// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/RecordedError.h"

namespace bg {

namespace {

constexpr int longestText = 2000;

std::optional<Error::Kind> kindNamed(const QString &text)
{
    for (int one = 0; one <= int(Error::Kind::PrintFailed); ++one)
        if (name(Error::Kind(one)) == text)
            return Error::Kind(one);
    return std::nullopt;
}

} // namespace

QJsonObject errorJson(const Error &error)
{
    QJsonObject json{ { QStringLiteral("kind"), name(error.kind) } };
    const auto keep = [&](const char *member, const QString &text) {
        if (!text.isEmpty())
            json[QLatin1String(member)] = text.left(longestText);
    };
    keep("detail", error.detail);
    keep("serviceCode", error.serviceCode);
    keep("serviceMessage", error.serviceMessage);
    keep("requestId", error.requestId);
    if (error.httpStatus)
        json[QStringLiteral("httpStatus")] = error.httpStatus;
    if (error.retriesLeft >= 0)
        json[QStringLiteral("retriesLeft")] = error.retriesLeft;
    return json;
}

std::optional<Error> errorFrom(const QJsonObject &json)
{
    const auto text = [&](const char *member) { return json[QLatin1String(member)].toString().left(longestText); };
    const auto kind = kindNamed(text("kind"));
    if (!kind)
        return std::nullopt;
    Error error;
    error.kind = *kind;
    error.detail = text("detail");
    error.serviceCode = text("serviceCode");
    error.serviceMessage = text("serviceMessage");
    error.requestId = text("requestId");
    error.httpStatus = json[QStringLiteral("httpStatus")].toInt();
    error.retriesLeft = json[QStringLiteral("retriesLeft")].toInt(-1);
    return error;
}

std::optional<Error> errorOfText(const QString &text)
{
    const auto kind = kindNamed(text.section(QLatin1Char(' '), 0, 0));
    if (!kind)
        return std::nullopt;
    Error error;
    error.kind = *kind;
    error.detail = text.section(QLatin1Char(' '), 1);
    return error;
}

} // namespace bg
