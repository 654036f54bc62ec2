// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/TerminalBrowser.h"

#include "ui/program/SystemBrowser.h"
#include "ui/program/Terminal.h"

namespace bg {

Result<void> TerminalBrowser::explain(const SignInRound &round, std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    if (round.purpose == SignInRound::Purpose::Consent)
        return fail(Error::Kind::ConsentMissing, round.scopes.join(QLatin1Char(' ')));
    printLine(stderr, QStringLiteral("The tenant asks %1 to sign in again.").arg(round.userName));
    return {};
}

void TerminalBrowser::offerLink(const QUrl &url)
{
    if (!url.isEmpty())
        printText(stderr, QStringLiteral("Sign in in the browser that opens now, or open this address:\n%1\n").arg(url.toString(QUrl::FullyEncoded)));
}

bool TerminalBrowser::open(const QUrl &url)
{
    startBrowser(url);
    return true; // the address on the screen will do
}

void TerminalBrowser::showDeviceCode(const DeviceCode &code)
{
    printLine(stderr, QStringLiteral("Open %1 on any device and enter the code %2.").arg(code.verificationUrl.toString(QUrl::FullyEncoded), code.userCode));
}

} // namespace bg
