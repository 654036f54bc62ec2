// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QString>

#include <map>

namespace bg {

// The PINs that autoplay chose for keys whose PIN the person is asked for: one per key, drawn once and remembered, so
// that the same key gets the same PIN again.
class PlayedPins {
public:
    // `key` names the key for as long as the run lasts; at least `minimumLength` digits.
    Secret forKey(const QString &key, int minimumLength);

private:
    std::map<QString, Secret> m_pins;
};

} // namespace bg
