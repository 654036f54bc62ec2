// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/PasskeyVerification.h"

#include <QString>

namespace bg {

class Directory;

// Why the tenant's FIDO2 policy, flat or by passkey profiles, does not let this account register a passkey at all;
// empty when it does.
QString problemWithRegistering(const Directory &directory, const QString &userId);
// Why it does not take this particular one.
QString problemWithPasskey(const Directory &directory, const QString &userId, const VerifiedAttestation &passkey);
// Key restrictions bind at every sign-in as well.
bool isAdmitted(const Directory &directory, const QString &userId, const QString &aaguid);

} // namespace bg
