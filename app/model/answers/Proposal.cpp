// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Random.h"
#include "app/model/DesiredState.h"

#include <array>

namespace bg {

namespace {

// Words that say nothing of privilege, are spelled alike everywhere, and read well from paper and by telephone.
constexpr std::array firstWords{
    "harbour", "meadow", "lantern", "marble", "copper", "willow",  "cedar",  "anchor", "bridge", "canyon",
    "ember",   "falcon", "garden",  "hazel",  "island", "juniper", "kettle", "linden", "maple",  "orchard",
    "pebble",  "quarry", "river",   "saddle", "timber", "valley",  "walnut", "zephyr", "basalt", "clover",
};
// Each with an initial of its own: it becomes the letter on the keys.
constexpr std::array secondWords{
    "north", "south", "east", "west", "ridge", "field", "coast", "grove", "point", "hill", "lake", "brook",
};

template <std::size_t N> QString draw(const std::array<const char *, N> &words)
{
    return QString::fromLatin1(words[randomBelow(std::uint32_t(N))]);
}

QString capitalised(const QString &word)
{
    return word.left(1).toUpper() + word.mid(1);
}

AccountChoice accountNamed(const QString &first, const QString &second)
{
    return { first + QLatin1Char('.') + second, capitalised(first) + QLatin1Char(' ') + capitalised(second),
             std::nullopt };
}

} // namespace

DesiredState DesiredState::proposal()
{
    const QString first = draw(firstWords), second = draw(secondWords);
    QString otherFirst = first, otherSecond = second;
    while (otherFirst == first)
        otherFirst = draw(firstWords);
    while (otherSecond == second)
        otherSecond = draw(secondWords);

    DesiredState desired;
    desired.accounts = { accountNamed(first, second), accountNamed(otherFirst, otherSecond) };
    desired.exclusionGroup = QStringLiteral("Conditional Access - Emergency Access Exclusions"); // S134
    return desired;
}

} // namespace bg
