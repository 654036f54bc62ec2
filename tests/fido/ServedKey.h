// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/UdpPort.h"
#include "fido/practice/PracticeKey.h"

#include <memory>
#include <thread>

namespace bg {

// A practice key that answers by UDP for as long as this object lives, whoever comes and goes at the other end.
class ServedKey {
public:
    // Listens at `port` of the loopback interface and answers to `answersTo`. Errors: KeyBusy.
    static Result<std::unique_ptr<ServedKey>> at(quint16 port, quint16 answersTo, const PracticeDials &dials);
    ServedKey(const ServedKey &) = delete;
    ServedKey &operator=(const ServedKey &) = delete;

    // As --security-key takes it.
    QString spec() const;
    PracticeKey &key() { return m_key; }
    // Taken out, and put in again: it was without power for a moment.
    void reinsert();

private:
    ServedKey(std::unique_ptr<HidPort> socket, const UdpPlace &place, const PracticeDials &dials);
    void serve();

    UdpPlace m_place;
    PracticeKey m_key;
    std::unique_ptr<HidPort> m_socket, m_bus;
    std::jthread m_answers, m_requests; // last: they end first
};

} // namespace bg
