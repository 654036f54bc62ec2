// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace bg {

// What `seen` lacks of `wanted`, one line each: "properties.enabled: false, should be true". Members that only `seen`
// has are no difference; lists whose elements carry a name or a category are compared by it, whatever their order.
// Resource ids, regions and line ends are compared as Azure treats them. Addresses of webhooks are shown by host only.
QStringList differences(const QJsonObject &wanted, const QJsonObject &seen);

// The list by `name` or `category` of its elements: those of `wanted`, then those that only `seen` has.
QJsonArray united(const QJsonArray &wanted, const QJsonArray &seen);

} // namespace bg
