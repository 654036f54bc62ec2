// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "fido/NativeSocket.h"
#include "fido/HidPort.h"

#include <QHostAddress>

#include <memory>

namespace bg {

// Where a CTAP2 authenticator behind UDP listens, and where it answers.
struct UdpPlace {
    QHostAddress host;
    quint16 port = 0;
    quint16 localPort = 0;
};

// One report per datagram. Datagrams of another size or from another address are dropped; the sender's port is not
// looked at, because authenticators answer from any.
class UdpPort final : public HidPort {
public:
    // Binds the local port, on the loopback interface only when the host is there. KeyBusy when it is taken.
    static Result<std::unique_ptr<HidPort>> open(const UdpPlace &place);
    UdpPort(NativeSocket socket, const UdpPlace &place) : m_socket(socket), m_place(place) { }
    UdpPort(const UdpPort &) = delete;
    UdpPort &operator=(const UdpPort &) = delete;
    ~UdpPort() override;

    Reading read(ctaphid::Report &report, std::chrono::milliseconds patience) override;
    bool write(const ctaphid::Report &report) override;

private:
    NativeSocket m_socket;
    UdpPlace m_place;
};

} // namespace bg
