// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/VendorChannel.h"

#include "app/base/Random.h"

#include <QtEndian>

#include <chrono>

namespace bg {

namespace {

using namespace std::chrono_literals;

// The answer on the question's own channel for which `isWanted`; reports of other channels are not for us.
template <typename Wanted>
std::optional<ctaphid::Message> exchange(HidPort &port, const ctaphid::Message &question, std::stop_token stop,
                                         Wanted isWanted)
{
    for (const ctaphid::Report &report : ctaphid::split(question))
        if (!port.write(report))
            return std::nullopt;
    const auto end = std::chrono::steady_clock::now() + 500ms;
    ctaphid::Reassembly answer;
    while (!stop.stop_requested() && std::chrono::steady_clock::now() < end) {
        ctaphid::Report report;
        const auto reading = port.read(report, 20ms);
        if (reading == HidPort::Reading::Gone)
            return std::nullopt;
        if (reading == HidPort::Reading::Nothing || ctaphid::channelOf(report) != question.channel)
            continue;
        if (answer.take(report) || !answer.isComplete())
            continue;
        const ctaphid::Message message = answer.takeMessage();
        if (message.command == ctaphid::ErrorAnswer && question.channel != ctaphid::broadcast)
            return std::nullopt;
        if (message.command == question.command && isWanted(message.payload))
            return message;
    }
    return std::nullopt;
}

} // namespace

std::optional<VendorChannel> VendorChannel::open(HidPort &port, std::stop_token stop)
{
    const QByteArray nonce = randomBytes(8);
    const auto answer
        = exchange(port, { ctaphid::broadcast, ctaphid::Init, nonce }, stop,
                   [&](const QByteArray &payload) { return payload.size() >= 17 && payload.startsWith(nonce); });
    if (!answer)
        return std::nullopt;
    return VendorChannel(port, qFromBigEndian<quint32>(answer->payload.constData() + 8));
}

std::optional<QByteArray> VendorChannel::ask(std::uint8_t command, const QByteArray &payload,
                                             std::stop_token stop) const
{
    const auto answer
        = exchange(*m_port, { m_channel, command, payload }, stop, [](const QByteArray &) { return true; });
    if (!answer)
        return std::nullopt;
    return answer->payload;
}

} // namespace bg
