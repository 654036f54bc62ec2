// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/UdpPort.h"

#include <QtEndian>

#include <array>
#include <cstring>

namespace bg {

namespace {

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = sizeof(sockaddr_storage);
    sockaddr *any() { return reinterpret_cast<sockaddr *>(&storage); }
};

SocketAddress socketAddress(const QHostAddress &host, quint16 port)
{
    SocketAddress out;
    if (host.protocol() == QAbstractSocket::IPv6Protocol) {
        sockaddr_in6 six{};
        six.sin6_family = AF_INET6;
        six.sin6_port = qToBigEndian(port);
        const Q_IPV6ADDR bytes = host.toIPv6Address();
        std::memcpy(&six.sin6_addr, &bytes, sizeof(bytes));
        std::memcpy(&out.storage, &six, sizeof(six));
        out.size = sizeof(six);
    } else {
        sockaddr_in four{};
        four.sin_family = AF_INET;
        four.sin_port = qToBigEndian(port);
        four.sin_addr.s_addr = qToBigEndian(host.toIPv4Address());
        std::memcpy(&out.storage, &four, sizeof(four));
        out.size = sizeof(four);
    }
    return out;
}

QHostAddress listeningAddress(const QHostAddress &host)
{
    if (host.isLoopback())
        return host;
    return host.protocol() == QAbstractSocket::IPv6Protocol ? QHostAddress::AnyIPv6 : QHostAddress::AnyIPv4;
}

} // namespace

Result<std::unique_ptr<HidPort>> UdpPort::open(const UdpPlace &place)
{
    SocketAddress here = socketAddress(listeningAddress(place.host), place.localPort);
    const NativeSocket socket = native::openUdp(here.storage.ss_family);
    if (!native::isOpen(socket))
        return fail(Error::Kind::Internal, QStringLiteral("no UDP socket"));
    if (::bind(socket, here.any(), here.size) != 0) {
        native::close(socket);
        return fail(Error::Kind::KeyBusy, QStringLiteral("UDP port %1 is taken").arg(place.localPort));
    }
    return std::make_unique<UdpPort>(socket, place);
}

UdpPort::~UdpPort()
{
    native::close(m_socket);
}

HidPort::Reading UdpPort::read(ctaphid::Report &report, std::chrono::milliseconds patience)
{
    if (!native::hasInput(m_socket, patience))
        return Reading::Nothing;
    std::array<unsigned char, 65> datagram{}; // one more than a report, to see the too long ones
    SocketAddress sender;
    const auto count = ::recvfrom(m_socket, native::bytes(datagram.data()), NativeSize(datagram.size()), 0,
                                  sender.any(), &sender.size);
    if (count != std::ptrdiff_t(report.size()) || !QHostAddress(sender.any()).isEqual(m_place.host))
        return Reading::Nothing;
    std::memcpy(report.data(), datagram.data(), report.size());
    return Reading::Got;
}

bool UdpPort::write(const ctaphid::Report &report)
{
    SocketAddress there = socketAddress(m_place.host, m_place.port);
    return ::sendto(m_socket, native::bytes(report.data()), NativeSize(report.size()), 0, there.any(), there.size)
        == std::ptrdiff_t(report.size());
}

} // namespace bg
