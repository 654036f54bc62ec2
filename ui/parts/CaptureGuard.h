// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace bg {

// Keeps the window out of screenshots, recordings and shared screens where the system can: Windows 10 2004 and later.
// X11 has no such thing, and Wayland asks the person before anybody captures. For the GUI thread, once it is shown.
void keepOutOfCaptures(const QWidget &window);

} // namespace bg
