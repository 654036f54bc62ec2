// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace bg {

// The claims (JSON) that a service wants in the token. All three forms seen: base64, base64url, percent-encoded.
// From WWW-Authenticate, RFC 9110 11.6.1: several challenges, in one header or in several that Qt joined by ", ".
std::optional<QString> claimsChallenge(const QByteArray &wwwAuthenticate);
// From the message of PIM's RoleAssignmentRequestAcrsValidationFailed: "...&claims=%7B%22access_token%22...".
std::optional<QString> claimsInMessage(const QString &message);

} // namespace bg
