// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"

#include <QStringList>

namespace bg {

// A search among keys that come by themselves: over when they come round. A plain value.
class KeySearch {
public:
    // That key is not the one; false when no other is left to look at. Keys that tell no serial cannot be told apart:
    // after so many of them it is over.
    bool goesOnAfter(const KeyFacts &key)
    {
        if (key.serial.isEmpty())
            return ++m_nameless < mostNameless;
        const bool isKnown = m_serials.contains(key.serial);
        m_serials.append(key.serial);
        return !isKnown;
    }

private:
    static constexpr int mostNameless = 16;
    QStringList m_serials;
    int m_nameless = 0;
};

} // namespace bg
