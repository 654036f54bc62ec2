// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/KeyRingFactory.h"
#include "fido/HidPort.h"
#include "fido/practice/PracticeState.h"
#include "fido/practice/ReportBus.h"

#include <memory>
#include <thread>

namespace bg {

// A software CTAP 2.1 authenticator on a thread of its own. Its memory outlives pulling it out and putting it in again.
class PracticeKey {
public:
    explicit PracticeKey(PracticeDials dials, PracticeTouch touch = {});
    PracticeKey(const PracticeKey &) = delete;
    PracticeKey &operator=(const PracticeKey &) = delete;
    ~PracticeKey();

    void insert();
    void takeOut();
    bool isInserted() const { return m_bus->isPlugged(); }
    // A way to talk to it while it stays inserted.
    std::unique_ptr<HidPort> connect();
    // As if set by its owner. While it is out.
    void presetPin(QByteArrayView pin) { m_state.pin.preset(pin); }
    // While it is out, or between two commands of the only one who talks to it.
    PracticeState &state() { return m_state; }
    const PracticeDials &dials() const { return m_state.dials; }

private:
    PracticeState m_state;
    PracticeTouch m_touch;
    std::shared_ptr<ReportBus> m_bus = std::make_shared<ReportBus>();
    std::jthread m_thread;
};

} // namespace bg
