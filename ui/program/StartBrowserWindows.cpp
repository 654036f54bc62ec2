// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/SystemBrowser.h"

#include <windows.h>

#include <shellapi.h>

namespace bg {

bool startBrowser(const QUrl &url)
{
    const QString address = url.toString(QUrl::FullyEncoded);
    const HINSTANCE answer = ShellExecuteW(nullptr, L"open", reinterpret_cast<const wchar_t *>(address.utf16()), nullptr,
                                           nullptr, SW_SHOWNORMAL);
    return reinterpret_cast<INT_PTR>(answer) > 32; // below are its errors
}

} // namespace bg
