// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"

#include <QJsonObject>

#include <optional>

namespace bg {

// An error as records and findings keep it: {kind, detail, serviceCode, serviceMessage, requestId, httpStatus,
// retriesLeft}, each where there is one. The claims of a challenge are for the next sign-in only and are left out; a
// text longer than 2000 characters is cut.
QJsonObject errorJson(const Error &error);
// Nothing for what names no kind.
std::optional<Error> errorFrom(const QJsonObject &json);
// Of a record that holds "Kind detail" only.
std::optional<Error> errorOfText(const QString &text);

} // namespace bg
