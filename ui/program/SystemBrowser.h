// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace bg {

// Opens `url` in the person's browser: the desktop's way, and where that says no (Qt's offscreen platform always does)
// $BROWSER or xdg-open, or the system's own program on Windows, by hand. For the GUI thread; does not wait for the browser. False when nothing could be started.
bool openInBrowser(const QUrl &url);
// The second half alone, for a program without a window; for any thread.
bool startBrowser(const QUrl &url);

} // namespace bg
