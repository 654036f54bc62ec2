// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace bg {

// What a sign-in as an emergency account showed.
struct DrillProof {
    QDateTime signedIn; // UTC
    bool isGlobalAdministrator = false; // an active assignment for the whole tenant, read with the account's own token
};

} // namespace bg
