// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/CaptureGuard.h"

#include <QWidget>

#ifdef _WIN32
#include <windows.h>
#endif

namespace bg {

void keepOutOfCaptures([[maybe_unused]] const QWidget &window)
{
#ifdef _WIN32
    constexpr DWORD excludeFromCapture = 0x11; // WDA_EXCLUDEFROMCAPTURE; older headers do not name it
    const auto handle = reinterpret_cast<HWND>(window.winId());
    if (!SetWindowDisplayAffinity(handle, excludeFromCapture))
        SetWindowDisplayAffinity(handle, WDA_MONITOR); // before Windows 10 2004: a black rectangle
#endif
}

} // namespace bg
