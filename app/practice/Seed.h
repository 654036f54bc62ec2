// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/Directory.h"

namespace bg {

// When everything in a practice tenant was made.
inline const QString beginning = QStringLiteral("2024-03-01T08:00:00Z");

// The 17 fixed rules of PIM for Global Administrator, as the scenario wants them.
void addRoleRules(Directory &directory);
// The authentication methods policy and its FIDO2 part; `pilots` is the group that has a setting of its own.
void addMethodPolicies(Directory &directory, const QString &pilots);
void addStrengths(Directory &directory);

} // namespace bg
