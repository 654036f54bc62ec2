// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/UdpPort.h"
#include "fido/practice/PracticeKey.h"

#include <QCoreApplication>
#include <QUuid>

#include <csignal>
#include <cstdio>

using namespace std::chrono_literals;

namespace {

std::sig_atomic_t volatile isEnding = 0;
void end(int)
{
    isEnding = 1;
}

} // namespace

// practice-key-udp PORT LOCALPORT [AAGUID]: a practice key at UDP PORT of the loopback interface that answers to
// LOCALPORT, for a program that was started with --security-key udp:127.0.0.1:PORT:LOCALPORT. Until SIGTERM or SIGINT.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = application.arguments();
    bg::UdpPlace place;
    place.host = QHostAddress(QHostAddress::LocalHost);
    place.localPort = words.value(1).toUShort();
    place.port = words.value(2).toUShort();
    bg::PracticeDials dials;
    if (words.size() > 3)
        dials.aaguid = QUuid::fromString(words.at(3)).toRfc4122();
    if (place.port == 0 || place.localPort == 0 || words.size() > 4) {
        std::fputs("usage: practice-key-udp PORT LOCALPORT [AAGUID]\n", stderr);
        return 2;
    }
    const auto socket = bg::UdpPort::open(place);
    if (!socket) {
        std::fprintf(stderr, "%s\n", qPrintable(socket.error().detail));
        return 3;
    }
    std::signal(SIGTERM, end);
    std::signal(SIGINT, end);
    bg::PracticeKey key(dials);
    key.insert();
    const auto bus = key.connect();
    std::jthread answers([&](std::stop_token stop) {
        bg::ctaphid::Report report;
        while (!stop.stop_requested())
            if (bus->read(report, 100ms) == bg::ReportPort::Reading::Got)
                (*socket)->write(report);
    });
    bg::ctaphid::Report report;
    while (!isEnding)
        if ((*socket)->read(report, 100ms) == bg::ReportPort::Reading::Got)
            bus->write(report);
    return 0;
}
