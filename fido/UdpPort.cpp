// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/UdpPort.h"

#include <QtEndian>

#include <array>
#include <cerrno>
#include <cstring>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

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

Result<std::unique_ptr<ReportPort>> UdpPort::open(const UdpPlace &place)
{
    SocketAddress here = socketAddress(listeningAddress(place.host), place.localPort);
    const int socket = ::socket(here.storage.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return fail(Error::Kind::Internal, QStringLiteral("no UDP socket"));
    if (::bind(socket, here.any(), here.size) != 0) {
        ::close(socket);
        return fail(Error::Kind::KeyBusy, QStringLiteral("UDP port %1 is taken").arg(place.localPort));
    }
    return std::make_unique<UdpPort>(socket, place);
}

UdpPort::~UdpPort()
{
    ::close(m_socket);
}

ReportPort::Reading UdpPort::read(ctaphid::Report &report, std::chrono::milliseconds patience)
{
    pollfd waiting{ m_socket, POLLIN, 0 };
    if (::poll(&waiting, 1, int(patience.count())) <= 0)
        return Reading::Nothing;
    std::array<unsigned char, 65> datagram{}; // one more than a report, to see the too long ones
    SocketAddress sender;
    const ssize_t count = ::recvfrom(m_socket, datagram.data(), datagram.size(), 0, sender.any(), &sender.size);
    if (count != ssize_t(report.size()) || !QHostAddress(sender.any()).isEqual(m_place.host))
        return Reading::Nothing;
    std::memcpy(report.data(), datagram.data(), report.size());
    return Reading::Got;
}

bool UdpPort::write(const ctaphid::Report &report)
{
    SocketAddress there = socketAddress(m_place.host, m_place.port);
    return ::sendto(m_socket, report.data(), report.size(), 0, there.any(), there.size) == ssize_t(report.size());
}

} // namespace bg
