// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/practice/PracticeState.h"
#include "fido/practice/ReportBus.h"

#include <QSet>

#include <functional>
#include <optional>
#include <stop_token>

namespace bg {

// The key's side of CTAPHID, for one plugging: reads reports, runs commands, answers; keep-alives and cancel while it
// waits for a touch.
class PracticeLink final : public ctap2::Presence {
public:
    PracticeLink(PracticeState &state, ReportBus &bus, const std::function<bool()> &isTouched)
        : m_state(state), m_bus(bus), m_isTouched(isTouched)
    { }

    // Works until `stop`, or until the key is pulled out.
    void run(std::stop_token stop);
    ctap2::Status ask() override;

private:
    void take(const ctaphid::Report &report);
    void initialise(const ctaphid::Message &message);
    void execute(const ctaphid::Message &message);
    // What goes wrong with this command, see PracticeDials; nothing where it is carried out.
    std::optional<QByteArray> oddAnswer(const QCborMap &request, std::uint8_t command);
    QByteArray cbor(const QByteArray &request);
    void u2f(const ctaphid::Message &message);
    void readConfig(const ctaphid::Message &message);
    void answer(const ctaphid::Message &message);
    void complain(std::uint32_t channel, ctaphid::Trouble trouble);
    // A report that came while the key waits for its touch; a status ends the wait.
    std::optional<ctap2::Status> whileWaiting(const ctaphid::Report &report);

    PracticeState &m_state;
    ReportBus &m_bus;
    const std::function<bool()> &m_isTouched;
    std::stop_token m_stop;
    ctaphid::Reassembly m_incoming;
    QSet<quint32> m_channels;
    quint32 m_nextChannel = 0x01000000;
    quint32 m_busyWith = 0; // the channel whose command runs
};

} // namespace bg
