// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/SlotEnrolment.h"

#include "app/journal/KeyEvents.h"
#include "app/model/FindingIds.h"
#include "app/steps/keys/KeyEnrolment.h"
#include "app/steps/keys/KeyPrompt.h"
#include "app/steps/keys/KeySlotFinding.h"
#include "app/steps/keys/KeyWithdrawal.h"

namespace bg {

bool isAboutTheKey(Error::Kind kind)
{
    return (kind >= Error::Kind::NoKey && kind <= Error::Kind::KeyLeftOut) || kind == Error::Kind::Conflict
        || kind == Error::Kind::Malformed;
}

std::optional<AfterTrouble> saidInstead(Error::Kind kind)
{
    if (kind == Error::Kind::AnotherKeyWanted)
        return AfterTrouble::OtherKey;
    return kind == Error::Kind::KeyLeftOut ? std::optional(AfterTrouble::Skip) : std::nullopt;
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

SlotEnrolment::~SlotEnrolment()
{
    noteLeftBehind();
    letGo();
}

Result<std::optional<RecordedKey>> SlotEnrolment::run(std::stop_token stop)
{
    KeyPrompt::Which which = m_begun || m_pin.isHeld() ? KeyPrompt::Which::Same : KeyPrompt::Which::Next;
    for (qsizetype passed = 0;;) {
        auto key = m_context.prompt.await(m_slot, which, stop);
        if (key)
            welcome(**key);
        Result<RecordedKey> enrolled
            = key ? KeyEnrolment(m_context, m_slot, **key, m_pin, m_reset, m_begun).run(stop) : fail(key.error());
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
        // With a credential on a key, what to do with it is asked here, whoever the trouble comes from.
        if (trouble.isCancelled() || (!isAboutTheKey(trouble.kind) && !m_begun))
            return fail(trouble);
        which = KeyPrompt::Which::Next;
        // Nobody chose it: the next one, until they begin to come round again.
        if (trouble.kind == Error::Kind::KeyAlreadyEnrolled && m_context.prompt.comesByItself()
            && passed++ < keysOfTheAccount())
            continue;
        const auto next = askWhatNow(trouble, seen, stop);
        if (!next)
            return fail(next.error());
        if (*next == AfterTrouble::TryAgain) {
            const bool needsPause = trouble.kind == Error::Kind::PinBlockedUntilReinsert;
            which = needsPause ? KeyPrompt::Which::Reinserted : KeyPrompt::Which::Same;
            if (needsPause)
                m_pin.reinserted();
            continue;
        }
        if (auto gone = withdraw(key ? key->get() : nullptr, stop); !gone)
            return fail(gone.error());
        if (*next == AfterTrouble::Skip) {
            m_skipped = trouble;
            showLeftOut();
            return std::nullopt;
        }
        letGo();
    }
}

Result<AfterTrouble> SlotEnrolment::askWhatNow(const Error &trouble, const std::optional<KeyFacts> &key,
                                               std::stop_token stop)
{
    if (const auto said = saidInstead(trouble.kind))
        return *said;
    showTrouble(trouble, key);
    return m_context.human.afterTrouble(trouble, m_slot.label, stop);
}

// Given up: what was begun must be left neither in the tenant nor, where it is at hand, on the key.
Result<void> SlotEnrolment::withdraw(SecurityKey *key, std::stop_token stop)
{
    if (!m_begun)
        return {};
    if (auto gone = KeyWithdrawal(m_context, m_slot, m_pin).run(*m_begun, key, stop); !gone)
        return gone;
    m_begun.reset();
    return {};
}

// A key is on the desk. One that this run set a PIN on is not asked about.
void SlotEnrolment::welcome(SecurityKey &key)
{
    const KeyFacts &facts = key.facts();
    if (!m_begun && !m_pin.isOf(key)) {
        letGo();
        if (auto pin = m_context.runState.orphanedPinOf(facts.aaguid, facts.serial))
            m_pin.suggest(key, std::move(*pin));
    }
    if (!m_begun)
        m_last = facts;
}

void SlotEnrolment::keep(const RecordedKey &made, const KeyFacts &facts)
{
    if (m_pin.isStronger()) {
        Finding stronger = keyFinding(m_slot, finding::KeyPinStronger, State::InPlace, Severity::Note, made.serial);
        stronger.facts[QStringLiteral("length")] = int(m_pin.value().size());
        m_context.runState.note(stronger, m_slot.label);
    }
    if (!m_pin.value().isEmpty()) { // else nobody but the operating system saw it
        m_context.runState.forgetOrphanedPin(facts.aaguid, facts.serial, m_pin.value());
        m_context.runState.keepPin(m_slot.label, m_pin.take());
    }
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
        m_context.runState.forgetOrphanedPin(m_last.aaguid, m_last.serial, m_pin.value());
        m_context.runState.keepOrphanedPin({ m_slot.account, key, m_slot.label, m_last.aaguid, m_pin.take() });
    }
    m_pin.forget();
}

// The run ends with it where it is: registered, or at least sent.
void SlotEnrolment::noteLeftBehind()
{
    if (!m_begun)
        return;
    Finding left = keyFinding(m_slot, finding::KeyNotProven, State::InPlace, Severity::Warning, m_begun->note.serial);
    left.facts[QStringLiteral("methodId")] = m_begun->methodId;
    left.actionOwner = ActionOwner::YouDecide;
    m_context.runState.note(left, m_slot.label);
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

void SlotEnrolment::showLeftOut()
{
    KeyProgress moment;
    moment.phase = KeyProgress::Phase::LeftOut;
    moment.slot = m_slot;
    m_context.human.show(moment);
}

// At most so many different keys can hold a credential of the account.
qsizetype SlotEnrolment::keysOfTheAccount() const
{
    const auto listed = m_context.runState.listedMethods(m_slot.account);
    return m_context.runState.account(m_slot.account).keys.size() + (listed ? listed->size() : 0);
}

} // namespace bg
