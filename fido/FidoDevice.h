// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "fido/FidoError.h"
#include "fido/FidoHandles.h"
#include "fido/CtapHidTransport.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace bg {

// One authenticator, open in libfido2. All calls belong to one thread; only the cancel of a stop token crosses.
class FidoDevice {
public:
    using Call = std::function<int(fido_dev_t *)>;

    // Keys themselves give up after about 30 seconds without a touch; `touchLimit` is for one that does not.
    explicit FidoDevice(std::unique_ptr<HidPort> port, std::chrono::seconds touchLimit = std::chrono::seconds(32));
    FidoDevice(const FidoDevice &) = delete;
    FidoDevice &operator=(const FidoDevice &) = delete;
    ~FidoDevice();

    // Blocks while another program talks to the key, at most two seconds. KeyBusy, KeyRemoved, Cancelled.
    Result<void> open(std::stop_token stop);
    // Runs one call of libfido2 and returns its code. `stop` cancels it on the key, within 100 ms: KEEPALIVE_CANCEL.
    // A call that ended without the key's own answer leaves something behind; the next one begins on a fresh channel.
    int run(const Call &call, std::stop_token stop, const UserPresenceCallback &touch = {});
    // What fidoError wants to know of the call that just failed.
    FidoContext context(const QString &call) const;

    bool isGone() const { return m_line.isGone(); }
    fido_dev_t *handle() { return m_dev.get(); }
    // The next call begins on a fresh channel.
    void leaveUnclean() { m_isUnclean = true; }

private:
    int openOnce(std::stop_token stop);
    int reopen(std::stop_token stop);
    void close();

    CtapHidTransport m_line;
    std::chrono::seconds m_touchLimit;
    FidoDev m_dev;
    bool m_isUnclean = false;
    bool m_wasStopped = false;
};

} // namespace bg
