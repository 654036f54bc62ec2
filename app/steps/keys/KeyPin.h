// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"
#include "app/key/SecurityKey.h"
#include "app/model/DesiredState.h"
#include "app/reconcile/Operator.h"

#include <functional>
#include <optional>
#include <stop_token>

namespace bg {

// What becomes of a PIN that we made: it is about to be set on the key, or the key did not take it.
enum class PinAttempt { ToSet, NotSet };

// The PIN of one key while it is being enrolled: set by us, chosen, or entered by the person.
class KeyPin {
public:
    // `shortest`: code points that a new PIN is to have at least, where the key does not ask for more.
    KeyPin(PinChoice choice, Operator &human, int shortest = 0) : m_choice(choice), m_human(human), m_shortest(shortest)
    { }

    // `told` hears of every PIN that nobody but us knows, ToSet before it goes on the key; what it fails with ends the
    // call, and no PIN is set. Where the key refuses one of digits, a stronger one is made (generateStrongPin).
    void onMade(std::function<Result<void>(PinAttempt, const KeyFacts &)> told) { m_told = std::move(told); }
    // Makes sure that the key has a PIN and that we hold it. Asks the person where one is needed; an entered PIN is
    // first tried by the key itself at its next use. Errors: the PIN kinds (PinBlocked before anybody is asked, where the
    // key says that no try is left), KeyRemoved while the person was asked, AnotherKeyWanted, KeyLeftOut, Cancelled.
    Result<void> prepare(SecurityKey &key, const KeySlot &slot, std::stop_token stop);
    // Lets `work` use the PIN, after prepare(). Where the key says that it is wrong or wants it changed, the person is
    // asked, and `work` gets another one; never the same one twice. Errors: those of `work`, the PIN kinds, Cancelled.
    Result<void> use(SecurityKey &key, const KeySlot &slot, const std::function<Result<void>(const Secret &)> &work,
                     std::stop_token stop);
    // The key said that the PIN is wrong: it is never tried again, the next prepare() asks and says why.
    void wrong(const Error &error);
    // The key did not take a PIN that is not wrong (to be changed, too short): the next prepare() changes it. False if
    // it was changed already, so that nothing goes round.
    bool outgrown();
    // The key lost power: three more tries until the next pause.
    void reinserted() { m_wrongInARow = 0; }
    // The PIN of this key, as it was kept when the key was enrolled for another place.
    void known(SecurityKey &key, Secret pin);
    // What may be the PIN of this key, set earlier in this run: it is tried once instead of asking. Not where the key has
    // only its last tries left.
    void suggest(SecurityKey &key, Secret pin);
    // Another key is on the desk.
    void forget();

    bool isHeld() const { return m_pin.has_value(); }
    const Secret &value() const { return *m_pin; }
    Secret take() { return std::move(*m_pin); }
    bool isKnownToPerson() const { return m_isKnownToPerson; }
    // Set by us on this key, and neither the person nor the sheet of another place knows it.
    bool isOurSecret() const { return m_pin && !m_isKnownToPerson && !m_isKept && !m_isSuggested; }
    bool isOf(const SecurityKey &key) const;
    // One of digits was refused by the key, and this is another.
    bool isStronger() const { return m_isStronger; }

private:
    Result<void> first(SecurityKey &key, const KeySlot &slot, std::stop_token stop);
    Result<void> unlock(SecurityKey &key, const KeySlot &slot, std::stop_token stop);
    Result<void> replace(SecurityKey &key, const KeySlot &slot, std::stop_token stop);
    Result<Secret> ask(PinQuestion::Purpose purpose, SecurityKey &key, const KeySlot &slot, std::stop_token stop);

    // One that nobody knows is made and told of, a chosen one is asked for.
    Result<Secret> fresh(PinQuestion::Purpose purpose, SecurityKey &key, const KeySlot &slot, std::stop_token stop);
    Result<void> notTaken(const Error &error, SecurityKey &key, Secret pin);
    bool canBeStronger(const Error &error) const;
    int minimumFor(const SecurityKey &key) const;

    std::function<Result<void>(PinAttempt, const KeyFacts &)> m_told;
    PinChoice m_choice;
    Operator &m_human;
    int m_shortest;
    std::optional<Secret> m_pin;
    std::optional<Error> m_wrong;
    int m_wrongInARow = 0;
    bool m_isKnownToPerson = false;
    bool m_isReplaced = false; // asked about an existing PIN already
    bool m_isOutgrown = false;
    bool m_isKept = false; // for the sheet of another place
    bool m_isSuggested = false; // by the run, and not tried yet
    bool m_isStronger = false;
    QString m_owner; // the key it belongs to, as far as keys can be told apart
};

} // namespace bg
