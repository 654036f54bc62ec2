// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"
#include "fido/HidPort.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>

struct fido_dev_io;

namespace bg {

// Stands between libfido2 and the port: lets only our own channel's reports through (browsers talk on theirs
// meanwhile), turns keep-alives into touch notices, notices removal, and gives up when nothing comes or the person
// stops. libfido2 itself waits for ever and shows none of this.
class CtapHidTransport {
public:
    using Moment = std::chrono::steady_clock::time_point;

    explicit CtapHidTransport(std::unique_ptr<HidPort> port) : m_port(std::move(port)) { }

    // Opens `device`'s I/O on this line: hand io() to fido_dev_set_io_functions, then keep a Opening alive around
    // fido_dev_open, which knows paths only.
    static fido_dev_io io();
    class Opening {
    public:
        explicit Opening(CtapHidTransport &line);
        ~Opening();
    };

    // Around each call of libfido2. `touchLimit`: how long the key may ask for its touch; `silence`: how long it may
    // say nothing at all (keep-alives come every 100 ms: CTAP 2.1 section 11.2.9.1.4).
    void begin(const UserPresenceCallback &touch, std::chrono::seconds touchLimit,
               std::chrono::milliseconds silence = std::chrono::seconds(10));
    void end();
    // From another thread: reads end within 50 ms, and nothing but a cancel is written any more.
    void stop() { m_isStopped = true; }

    bool isGone() const { return m_isGone || m_port->isGone(); }
    bool isOverdue() const { return m_isOverdue; } // nobody touched, by our own clock
    bool isSilent() const { return m_isSilent; } // no report for too long
    bool isBusy() const { return m_isBusy; } // CHANNEL_BUSY, which libfido2 shows as a failed read
    // Throws away what is still on its way.
    void drain();
    HidPort &port() { return *m_port; }

    // What io() calls; lengths and results as fido_dev_io_read_t and fido_dev_io_write_t have them.
    int read(unsigned char *bytes, std::size_t size, int milliseconds);
    int write(const unsigned char *bytes, std::size_t size);

private:
    bool isOurs(const ctaphid::Report &report) const;
    void notice(const ctaphid::Report &report);
    void tellTouch(bool wanted, std::chrono::seconds left);
    bool isOver(Moment now, Moment started, int milliseconds);

    std::unique_ptr<HidPort> m_port;
    UserPresenceCallback m_touch;
    std::chrono::seconds m_touchLimit{ 0 };
    std::chrono::milliseconds m_suppression{ 0 };
    std::optional<Moment> m_askedSince;
    std::optional<std::chrono::seconds> m_told;
    std::optional<Moment> m_stoppedSince;
    Moment m_lastReport;
    ctaphid::Report m_lastInit{};
    std::atomic<std::uint32_t> m_channel = 0;
    std::atomic<bool> m_isStopped = false;
    std::atomic<bool> m_isGone = false;
    bool m_isOverdue = false;
    bool m_isSilent = false;
    bool m_isBusy = false;
};

} // namespace bg
