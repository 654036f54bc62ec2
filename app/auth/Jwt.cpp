// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/Jwt.h"

#include <QJsonDocument>

namespace bg {

QByteArray base64Url(QByteArrayView bytes)
{
    return bytes.toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QJsonObject> jwtClaims(QByteArrayView token)
{
    // Only the middle part is copied: without its signature it opens nothing.
    const qsizetype first = token.indexOf('.');
    const qsizetype last = token.lastIndexOf('.');
    if (first < 0 || last <= first || token.sliced(first + 1, last - first - 1).contains('.'))
        return std::nullopt;
    const auto bytes
        = QByteArray::fromBase64Encoding(token.sliced(first + 1, last - first - 1).toByteArray(),
                                         QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes)
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(*bytes);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

} // namespace bg
