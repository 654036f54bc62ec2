// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QByteArray>
#include <QString>

namespace bg {

// The claims parameter (OpenID Connect Core 5.5) of every request: `challenge` (JSON, may be empty) with the client
// capability cp1 merged in, by which we declare that we answer claims challenges. Malformed when it is no JSON object.
Result<QByteArray> claimsParameter(const QString &challenge);
// The challenge asks for an authentication context, which no refresh can bring, only a person.
bool asksForPerson(const QString &challenge);

} // namespace bg
