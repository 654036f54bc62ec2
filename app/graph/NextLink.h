// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace bg {

// The part of an @odata.nextLink below `versionPrefix` ("/v1.0"), query included and encoded as it came. Nothing when
// it leads to another scheme, host, port or version than `graph`: our token must not follow it.
std::optional<QString> pathOfNextLink(const QString &link, const QUrl &graph, const QString &versionPrefix);

} // namespace bg
