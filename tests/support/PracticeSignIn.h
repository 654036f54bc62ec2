// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/BrowserDoor.h"
#include "app/auth/SignIn.h"
#include "app/practice/PracticeTenant.h"

namespace bg {

// The practice tenant as its own browser: whatever address is opened, the operator signs in there and consents.
class PracticeSignIn final : public BrowserDoor {
public:
    explicit PracticeSignIn(PracticeTenant &tenant) : m_tenant(tenant) { }

    Result<void> explain(const SignInRound &, std::stop_token) override { return {}; }
    void offerLink(const QUrl &) override { }
    bool open(const QUrl &url) override
    {
        m_tenant.browseAside(url);
        return true;
    }
    void showDeviceCode(const DeviceCode &) override { }
    void roundOver() override { }

private:
    PracticeTenant &m_tenant;
};

} // namespace bg
