// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <array>
#include <cstdint>
#include <optional>

// CTAPHID, the transport of CTAP 2.1 section 11.2: messages cut into reports of 64 bytes.
namespace bg::ctaphid {

using Report = std::array<unsigned char, 64>;

enum Command : std::uint8_t {
    Ping = 0x01,
    Msg = 0x03,
    Lock = 0x04,
    Init = 0x06,
    Wink = 0x08,
    Cbor = 0x10,
    Cancel = 0x11,
    KeepAlive = 0x3b,
    ErrorAnswer = 0x3f,
    VendorReadConfig = 0x42, // Yubico: READ_CONFIG of the management application
};

enum Trouble : std::uint8_t {
    InvalidCommand = 0x01,
    InvalidParameter = 0x02,
    InvalidLength = 0x03,
    InvalidSequence = 0x04,
    MessageTimeout = 0x05,
    ChannelBusy = 0x06,
    InvalidChannel = 0x0b,
};

constexpr std::uint32_t broadcast = 0xffffffff;
constexpr qsizetype largestMessage = 64 - 7 + 128 * (64 - 5); // 7609 bytes

struct Message {
    std::uint32_t channel = 0;
    std::uint8_t command = 0;
    QByteArray payload;
};

std::uint32_t channelOf(const Report &report);
// Bit 7 of the fifth byte: the first report of a message.
bool beginsMessage(const Report &report);
std::uint8_t commandOf(const Report &report);
// The length a first report announces.
qsizetype lengthOf(const Report &report);

// The reports of one message; empty when it is larger than largestMessage.
QList<Report> split(const Message &message);

// Puts the reports of one message together again.
class Reassembly {
public:
    // Takes the next report. A first report begins anew, whatever came before.
    // Returns what is wrong with it, or nothing.
    std::optional<Trouble> take(const Report &report);
    bool isUnderWay() const { return m_wanted > 0 && !isComplete(); }
    bool isComplete() const { return m_begun && m_message.payload.size() == m_wanted; }
    std::uint32_t channel() const { return m_message.channel; }
    // The whole message; afterwards nothing is under way.
    Message takeMessage();
    void drop() { *this = Reassembly(); }

private:
    Message m_message;
    qsizetype m_wanted = 0;
    int m_sequence = 0;
    bool m_begun = false;
};

} // namespace bg::ctaphid
