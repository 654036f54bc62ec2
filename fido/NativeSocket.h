// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

// Where Winsock and POSIX name the same thing differently. Qt's own sockets belong to one thread, and a cancel is
// written by another.
namespace bg {

#ifdef _WIN32
using NativeSocket = SOCKET;
using NativeSize = int;
#else
using NativeSocket = int;
using NativeSize = std::size_t;
#endif

namespace native {

#ifdef _WIN32
inline NativeSocket openUdp(int family)
{
    static const bool isStarted = [] {
        WSADATA data;
        return ::WSAStartup(MAKEWORD(2, 2), &data) == 0;
    }();
    return isStarted ? ::socket(family, SOCK_DGRAM, 0) : INVALID_SOCKET;
}
inline bool isOpen(NativeSocket socket)
{
    return socket != INVALID_SOCKET;
}
inline void close(NativeSocket socket)
{
    ::closesocket(socket);
}
inline bool hasInput(NativeSocket socket, std::chrono::milliseconds patience)
{
    WSAPOLLFD waiting{ socket, POLLIN, 0 };
    return ::WSAPoll(&waiting, 1, int(patience.count())) > 0;
}
inline char *bytes(unsigned char *data)
{
    return reinterpret_cast<char *>(data);
}
inline const char *bytes(const unsigned char *data)
{
    return reinterpret_cast<const char *>(data);
}
#else
inline NativeSocket openUdp(int family)
{
    return ::socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}
inline bool isOpen(NativeSocket socket)
{
    return socket >= 0;
}
inline void close(NativeSocket socket)
{
    ::close(socket);
}
inline bool hasInput(NativeSocket socket, std::chrono::milliseconds patience)
{
    pollfd waiting{ socket, POLLIN, 0 };
    return ::poll(&waiting, 1, int(patience.count())) > 0;
}
inline void *bytes(unsigned char *data)
{
    return data;
}
inline const void *bytes(const unsigned char *data)
{
    return data;
}
#endif

} // namespace native

} // namespace bg
