// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QJsonObject>
#include <QString>

namespace bg {

// What stands for the secret in a shape, in logs and for observers.
inline QString secretPlace()
{
    return QStringLiteral("(secret)");
}

// `shape` as compact JSON with `secret` in the one place where secretPlace() stands, escaped as RFC 8259 7 asks.
Secret secretBody(const QJsonObject &shape, const Secret &secret);

} // namespace bg
