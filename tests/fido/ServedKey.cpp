// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fido/ServedKey.h"

namespace bg {

using namespace std::chrono_literals;

namespace {

void carry(std::stop_token stop, HidPort &from, HidPort &to)
{
    ctaphid::Report report;
    while (!stop.stop_requested())
        if (from.read(report, 20ms) == HidPort::Reading::Got)
            to.write(report);
}

} // namespace

Result<std::unique_ptr<ServedKey>> ServedKey::at(quint16 port, quint16 answersTo, const PracticeDials &dials)
{
    UdpPlace place;
    place.host = QHostAddress(QHostAddress::LocalHost);
    place.localPort = port;
    place.port = answersTo;
    auto socket = UdpPort::open(place);
    if (!socket)
        return fail(socket.error());
    return std::unique_ptr<ServedKey>(new ServedKey(std::move(*socket), place, dials));
}

ServedKey::ServedKey(std::unique_ptr<HidPort> socket, const UdpPlace &place, const PracticeDials &dials)
    : m_place(place), m_key(dials), m_socket(std::move(socket))
{
    serve();
}

void ServedKey::reinsert()
{
    m_answers = {};
    m_requests = {};
    serve();
}

void ServedKey::serve()
{
    m_key.insert();
    m_bus = m_key.connect();
    m_answers = std::jthread([this](std::stop_token stop) { carry(stop, *m_bus, *m_socket); });
    m_requests = std::jthread([this](std::stop_token stop) { carry(stop, *m_socket, *m_bus); });
}

QString ServedKey::spec() const
{
    return QStringLiteral("udp:127.0.0.1:%1:%2").arg(m_place.localPort).arg(m_place.port);
}

} // namespace bg
