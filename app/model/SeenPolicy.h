// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QDateTime>
#include <QString>

namespace bg {

// A Conditional Access policy that is on and can reach people.
struct SeenPolicy {
    PolicyId id;
    QString displayName;
    bool blocks = false; // whoever it meets is not let in at all
    QDateTime changed; // or made; not valid where the service does not tell
};

} // namespace bg
