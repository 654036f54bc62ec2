// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/SplitPassword.h"

#include "app/base/Random.h"
#include "app/sheet/Password.h"

#include <array>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

QByteArrayView symbols()
{
    return alphabet(PasswordForm::Sealed);
}

char combine(char a, char b, int sign)
{
    const qsizetype left = symbols().indexOf(a);
    const qsizetype right = symbols().indexOf(b);
    if (left < 0 || right < 0)
        return '\0';
    return symbols()[(left + sign * right + symbols().size()) % symbols().size()];
}

// Symbol by symbol, hyphens standing still. Both texts have the same shape.
Secret combined(const Secret &a, const Secret &b, int sign)
{
    Secret sum = a.duplicate();
    for (std::size_t i = 0; i < sum.size(); ++i) {
        const char left = a.reveal()[qsizetype(i)];
        if (left != '-')
            sum.writable()[i] = static_cast<unsigned char>(combine(left, b.reveal()[qsizetype(i)], sign));
    }
    return sum;
}

Secret uniformLike(const Secret &password)
{
    Secret drawn = password.duplicate();
    for (std::size_t i = 0; i < drawn.size(); ++i)
        if (drawn.writable()[i] != '-')
            drawn.writable()[i] = static_cast<unsigned char>(symbols()[randomBelow(std::uint32_t(symbols().size()))]);
    return drawn;
}

PasswordPart part(PasswordShape shape, int number, int count)
{
    PasswordPart made;
    made.shape = shape;
    made.number = number;
    made.count = count;
    return made;
}

bool haveSameShape(const Secret &a, const Secret &b)
{
    if (a.size() != b.size() || formOf(b.reveal()) != PasswordForm::Sealed)
        return false;
    for (qsizetype i = 0; i < qsizetype(a.size()); ++i)
        if ((a.reveal()[i] == '-') != (b.reveal()[i] == '-'))
            return false;
    return true;
}

} // namespace

char addSymbols(char a, char b)
{
    return combine(a, b, 1);
}

Result<std::vector<PasswordPart>> splitPassword(const Secret &password, PasswordShape shape)
{
    std::vector<PasswordPart> parts;
    if (shape == PasswordShape::Whole) {
        parts.push_back(part(shape, 1, 1));
        parts[0].components.push_back({ ' ', password.duplicate() });
        return parts;
    }
    if (formOf(password.reveal()) != PasswordForm::Sealed)
        return fail(Error::Kind::Input, u"Only a password of the 32 lower-case symbols can be split."_s);

    Secret a = uniformLike(password);
    if (shape == PasswordShape::TwoParts) {
        Secret b = combined(password, a, -1);
        for (int number : { 1, 2 })
            parts.push_back(part(shape, number, 2));
        parts[0].components.push_back({ 'A', std::move(a) });
        parts[1].components.push_back({ 'B', std::move(b) });
        return parts;
    }
    const Secret b = uniformLike(password);
    const Secret c = combined(combined(password, a, -1), b, -1);
    const std::array<const Secret *, 3> summands{ &a, &b, &c };
    for (int number = 1; number <= 3; ++number) {
        parts.push_back(part(shape, number, 3));
        for (int i = 0; i < 3; ++i)
            if (i + 1 != number)
                parts.back().components.push_back({ char('A' + i), summands[std::size_t(i)]->duplicate() });
    }
    return parts;
}

Result<Secret> joinPassword(const std::vector<const PasswordPart *> &parts)
{
    if (parts.empty() || parts[0]->components.empty())
        return fail(Error::Kind::Input, u"No part is at hand."_s);
    const PasswordShape shape = parts[0]->shape;
    if (shape == PasswordShape::Whole)
        return parts[0]->components[0].text.duplicate();

    const std::size_t needed = shape == PasswordShape::TwoParts ? 2 : 3;
    std::array<const Secret *, 3> summands{};
    for (const PasswordPart *held : parts) {
        if (held->shape != shape)
            return fail(Error::Kind::Input, u"The parts are of different kinds."_s);
        for (const PasswordComponent &component : held->components) {
            const Secret *&summand = summands[std::size_t(component.name - 'A') % 3];
            if (summand && !summand->equals(component.text.reveal()))
                return fail(Error::Kind::Input, u"The parts are not of the same password."_s);
            if (!haveSameShape(parts[0]->components[0].text, component.text))
                return fail(Error::Kind::Input, u"A part is not of the 32 lower-case symbols."_s);
            summand = &component.text;
        }
    }
    for (std::size_t i = 0; i < needed; ++i)
        if (!summands[i])
            return fail(Error::Kind::Input, u"A part is missing."_s);
    Secret sum = combined(*summands[0], *summands[1], 1);
    return needed == 2 ? std::move(sum) : combined(sum, *summands[2], 1);
}

} // namespace bg
