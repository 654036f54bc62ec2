// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace bg {

// What is wrong with `value` by a JSON schema, a line each, as valijson tells it; empty when nothing is.
QStringList problemsWith(const QJsonObject &value, const QJsonObject &schema);

} // namespace bg
