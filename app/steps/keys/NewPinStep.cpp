// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/NewPinStep.h"

#include "app/graph/AuthenticationMethods.h"
#include "app/journal/KeyEvents.h"
#include "app/key/CreationOptions.h"
#include "app/model/FindingIds.h"
#include "app/steps/keys/GeneratedPin.h"
#include "app/steps/keys/KeyPrompt.h"
#include "app/steps/keys/KeySearch.h"
#include "app/steps/keys/WhileInserted.h"
#include "app/steps/paper/PinSealing.h"

namespace bg {

namespace {

constexpr int wrongTriesBeforeReinsert = 3; // CTAP 2.1 6.5.5.6

} // namespace

std::optional<RecordedKey> NewPinStep::recorded() const
{
    for (const RecordedKey &key : m_context.runState.account(m_slot.account).keys)
        if (key.label == m_slot.label)
            return key;
    return std::nullopt;
}

Result<Finding> NewPinStep::inspect(std::stop_token)
{
    Finding found;
    found.step = StepId::NewPins;
    found.facts = { { QStringLiteral("label"), m_slot.label }, { QStringLiteral("userName"), m_slot.userName } };
    found.requirements = { QStringLiteral("S32"), QStringLiteral("S100") };
    found.id = m_isDone ? finding::PinSealed : recorded() ? finding::PinToChange : finding::KeyMissing;
    found.state = m_isDone ? State::InPlace : recorded() ? State::Missing : State::NotApplicable;
    found.actionOwner = m_isDone ? ActionOwner::Fine : ActionOwner::WizardWillDo;
    return found;
}

QList<PlannedWrite> NewPinStep::plannedWrites() const
{
    return { { StepId::NewPins,
               m_slot.label,
               {},
               QStringLiteral("pin"),
               QJsonValue::Null,
               QStringLiteral("new, sealed"),
               {} } };
}

void NewPinStep::show(KeyProgress::Phase phase, const SecurityKey &key, const std::optional<Error> &trouble)
{
    KeyProgress moment;
    moment.phase = phase;
    moment.slot = m_slot;
    moment.key = key.facts();
    moment.trouble = trouble;
    m_context.human.show(moment);
}

// By its number where it tells one, else by what it holds for the tenant.
Result<bool> NewPinStep::isIt(SecurityKey &key, std::stop_token stop) const
{
    const auto wanted = recorded();
    if (!wanted->serial.isEmpty() && !key.facts().serial.isEmpty())
        return wanted->serial == key.facts().serial;
    const auto body = AuthenticationMethods(m_context.graph)
                          .creationOptions(m_context.runState.account(m_slot.account).id, std::chrono::minutes(5), stop);
    if (!body)
        return fail(body.error());
    const auto options = CreationOptions::fromJson(*body);
    if (!options)
        return fail(options.error());
    const auto held = key.held(options->rpId, decodeCredentialId(wanted->credentialId), stop);
    if (!held)
        return fail(held.error());
    return !held->isEmpty();
}

Result<std::unique_ptr<SecurityKey>> NewPinStep::rightKey(std::stop_token stop)
{
    for (KeySearch round;;) {
        auto key = m_context.prompt.await(m_slot, KeyPrompt::Which::Sought, stop);
        if (!key)
            return key;
        const auto right = isIt(**key, stop);
        if (!right)
            return fail(right.error());
        if (*right)
            return key;
        if (m_context.prompt.comesByItself() && round.goesOnAfter((*key)->facts()))
            continue;
        round = {};
        Error other;
        other.kind = Error::Kind::KeyUsedElsewhere;
        other.detail = m_slot.label;
        show(KeyProgress::Phase::Trouble, **key, other);
        const auto next = m_context.human.afterTrouble(other, m_slot.label, stop);
        if (!next)
            return fail(next.error());
        if (*next == AfterTrouble::Skip)
            return fail(other);
    }
}

Result<Secret> NewPinStep::ask(PinQuestion::Purpose purpose, const SecurityKey &key, std::stop_token stop)
{
    PinQuestion question;
    question.purpose = purpose;
    question.slot = m_slot;
    question.key = key.facts();
    question.retriesLeft = m_retriesLeft >= 0 ? m_retriesLeft : key.facts().pinRetries;
    question.isLast = purpose == PinQuestion::Purpose::Enter && question.retriesLeft == 1;
    question.isLastBeforeReinsert = purpose == PinQuestion::Purpose::Enter && m_wrongInARow == wrongTriesBeforeReinsert - 1;
    question.before = m_before;
    return whileInserted<Secret>(
        key, [&](std::stop_token token) { return m_context.human.pin(question, token); }, stop);
}

Result<Secret> NewPinStep::fresh(const SecurityKey &key, std::stop_token stop)
{
    if (m_context.desired.pin != PinChoice::Generate)
        return ask(PinQuestion::Purpose::Change, key, stop);
    const int minimum = key.facts().minimumPinLength;
    return m_isRefused ? generateStrongPin(minimum) : generatePin(minimum);
}

Result<void> NewPinStep::apply(std::stop_token stop, const StepProgress &)
{
    auto key = rightKey(stop);
    if (!key)
        return fail(key.error());
    if ((*key)->facts().pinRetries == 0)
        return fail(Error::Kind::PinBlocked); // nothing is printed for it
    const Result<Secret> fresh = this->fresh(**key, stop);
    if (!fresh)
        return fail(fresh.error());
    const PinChangeNote facts{ name(id()), m_slot.label, recorded()->credentialId };
    if (auto begun = m_context.journal->write(PinBegun{ facts }); !begun)
        return begun;
    if (auto sealed = sealPin(m_context, m_slot.account, m_slot.label, *fresh, stop); !sealed)
        return sealed;
    if (auto changed = change(**key, *fresh, stop); !changed)
        return changed;
    m_isDone = true;
    m_context.runState.noteInspection(*inspect(stop), subject());
    show(KeyProgress::Phase::Done, **key);
    return m_context.journal->write(PinChanged{ facts });
}

// The old PIN from the old envelope; a wrong one is never tried twice.
Result<void> NewPinStep::change(SecurityKey &key, const Secret &fresh, std::stop_token stop)
{
    for (;;) {
        const auto old = ask(PinQuestion::Purpose::Enter, key, stop);
        if (!old)
            return fail(old.error());
        show(KeyProgress::Phase::Working, key);
        const auto changed = key.changePin(*old, fresh, stop);
        if (changed)
            return {};
        if (changed.error().kind == Error::Kind::PinRejected && m_context.desired.pin == PinChoice::Generate) {
            m_isRefused = true;
            return fail(Error::Kind::PinRejected, QStringLiteral("generated"));
        }
        if (changed.error().kind != Error::Kind::PinWrong)
            return changed;
        m_before = changed.error();
        m_retriesLeft = changed.error().retriesLeft;
        ++m_wrongInARow;
    }
}

} // namespace bg
