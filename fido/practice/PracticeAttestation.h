// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/practice/PracticeCredential.h"
#include "fido/practice/PracticeDials.h"

namespace bg {

// The "packed" attestation statement (WebAuthn section 8.2) over `signedBytes`: by the credential's own key, or by a
// batch key whose certificate it carries.
QCborMap packedStatement(const PracticeDials &dials, const PracticeCredential &credential,
                         const QByteArray &signedBytes);

} // namespace bg
