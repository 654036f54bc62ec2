// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/KeyPin.h"

#include "app/model/FindingIds.h"
#include "app/steps/keys/GeneratedPin.h"
#include "app/steps/keys/WhileInserted.h"

#include <algorithm>
#include <utility>

namespace bg {

namespace {

// CTAP 2.1 6.5.5.6: three wrong ones in a row block the key until it is put in again.
constexpr int wrongPinsBeforeReinsert = 3;
constexpr int fewTries = 4; // so few left are the person's alone
constexpr std::size_t shortest = 4; // bytes: less cannot be a PIN, and no try is spent on it

bool isAboutTheTry(Error::Kind kind)
{
    return kind == Error::Kind::PinWrong || kind == Error::Kind::PinBlocked
        || kind == Error::Kind::PinBlockedUntilReinsert;
}

// The key's own answer: the PIN it had, or had not, is as it was.
bool isRefusal(Error::Kind kind)
{
    return isAboutTheTry(kind) || kind == Error::Kind::PinRejected || kind == Error::Kind::PinMustChange
        || kind == Error::Kind::PinNotSet || kind == Error::Kind::KeyUnsuitable;
}

// Keys of one model that tell no serial look alike.
QString identity(const KeyFacts &key)
{
    return key.aaguid + QLatin1Char(' ') + key.serial;
}

} // namespace

void KeyPin::forget()
{
    m_pin.reset();
    m_wrong.reset();
    m_wrongInARow = 0;
    m_isKnownToPerson = false;
    m_isReplaced = false;
    m_isOutgrown = false;
    m_isKept = false;
    m_isSuggested = false;
    m_isStronger = false;
    m_owner.clear();
}

void KeyPin::wrong(const Error &error)
{
    m_pin.reset();
    ++m_wrongInARow;
    if (std::exchange(m_isSuggested, false)) {
        m_isReplaced = false;
        if (error.kind == Error::Kind::PinWrong) // nobody typed it
            return;
    }
    m_wrong = error;
}

bool KeyPin::outgrown()
{
    if (m_isReplaced)
        return false;
    m_isOutgrown = true;
    return true;
}

void KeyPin::known(SecurityKey &key, Secret pin)
{
    forget();
    m_owner = identity(key.facts());
    m_pin = std::move(pin);
    m_isKnownToPerson = m_choice == PinChoice::Ask;
    m_isReplaced = true;
    m_isKept = true;
}

void KeyPin::suggest(SecurityKey &key, Secret pin)
{
    if (!key.facts().hasPin || key.facts().pinRetries <= fewTries)
        return;
    forget();
    m_owner = identity(key.facts());
    m_pin = std::move(pin);
    m_isReplaced = true;
    m_isSuggested = true;
}

bool KeyPin::isOf(const SecurityKey &key) const
{
    return identity(key.facts()) == m_owner;
}

int KeyPin::minimumFor(const SecurityKey &key) const
{
    return std::max(m_shortest, key.facts().minimumPinLength);
}

Result<Secret> KeyPin::ask(PinQuestion::Purpose purpose, SecurityKey &key, const KeySlot &slot, std::stop_token stop)
{
    PinQuestion question;
    question.purpose = purpose;
    question.slot = slot;
    question.key = key.facts();
    question.key.minimumPinLength = minimumFor(key);
    question.retriesLeft = m_wrong && m_wrong->retriesLeft >= 0 ? m_wrong->retriesLeft : key.facts().pinRetries;
    question.isLast = purpose == PinQuestion::Purpose::Enter && question.retriesLeft == 1;
    question.isLastBeforeReinsert = purpose == PinQuestion::Purpose::Enter && m_wrongInARow == wrongPinsBeforeReinsert - 1;
    question.before = m_wrong;
    return whileInserted<Secret>(
        key, [&](std::stop_token token) { return m_human.pin(question, token); }, stop);
}

Result<void> KeyPin::prepare(SecurityKey &key, const KeySlot &slot, std::stop_token stop)
{
    if (!isOf(key)) {
        forget();
        m_owner = identity(key.facts());
    }
    if (key.facts().asksByItself) {
        m_pin = Secret();
        m_isKnownToPerson = true;
        return {};
    }
    if (!key.facts().hasPin)
        return first(key, slot, stop);
    if (key.facts().pinRetries == 0)
        return fail(Error::Kind::PinBlocked);
    for (;;) {
        const auto ready = unlock(key, slot, stop);
        if (ready || ready.error().kind != Error::Kind::PinWrong)
            return ready;
    }
}

Result<void> KeyPin::use(SecurityKey &key, const KeySlot &slot, const std::function<Result<void>(const Secret &)> &work,
                         std::stop_token stop)
{
    for (;;) {
        auto done = work(value());
        if (done) {
            m_isSuggested = false;
            return done;
        }
        switch (done.error().kind) {
        case Error::Kind::PinWrong:
            wrong(done.error());
            break;
        case Error::Kind::PinBlocked:
        case Error::Kind::PinBlockedUntilReinsert:
            wrong(done.error());
            return done;
        case Error::Kind::PinMustChange:
        case Error::Kind::PinRejected:
            if (!outgrown())
                return done;
            break;
        default:
            return done;
        }
        if (auto read = key.refresh(stop); !read)
            return read;
        if (auto ready = prepare(key, slot, stop); !ready)
            return ready;
    }
}

// One PIN of the person, and what is to be done with it.
Result<void> KeyPin::unlock(SecurityKey &key, const KeySlot &slot, std::stop_token stop)
{
    const bool isEntered = !m_pin;
    if (isEntered) {
        auto entered = ask(PinQuestion::Purpose::Enter, key, slot, stop);
        while (entered && entered->size() < shortest) {
            m_wrong.emplace().kind = Error::Kind::PinRejected;
            entered = ask(PinQuestion::Purpose::Enter, key, slot, stop);
        }
        if (!entered)
            return fail(entered.error());
        m_pin = std::move(*entered);
        m_isKnownToPerson = true;
    }
    if (key.facts().mustChangePin || m_isOutgrown)
        return replace(key, slot, stop);
    if (!isEntered || m_choice == PinChoice::Ask || m_isReplaced)
        return {};
    const auto answer = whileInserted<Answer>(
        key,
        [&](std::stop_token token) {
            return m_human.confirm(question::ReplaceExistingPin,
                                   { { QStringLiteral("label"), slot.label },
                                     { QStringLiteral("model"), key.facts().model },
                                     { QStringLiteral("serial"), key.facts().serial } },
                                   token);
        },
        stop);
    if (!answer)
        return fail(answer.error());
    return *answer == Answer::Yes ? replace(key, slot, stop) : Result<void>();
}

Result<Secret> KeyPin::fresh(PinQuestion::Purpose purpose, SecurityKey &key, const KeySlot &slot, std::stop_token stop)
{
    if (m_choice == PinChoice::Ask)
        return ask(purpose, key, slot, stop);
    if (m_told)
        if (auto told = m_told(PinAttempt::ToSet, key.facts()); !told)
            return fail(told.error());
    return m_isStronger ? generateStrongPin(minimumFor(key)) : generatePin(minimumFor(key));
}

// A generated PIN that may be on the key all the same is kept: the key's next use tells.
Result<void> KeyPin::notTaken(const Error &error, SecurityKey &key, Secret pin)
{
    if (m_choice == PinChoice::Ask)
        return fail(error);
    if (isRefusal(error.kind)) {
        if (m_told)
            if (auto told = m_told(PinAttempt::NotSet, key.facts()); !told)
                return told;
        return fail(error);
    }
    m_pin = std::move(pin);
    m_isKept = false;
    m_isKnownToPerson = false;
    m_isReplaced = true;
    m_isOutgrown = false;
    return fail(error);
}

bool KeyPin::canBeStronger(const Error &error) const
{
    return m_choice == PinChoice::Generate && error.kind == Error::Kind::PinRejected && !m_isStronger;
}

// The key has none yet. Asks again for as long as the chosen one is refused; nothing is at stake.
Result<void> KeyPin::first(SecurityKey &key, const KeySlot &slot, std::stop_token stop)
{
    for (;;) {
        Result<Secret> pin = fresh(PinQuestion::Purpose::Choose, key, slot, stop);
        if (!pin)
            return fail(pin.error());
        const auto set = key.setPin(*pin, stop);
        if (set) {
            m_pin = std::move(*pin);
            m_wrong.reset();
            m_isReplaced = true;
            m_isKnownToPerson = m_choice == PinChoice::Ask;
            return {};
        }
        if (set.error().kind != Error::Kind::PinRejected || m_choice == PinChoice::Generate) {
            const auto refused = notTaken(set.error(), key, std::move(*pin));
            if (!canBeStronger(refused.error()))
                return refused;
            m_isStronger = true;
            continue;
        }
        m_wrong = set.error();
    }
}

Result<void> KeyPin::replace(SecurityKey &key, const KeySlot &slot, std::stop_token stop)
{
    for (;;) {
        Result<Secret> next = fresh(PinQuestion::Purpose::Change, key, slot, stop);
        if (!next)
            return fail(next.error());
        const auto changed = key.changePin(*m_pin, *next, stop);
        if (changed) {
            m_pin = std::move(*next);
            m_isKept = false;
            m_isReplaced = true;
            m_isOutgrown = false;
            m_isKnownToPerson = m_choice == PinChoice::Ask;
            m_wrong.reset();
            m_wrongInARow = 0;
            return {};
        }
        if (isAboutTheTry(changed.error().kind)) {
            const auto refused = notTaken(changed.error(), key, std::move(*next));
            wrong(changed.error());
            if (auto read = key.refresh(stop); !read)
                return read;
            return refused;
        }
        if (changed.error().kind != Error::Kind::PinRejected || m_choice == PinChoice::Generate) {
            const auto refused = notTaken(changed.error(), key, std::move(*next));
            if (!canBeStronger(refused.error()))
                return refused;
            m_isStronger = true;
            continue;
        }
        m_wrong = changed.error();
    }
}

} // namespace bg
