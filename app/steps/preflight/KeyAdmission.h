// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/graph/Fido2Policy.h"

#include <QSet>
#include <QString>

namespace bg {

// Whether the tenant's passkey policy lets one account register, and sign in with, one model of key. Attestation is
// asked at registration only; the list of models at every sign-in too.
struct KeyAdmission {
    enum class Verdict {
        Admitted,
        PolicyOff,
        SelfServiceOff, // registration on behalf fails as well
        AccountNotTarget, // no include target holds the account
        AccountExcluded,
        ModelNotAllowed, // not on the allow list, or on the block list
        DeviceBoundNotAllowed,
    };
    Verdict registration = Verdict::Admitted;
    Verdict signIn = Verdict::Admitted;
    bool mustBeAttested = false; // by every profile that admits it
};
QString name(KeyAdmission::Verdict verdict); // "modelNotAllowed"

// `groups`: the ids of all groups the account is in, the exclusion group too. `aaguid`: GUID text, any letter case.
// Pure.
KeyAdmission keyAdmission(const Fido2Policy &policy, const QSet<ObjectId> &groups, const QString &aaguid);

} // namespace bg
