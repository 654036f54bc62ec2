// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/base/Secret.h"
#include "app/sheet/SheetHeader.h"

#include <vector>

namespace bg {

// One summand of the password: as long as it, hyphens in the same places.
struct PasswordComponent {
    char name = 'A'; // 'A', 'B', 'C'; ' ' when it is the password itself
    Secret text; // ASCII
};

// What one sheet of paper holds.
struct PasswordPart {
    PasswordShape shape = PasswordShape::Whole;
    int number = 1, count = 1; // "part 1 of 2"
    std::vector<PasswordComponent>
        components; // Whole and TwoParts: one; TwoOfThree: the two that are not its own letter
};

// Whole: one part with the password itself. TwoParts: A is uniform, B is what is missing, symbol by symbol modulo 32.
// TwoOfThree: A and B uniform, C what is missing; part 1 holds B and C, part 2 A and C, part 3 A and B. One part alone
// says nothing of the password (PCI DSS 3.7.6: halves would). Fresh randomness at every call: split once, print all.
// Error Input: a password that is not of the Sealed form cannot be added modulo 32.
Result<std::vector<PasswordPart>> splitPassword(const Secret &password, PasswordShape shape);

// Puts it together again from the parts at hand. Input: too few parts, parts of different splits, not of the alphabet.
Result<Secret> joinPassword(const std::vector<const PasswordPart *> &parts);

// The sum that the printed table gives: value(a) + value(b) modulo 32, as a symbol; '\0' outside the alphabet.
char addSymbols(char a, char b);

} // namespace bg
