// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/PolicyChange.h"
#include "ui/look/Icon.h"

#include <QString>

namespace bg {

// What the run did to a policy: "Excluded groups: 2 before, 3 after. ... was added."
QString changeText(const PolicyChange &change);

// What became of putting it back.
struct UndoText {
    Mark mark = Mark::Done;
    QString text;

    static UndoText of(const UndoneChange &undone);
};

} // namespace bg
