// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/KeyReset.h"

#include "app/base/Log.h"
#include "app/model/FindingIds.h"
#include "app/steps/keys/KeyPrompt.h"

#include <algorithm>

namespace bg {

namespace {

constexpr qsizetype longestListed = 8; // of credential ids, that keys take in one command

Result<QByteArray> firstHeld(SecurityKey &key, const QString &rpId, const QList<QByteArray> &ids, std::stop_token stop)
{
    for (qsizetype i = 0; i < ids.size(); i += longestListed) {
        auto held = key.held(rpId, ids.sliced(i, std::min(longestListed, ids.size() - i)), stop);
        if (!held || !held->isEmpty())
            return held;
    }
    return QByteArray();
}

QList<QByteArray> decoded(const QStringList &credentialIds)
{
    QList<QByteArray> ids;
    for (const QString &id : credentialIds)
        ids += decodeCredentialId(id);
    return ids;
}

tl::unexpected<Error> unsuitable(const char *why)
{
    return fail(Error::Kind::KeyUnsuitable, QString::fromLatin1(why));
}

} // namespace

bool isPinLost(const Error &error)
{
    return error.kind == Error::Kind::KeyUnsuitable && error.detail == QLatin1String("pinLost");
}

Result<void> KeyReset::examine(SecurityKey &key, const CreationOptions &options, std::stop_token stop)
{
    m_found.reset();
    const KeyFacts &facts = key.facts();
    if (!facts.hasPin || facts.asksByItself || (!m_leftAlone.isEmpty() && facts.path == m_leftAlone))
        return {};
    auto found = look(key, options, stop);
    if (!found)
        return fail(found.error());
    m_found = std::move(*found);
    return m_found ? Result<void>(unsuitable("pinLost")) : Result<void>();
}

QList<UnrecordedPin> KeyReset::candidates(const KeyFacts &key) const
{
    QList<UnrecordedPin> all;
    for (const UnrecordedPin &one : m_context.history.unrecordedPins)
        if (one.mayBeOf(key) && !m_context.runState.isReset(one))
            all.append(one);
    std::stable_partition(all.begin(), all.end(), [&](const UnrecordedPin &one) { return one.label == m_slot.label; });
    return all;
}

// Whatever is ours on any key, but for what was made with a PIN that nobody knows.
QList<QByteArray> KeyReset::idsWorthKeeping(const CreationOptions &options, const QList<QByteArray> &lost) const
{
    QList<QByteArray> inUse;
    for (const AccountState &account : m_context.runState.accounts())
        for (const RecordedKey &key : account.keys)
            inUse += decodeCredentialId(key.credentialId);
    QList<QByteArray> others = options.excludeCredentials;
    QList<QByteArray> useless = lost;
    for (const History::Key &known : m_context.history.keys)
        (known.isPinKnown ? others : useless) += decodeCredentialId(known.key.credentialId);
    others.removeIf([&](const QByteArray &id) { return useless.contains(id) || inUse.contains(id); });
    return inUse + others;
}

Result<std::optional<KeyReset::Found>> KeyReset::look(SecurityKey &key, const CreationOptions &options,
                                                      std::stop_token stop) const
{
    const KeyFacts facts = key.facts();
    const QList<UnrecordedPin> possible = candidates(facts);
    if (possible.isEmpty())
        return std::nullopt;
    QList<QByteArray> lostIds;
    for (const UnrecordedPin &one : possible)
        lostIds += decoded(one.credentialIds);
    const auto kept = firstHeld(key, options.rpId, idsWorthKeeping(options, lostIds), stop);
    if (!kept)
        return fail(kept.error());
    if (!kept->isEmpty())
        return std::nullopt;
    const auto isTold = key.tellsWhatItHolds(options.rpId, stop);
    if (!isTold)
        return fail(isTold.error());
    const auto lost = firstHeld(key, options.rpId, lostIds, stop);
    if (!lost)
        return fail(lost.error());
    for (const UnrecordedPin &one : possible) {
        const bool holdsIts = !lost->isEmpty() && decoded(one.credentialIds).contains(*lost);
        const bool isByNumber = !one.serial.isEmpty();
        // A key without a number that does not hold what was made on the lost one is another of the same model.
        if (lost->isEmpty() ? !isByNumber && !one.credentialIds.isEmpty() && *isTold : !holdsIts)
            continue;
        const bool isCertain = holdsIts || (isByNumber && one.credentialIds.isEmpty() && !one.hadPin);
        return Found{ one, facts, options, isCertain, *isTold };
    }
    return std::nullopt;
}

Result<void> KeyReset::run(std::stop_token stop)
{
    if (!m_found->isToldWhatItHolds) {
        m_leftAlone = m_found->key.path;
        return unsuitable("pinLostUnclear");
    }
    const auto answer = ask(stop);
    if (!answer)
        return fail(answer.error());
    if (*answer == Answer::Yes)
        return erase(stop);
    m_leftAlone = m_found->key.path;
    return unsuitable("pinLost");
}

Result<Answer> KeyReset::ask(std::stop_token stop) const
{
    return m_context.human.confirm(question::ResetKey,
                                   { { QStringLiteral("label"), m_slot.label },
                                     { QStringLiteral("model"), m_found->key.model },
                                     { QStringLiteral("serial"), m_found->key.serial },
                                     { QStringLiteral("isCertain"), m_found->isCertain } },
                                   stop);
}

Result<void> KeyReset::erase(std::stop_token stop)
{
    KeySlot slot = m_slot;
    slot.isForReset = true;
    auto key = m_context.prompt.await(slot, KeyPrompt::Which::Reinserted, stop);
    if (!key)
        return fail(key.error());
    const auto again = look(**key, m_found->options, stop);
    if (!again)
        return fail(again.error());
    if (!(*key)->facts().hasPin || !*again || (*again)->pin != m_found->pin || !(*again)->isToldWhatItHolds)
        return unsuitable("notThatKey");
    if (auto begun = m_context.journal->write(KeyResetBegun{ note() }); !begun)
        return begun;
    KeyProgress moment;
    moment.slot = slot;
    moment.key = (*key)->facts();
    const auto erased = (*key)->reset(
        [&](bool wanted, std::chrono::seconds left) {
            moment.phase = wanted ? KeyProgress::Phase::Touch : KeyProgress::Phase::Working;
            moment.left = left;
            m_context.human.show(moment);
        },
        stop);
    if (!erased)
        return erased;
    m_context.runState.learnReset(m_found->pin);
    qCInfo(logPlan, "key for %ls erased: its PIN was lost", qUtf16Printable(m_slot.label));
    tell();
    return m_context.journal->write(KeyWasReset{ note() });
}

KeyResetNote KeyReset::note() const
{
    return { name(StepId::Keys), m_slot.label, m_found->key.serial, m_found->key.aaguid, m_found->pin.label };
}

void KeyReset::tell() const
{
    Finding done;
    done.id = finding::KeyErased;
    done.step = StepId::Keys;
    done.state = State::InPlace;
    done.severity = Severity::Note;
    done.actionOwner = ActionOwner::Fine;
    done.evidence = m_found->key.serial;
    done.facts = { { QStringLiteral("label"), m_slot.label },
                   { QStringLiteral("model"), m_found->key.model },
                   { QStringLiteral("serial"), m_found->key.serial } };
    m_context.runState.note(done, m_slot.label);
}

} // namespace bg
