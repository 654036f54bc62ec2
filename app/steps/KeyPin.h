// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"
#include "app/key/SecurityKey.h"
#include "app/plan/DesiredState.h"
#include "app/plan/Operator.h"

#include <optional>
#include <stop_token>

namespace bg {

// The PIN of one key while it is being enrolled: set by us, chosen, or entered by the person.
class KeyPin {
public:
    KeyPin(PinChoice choice, Operator &human) : m_choice(choice), m_human(human) { }

    // Makes sure that the key has a PIN and that we hold it. Asks the person where one is needed; an entered PIN is
    // first tried by the key itself at its next use. Errors: the PIN kinds, Cancelled.
    Result<void> prepare(SecurityKey &key, const KeySlot &slot, std::stop_token stop);
    // The key said that the PIN is wrong: the next prepare() asks again and says why.
    void wrong(const Error &error);
    // Another key is on the desk.
    void forget();

    const Secret &value() const { return *m_pin; }
    Secret take() { return std::move(*m_pin); }
    bool isKnownToPerson() const { return m_isKnownToPerson; }

private:
    Result<void> first(SecurityKey &key, const KeySlot &slot, std::stop_token stop);
    Result<void> replace(SecurityKey &key, const KeySlot &slot, std::stop_token stop);
    Result<Secret> ask(PinQuestion::Purpose purpose, SecurityKey &key, const KeySlot &slot, std::stop_token stop);

    PinChoice m_choice;
    Operator &m_human;
    std::optional<Secret> m_pin;
    std::optional<Error> m_wrong;
    int m_wrongInARow = 0;
    bool m_isKnownToPerson = false;
    bool m_isReplaced = false; // asked about an existing PIN already
};

} // namespace bg
