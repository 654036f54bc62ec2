// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace bg {

// What the browser shows when it comes back. Static pages of resources/signin: nothing of a request is ever repeated.
enum class ClosingPage { SignedIn, NotSignedIn, Neutral };

// A whole HTTP response with that status: no-store, no-referrer, Content-Security-Policy default-src 'none'.
QByteArray closingPage(int status, ClosingPage page);
// 303 See Other to that address, percent-encoded.
QByteArray seeOther(const QByteArray &address);
QByteArray closingPath();

} // namespace bg
