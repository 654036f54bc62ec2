// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/KeyPin.h"

#include "app/plan/FindingIds.h"
#include "app/steps/GeneratedPin.h"

namespace bg {

namespace {

// CTAP 2.1 6.5.5.6: three wrong ones in a row block the key until it is put in again.
constexpr int wrongBeforeReinsert = 3;

} // namespace

void KeyPin::forget()
{
    m_pin.reset();
    m_wrong.reset();
    m_wrongInARow = 0;
    m_isKnownToPerson = false;
    m_isReplaced = false;
}

void KeyPin::wrong(const Error &error)
{
    m_pin.reset();
    m_wrong = error;
    ++m_wrongInARow;
}

Result<Secret> KeyPin::ask(PinQuestion::Purpose purpose, SecurityKey &key, const KeySlot &slot, std::stop_token stop)
{
    PinQuestion question;
    question.purpose = purpose;
    question.slot = slot;
    question.key = key.facts();
    question.retriesLeft = m_wrong && m_wrong->retriesLeft >= 0 ? m_wrong->retriesLeft : key.facts().pinRetries;
    question.isLast = purpose == PinQuestion::Purpose::Enter && question.retriesLeft == 1;
    question.isLastBeforeReinsert = purpose == PinQuestion::Purpose::Enter && m_wrongInARow == wrongBeforeReinsert - 1;
    question.before = m_wrong;
    return m_human.pin(question, stop);
}

Result<void> KeyPin::prepare(SecurityKey &key, const KeySlot &slot, std::stop_token stop)
{
    if (!key.facts().hasPin)
        return first(key, slot, stop);
    if (m_pin && !key.facts().mustChangePin)
        return {};
    auto entered = ask(PinQuestion::Purpose::Enter, key, slot, stop);
    if (!entered)
        return fail(entered.error());
    m_pin = std::move(*entered);
    m_isKnownToPerson = true;
    if (key.facts().mustChangePin)
        return replace(key, slot, stop);
    if (m_choice == PinChoice::Ask || m_isReplaced)
        return {};
    const auto answer = m_human.confirm(question::ReplaceExistingPin,
                                        { { QStringLiteral("label"), slot.label },
                                          { QStringLiteral("model"), key.facts().model },
                                          { QStringLiteral("serial"), key.facts().serial } },
                                        stop);
    if (!answer)
        return fail(answer.error());
    return *answer == Answer::Yes ? replace(key, slot, stop) : Result<void>();
}

// The key has none yet. Asks again for as long as the chosen one is refused; nothing is at stake.
Result<void> KeyPin::first(SecurityKey &key, const KeySlot &slot, std::stop_token stop)
{
    for (;;) {
        Result<Secret> pin = m_choice == PinChoice::Generate ? Result<Secret>(generatePin(key.facts().minimumPinLength))
                                                             : ask(PinQuestion::Purpose::Choose, key, slot, stop);
        if (!pin)
            return fail(pin.error());
        const auto set = key.setPin(*pin, stop);
        if (set) {
            m_pin = std::move(*pin);
            m_wrong.reset();
            m_isReplaced = true;
            m_isKnownToPerson = m_choice == PinChoice::Ask;
            return key.refresh(stop);
        }
        if (set.error().kind != Error::Kind::PinRejected || m_choice == PinChoice::Generate)
            return set;
        m_wrong = set.error();
    }
}

Result<void> KeyPin::replace(SecurityKey &key, const KeySlot &slot, std::stop_token stop)
{
    Result<Secret> fresh = m_choice == PinChoice::Generate ? Result<Secret>(generatePin(key.facts().minimumPinLength))
                                                           : ask(PinQuestion::Purpose::Change, key, slot, stop);
    if (!fresh)
        return fail(fresh.error());
    if (auto changed = key.changePin(*m_pin, *fresh, stop); !changed)
        return changed;
    m_pin = std::move(*fresh);
    m_isReplaced = true;
    m_isKnownToPerson = m_choice == PinChoice::Ask;
    m_wrong.reset();
    m_wrongInARow = 0;
    return key.refresh(stop);
}

} // namespace bg
