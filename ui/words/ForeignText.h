// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

// Names that others wrote (policies, accounts, groups), made safe for the place where they are shown.

// A tooltip that shows `text` as it is: Qt takes one that looks like HTML for HTML, and would load what it names.
QString plainToolTip(const QString &text);

} // namespace bg
