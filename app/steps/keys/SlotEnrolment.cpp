// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/SlotEnrolment.h"

#include "app/journal/KeyEvents.h"
#include "app/steps/keys/KeyPrompt.h"
#include "app/steps/keys/KeyEnrolment.h"

namespace bg {

bool isAboutTheKey(Error::Kind kind)
{
    return (kind >= Error::Kind::NoKey && kind <= Error::Kind::ChallengeExpired) || kind == Error::Kind::Conflict
        || kind == Error::Kind::Malformed;
}

SlotEnrolment::SlotEnrolment(const StepContext &context, const KeySlot &slot)
    : m_context(context), m_slot(slot),
      m_pin(context.desired.pin, context.human, context.desired.keySettings.minimumPinLength), m_reset(context, slot)
{
    m_pin.onMade([this](PinAttempt fate, const KeyFacts &key) { return noteMade(fate, key); });
}

// Never the PIN itself: only that there is one, so that a key is known again if this run ends too soon.
Result<void> SlotEnrolment::noteMade(PinAttempt fate, const KeyFacts &key)
{
    const NewPinNote facts{ name(StepId::Keys), m_slot.label, key.serial, key.aaguid, key.model, key.hasPin };
    return fate == PinAttempt::ToSet ? m_context.journal->write(PinToSet{ facts })
                                     : m_context.journal->write(PinNotSet{ facts });
}

Result<std::optional<RecordedKey>> SlotEnrolment::run(std::stop_token stop)
{
    KeyPrompt::Which which = m_pin.isHeld() ? KeyPrompt::Which::Same : KeyPrompt::Which::Next;
    for (qsizetype passed = 0;;) {
        auto key = m_context.prompt.await(m_slot, which, stop);
        if (key && !m_pin.isOf(**key))
            letGo();
        if (key)
            m_last = (*key)->facts();
        Result<RecordedKey> enrolled
            = key ? KeyEnrolment(m_context, m_slot, **key, m_pin, m_reset).run(stop) : fail(key.error());
        if (enrolled) {
            keep(*enrolled, (*key)->facts());
            return *enrolled;
        }
        if (!m_context.runState.canKeysBeRegistered())
            return std::nullopt;
        Error trouble = enrolled.error();
        const auto seen = key ? std::optional(m_last) : std::nullopt;
        if (isPinLost(trouble)) {
            (*key).reset(); // closed: it is to be taken out
            const auto erased = m_reset.run(stop);
            if (erased) {
                which = KeyPrompt::Which::Same;
                continue;
            }
            trouble = erased.error();
        }
        if (!isAboutTheKey(trouble.kind))
            return fail(trouble);
        which = KeyPrompt::Which::Next;
        // Nobody chose it: the next one, until they begin to come round again.
        if (trouble.kind == Error::Kind::KeyAlreadyEnrolled && m_context.prompt.comesByItself()
            && passed++ < keysOfTheAccount())
            continue;
        showTrouble(trouble, seen);
        const auto next = m_context.human.afterTrouble(trouble, m_slot.label, stop);
        if (!next)
            return fail(next.error());
        if (*next == AfterTrouble::Skip) {
            m_skipped = trouble;
            return std::nullopt;
        }
        if (*next == AfterTrouble::OtherKey) {
            letGo();
        } else if (trouble.kind == Error::Kind::PinBlockedUntilReinsert) {
            which = KeyPrompt::Which::Reinserted;
            m_pin.reinserted();
        } else {
            which = KeyPrompt::Which::Same;
        }
    }
}

void SlotEnrolment::keep(const RecordedKey &made, const KeyFacts &facts)
{
    if (!m_pin.value().isEmpty()) // else nobody but the operating system saw it
        m_context.runState.keepPin(m_slot.label, m_pin.take());
    m_pin.forget();
    m_context.runState.remember(QStringLiteral("keyProven"),
                              { { QStringLiteral("label"), m_slot.label }, { QStringLiteral("serial"), made.serial } },
                              m_context.clock.utcNow());
    KeyProgress done;
    done.phase = KeyProgress::Phase::Done;
    done.slot = m_slot;
    done.key = facts;
    m_context.human.show(done);
}

void SlotEnrolment::letGo()
{
    if (m_pin.isOurSecret()) {
        PrintedKey key;
        key.label = m_last.serial.isEmpty() ? m_last.model : m_last.serial;
        key.model = m_last.model;
        key.serial = m_last.serial;
        key.firmware = m_last.firmware;
        m_context.runState.keepOrphanedPin({ m_slot.account, key, m_slot.label, m_last.aaguid, m_pin.take() });
    }
    m_pin.forget();
}

void SlotEnrolment::showTrouble(const Error &trouble, const std::optional<KeyFacts> &key)
{
    KeyProgress moment;
    moment.phase = KeyProgress::Phase::Trouble;
    moment.slot = m_slot;
    moment.key = key;
    moment.trouble = trouble;
    m_context.human.show(moment);
}

// At most so many different keys can hold a credential of the account.
qsizetype SlotEnrolment::keysOfTheAccount() const
{
    const auto listed = m_context.runState.listedMethods(m_slot.account);
    return m_context.runState.account(m_slot.account).keys.size() + (listed ? listed->size() : 0);
}

} // namespace bg
