// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SignInUi.h"

namespace bg {

// Sign-in without a window: what the person must know goes to standard error, the browser is started by hand.
class TerminalBrowser : public SignInUi {
public:
    // A read-only check asks for nothing beyond the first round; a later one is refused.
    Result<void> explain(const SignInRound &round, std::stop_token stop) override;
    void offerLink(const QUrl &url) override;
    bool open(const QUrl &url) override;
    void showDeviceCode(const DeviceCode &code) override;
    void roundOver() override { }
};

} // namespace bg
