// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/key/SecurityKey.h"
#include "app/reconcile/Operator.h"

#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace bg {

// Where keys come one after another: asks for the next one, waits until it is in, and opens it. Belongs to the key
// lane.
class KeyPrompt {
public:
    enum class Which {
        Next, // another one than before, a fresh one where keys come by themselves
        Sought, // another one than before, in search of a certain one
        Same, // the one that is in, or was pulled out
        Reinserted, // the one that is in, without power for a moment
    };

    KeyPrompt(KeyRing &ring, Operator &human, Clock &clock) : m_ring(ring), m_human(human), m_clock(clock) { }

    // Blocks until a key is in and open; where the system lets nobody open it yet, two seconds more. Errors:
    // KeyNotPermitted, KeyBusy, KeyUnsuitable, NoKey (only where keys come by themselves), KeyLeftOut (the operator has
    // none for this place), Cancelled.
    Result<std::unique_ptr<SecurityKey>> await(const KeySlot &slot, Which which, std::stop_token stop);
    // Nobody picks the keys: the next one comes when it is asked for.
    bool comesByItself() const { return m_ring.insertsByItself(); }

private:
    Result<SeenKey> find(const KeySlot &slot, std::stop_token stop);
    void show(const KeySlot &slot, KeyProgress::Phase phase, const std::optional<Error> &trouble = {});

    KeyRing &m_ring;
    Operator &m_human;
    Clock &m_clock;
    QString m_lastPath; // of the key before, for as long as it stays in
};

} // namespace bg
