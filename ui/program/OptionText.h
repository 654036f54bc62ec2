// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace bg {

// What command line and tenants file may say.
bool isTenantText(const QString &text); // an id or a domain
bool isClientId(const QString &text);
// "fd:N", "credential:NAME", "prompt" or nothing; else what is wrong, in one sentence.
std::optional<QString> passphraseSourceProblem(const QString &source);

} // namespace bg
