// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>

#include <optional>

namespace bg {

// base64url without padding (RFC 7515, section 2).
QByteArray base64Url(QByteArrayView bytes);

// The claims of header.payload.signature; the signature is not looked at. Nothing where it is no such token.
std::optional<QJsonObject> jwtClaims(QByteArrayView token);

} // namespace bg
