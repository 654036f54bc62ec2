// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace bg {

// The extensions that the authenticator data of a new credential (WebAuthn section 6.1) speaks of. What was asked need
// not be there: Windows leaves out what it does not pass on.
struct AnsweredExtensions {
    bool hmacSecret = false;
    int credProtect = 0; // 0: not there

    // Nothing when `authenticatorData` is cut or holds no credential.
    static std::optional<AnsweredExtensions> of(const QByteArray &authenticatorData);
};

} // namespace bg
