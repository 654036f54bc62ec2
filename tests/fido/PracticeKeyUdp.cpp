// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fido/ServedKey.h"

#include <QCoreApplication>
#include <QUuid>

#include <csignal>
#include <cstdio>
#include <thread>

using namespace std::chrono_literals;

namespace {

std::sig_atomic_t volatile isEnding = 0;
void end(int)
{
    isEnding = 1;
}

} // namespace

// practice-key-udp PORT LOCALPORT [AAGUID | --tell]: a practice key at UDP PORT of the loopback interface that answers to
// LOCALPORT, for a program that was started with --security-key udp:127.0.0.1:PORT:LOCALPORT. Until SIGTERM or SIGINT.
// --tell: prints a line once it listens.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = application.arguments();
    const quint16 port = words.value(1).toUShort(), answersTo = words.value(2).toUShort();
    bg::PracticeDials dials;
    const bool tells = words.value(3) == QLatin1String("--tell");
    if (words.size() > 3 && !tells)
        dials.aaguid = QUuid::fromString(words.at(3)).toRfc4122();
    if (port == 0 || answersTo == 0 || words.size() > 4) {
        std::fputs("usage: practice-key-udp PORT LOCALPORT [AAGUID | --tell]\n", stderr);
        return 2;
    }
    const auto key = bg::ServedKey::at(port, answersTo, dials);
    if (!key) {
        std::fprintf(stderr, "%s\n", qPrintable(key.error().detail));
        return 3;
    }
    if (tells) {
        std::puts("listening");
        std::fflush(stdout);
    }
    std::signal(SIGTERM, end);
    std::signal(SIGINT, end);
    while (!isEnding)
        std::this_thread::sleep_for(100ms);
    return 0;
}
