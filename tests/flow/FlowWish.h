// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"

namespace bg {

// What the tests of whole runs wish for.
inline DesiredState flowWish()
{
    DesiredState desired = DesiredState::proposal();
    desired.accounts = { { QStringLiteral("harbour.north"), QStringLiteral("Harbour North"), {} },
                         { QStringLiteral("meadow.south"), QStringLiteral("Meadow South"), {} } };
    desired.places = { QStringLiteral("Safe A"), QStringLiteral("Safe B") };
    return desired;
}

} // namespace bg
