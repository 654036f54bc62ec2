// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QString>

namespace bg {

// Somebody who holds Global Administrator or may activate it, and is no emergency account: as the directory shows them
// to a repair.
struct SeenAdministrator {
    ObjectId id;
    Upn userPrincipalName;
    QString displayName;
    bool isEnabled = true;
    bool isActive = true; // else eligible: the role has to be activated after the sign-in
    QString hindrance; // of whyNotReset(); empty when the sign-in can be reset
    bool isCutShort = false; // an earlier run on this computer began to reset it, and no paper came of that
    friend bool operator==(const SeenAdministrator &, const SeenAdministrator &) = default;
};

} // namespace bg
