// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/SignInUi.h"
#include "app/auth/SignIn.h"
#include "app/practice/PracticeTenant.h"

#include <mutex>

namespace bg {

// The practice tenant as its own browser: whatever address is opened, the operator signs in there and consents.
class PracticeSignIn final : public SignInUi {
public:
    explicit PracticeSignIn(PracticeTenant &tenant) : m_tenant(tenant) { }

    // Who sits before the browser from now on; the operator until then.
    void seat(const Visitor &visitor)
    {
        const std::lock_guard lock(m_mutex);
        m_visitor = visitor;
    }

    Result<void> explain(const SignInRound &round, std::stop_token) override
    {
        const std::lock_guard lock(m_mutex);
        m_rounds.append(round);
        return {};
    }
    void offerLink(const QUrl &) override { }
    bool open(const QUrl &url) override
    {
        const std::lock_guard lock(m_mutex);
        m_tenant.browseAside(url, m_visitor);
        return true;
    }
    void showDeviceCode(const DeviceCode &) override { }
    void roundOver() override { }

    // The rounds after the first sign-in's, in order.
    QList<SignInRound> rounds(SignInRound::Purpose purpose) const
    {
        const std::lock_guard lock(m_mutex);
        QList<SignInRound> found;
        for (const SignInRound &round : m_rounds)
            if (round.purpose == purpose)
                found.append(round);
        return found;
    }

private:
    PracticeTenant &m_tenant;
    mutable std::mutex m_mutex;
    Visitor m_visitor;
    QList<SignInRound> m_rounds;
};

} // namespace bg
