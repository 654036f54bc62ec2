// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/HidPort.h"

#include <QByteArray>

#include <optional>
#include <stop_token>

namespace bg {

// A CTAPHID channel of our own beside libfido2's, for the raw commands that libfido2 does not offer.
class VendorChannel {
public:
    // INIT on the broadcast channel: CTAP 2.1 section 11.2.9.1.3. Blocks at most half a second.
    static std::optional<VendorChannel> open(HidPort &port, std::stop_token stop);
    // The payload of the answer; nothing when the key answers an error, another command, or not within half a second.
    std::optional<QByteArray> ask(std::uint8_t command, const QByteArray &payload, std::stop_token stop) const;

private:
    VendorChannel(HidPort &port, std::uint32_t channel) : m_port(&port), m_channel(channel) { }
    HidPort *m_port;
    std::uint32_t m_channel;
};

} // namespace bg
