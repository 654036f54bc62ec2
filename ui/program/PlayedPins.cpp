// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/PlayedPins.h"

#include "app/base/Random.h"

#include <algorithm>

namespace bg {

namespace {

Secret freshPin(int length)
{
    Secret pin = Secret::ofSize(std::size_t(length));
    for (int i = 0; i < length; ++i)
        pin.writable()[i] = static_cast<unsigned char>('0' + randomBelow(10));
    return pin;
}

} // namespace

Secret PlayedPins::forKey(const QString &key, int minimumLength)
{
    Secret &pin = m_pins[key];
    if (pin.isEmpty())
        pin = freshPin(std::max(8, minimumLength));
    return pin.duplicate();
}

} // namespace bg
