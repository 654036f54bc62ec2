// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/SystemBrowser.h"

#include <QDesktopServices>
#include <QLoggingCategory>

namespace bg {

namespace {

// Qt warns of an address that it could not open by naming it whole, and ours holds state and nonce.
bool openByDesktop(const QUrl &url)
{
    QLoggingCategory &log = *QLoggingCategory::defaultCategory();
    const bool wasLoud = log.isWarningEnabled();
    log.setEnabled(QtWarningMsg, false);
    const bool isOpen = QDesktopServices::openUrl(url);
    log.setEnabled(QtWarningMsg, wasLoud);
    return isOpen;
}

} // namespace

bool openInBrowser(const QUrl &url)
{
    return openByDesktop(url) || startBrowser(url);
}

} // namespace bg
