// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/GeneratedPin.h"

#include "app/base/Random.h"

#include <algorithm>
#include <bitset>

namespace bg {

namespace {

constexpr int usualLength = 8, strongLength = 12;
constexpr QByteArrayView strongAlphabet = "23456789BCDEFGHJKLNPRSTUVXbcdefghjknprstuvx";

bool hasAllKinds(QByteArrayView text)
{
    const auto has = [&](char first, char last) {
        return std::any_of(text.begin(), text.end(), [=](char c) { return c >= first && c <= last; });
    };
    return has('0', '9') && has('A', 'Z') && has('a', 'z');
}

bool holdsRun(QByteArrayView digits)
{
    int up = 1, down = 1;
    for (qsizetype i = 1; i < digits.size(); ++i) {
        up = digits[i] == digits[i - 1] + 1 ? up + 1 : 1;
        down = digits[i] == digits[i - 1] - 1 ? down + 1 : 1;
        if (up >= 4 || down >= 4)
            return true;
    }
    return false;
}

} // namespace

bool isWeakPin(QByteArrayView digits)
{
    std::bitset<10> different;
    for (const char digit : digits)
        different.set(std::size_t(digit - '0'));
    const qsizetype half = digits.size() / 2;
    const bool isRepeated = digits.size() % 2 == 0 && digits.first(half) == digits.last(half);
    return different.count() < 4 || isRepeated || holdsRun(digits);
}

Secret generatePin(int minimumLength)
{
    const std::size_t length = std::size_t(std::clamp(minimumLength, usualLength, 63));
    Secret pin = Secret::ofSize(length);
    do {
        for (std::size_t i = 0; i < length; ++i)
            pin.writable()[i] = static_cast<unsigned char>('0' + randomBelow(10));
    } while (isWeakPin(pin.reveal()));
    return pin;
}

Secret generateStrongPin(int minimumLength)
{
    const std::size_t length = std::size_t(std::clamp(minimumLength, strongLength, 63));
    Secret pin = Secret::ofSize(length);
    do {
        for (std::size_t i = 0; i < length; ++i)
            pin.writable()[i] = static_cast<unsigned char>(
                strongAlphabet[qsizetype(randomBelow(quint32(strongAlphabet.size())))]);
    } while (!hasAllKinds(pin.reveal()));
    return pin;
}

} // namespace bg
