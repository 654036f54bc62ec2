// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/CtapHid.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

namespace bg::ctaphid {

namespace {

constexpr qsizetype firstRoom = 64 - 7, nextRoom = 64 - 5;
constexpr unsigned char firstMark = 0x80;

// Appends as much of the report as is still wanted.
void append(const Report &report, qsizetype header, qsizetype wanted, QByteArray &payload)
{
    const qsizetype count = std::min(qsizetype(report.size()) - header, wanted - payload.size());
    payload.append(reinterpret_cast<const char *>(report.data()) + header, count);
}

} // namespace

std::uint32_t channelOf(const Report &report)
{
    return qFromBigEndian<quint32>(report.data());
}

bool beginsMessage(const Report &report)
{
    return (report[4] & firstMark) != 0;
}

std::uint8_t commandOf(const Report &report)
{
    return report[4] & 0x7f;
}

qsizetype lengthOf(const Report &report)
{
    return qFromBigEndian<quint16>(report.data() + 5);
}

QList<Report> split(const Message &message)
{
    if (message.payload.size() > largestMessage)
        return {};
    QList<Report> reports;
    qsizetype done = 0;
    for (int sequence = -1; sequence < 0 || done < message.payload.size(); ++sequence) {
        Report report{};
        qToBigEndian<quint32>(message.channel, report.data());
        const bool isFirst = sequence < 0;
        report[4]
            = isFirst ? static_cast<unsigned char>(message.command | firstMark) : static_cast<unsigned char>(sequence);
        if (isFirst)
            qToBigEndian<quint16>(quint16(message.payload.size()), report.data() + 5);
        const qsizetype header = isFirst ? 7 : 5;
        const qsizetype count = std::min(isFirst ? firstRoom : nextRoom, message.payload.size() - done);
        std::copy_n(message.payload.constData() + done, count, report.begin() + header);
        done += count;
        reports.append(report);
    }
    return reports;
}

std::optional<Trouble> Reassembly::take(const Report &report)
{
    if (beginsMessage(report)) {
        drop();
        if (lengthOf(report) > largestMessage)
            return InvalidLength;
        m_begun = true;
        m_wanted = lengthOf(report);
        m_message = { channelOf(report), commandOf(report), {} };
        append(report, 7, m_wanted, m_message.payload);
        return std::nullopt;
    }
    if (!isUnderWay() || channelOf(report) != m_message.channel)
        return InvalidChannel;
    if (report[4] != m_sequence++) {
        drop();
        return InvalidSequence;
    }
    append(report, 5, m_wanted, m_message.payload);
    return std::nullopt;
}

Message Reassembly::takeMessage()
{
    Message message = std::move(m_message);
    drop();
    return message;
}

} // namespace bg::ctaphid
