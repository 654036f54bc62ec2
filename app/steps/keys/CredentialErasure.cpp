// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/CredentialErasure.h"

#include "app/graph/AuthenticationMethods.h"
#include "app/model/FindingIds.h"
#include "app/steps/keys/KeyPrompt.h"
#include "app/steps/keys/SlotEnrolment.h"

namespace bg {

Result<QString> CredentialErasure::run(std::stop_token stop)
{
    const auto isHere = ask(question::OldKeyAtHand, stop);
    if (!isHere)
        return fail(isHere.error());
    if (*isHere == Answer::No)
        return QStringLiteral("notAtHand");
    const auto rpId = relyingParty(stop);
    if (!rpId)
        return rpId;
    for (KeyPrompt::Which which = KeyPrompt::Which::Sought;;) {
        auto key = m_context.prompt.await(m_slot, which, stop);
        const Result<void> gone = key ? erase(*rpId, **key, stop) : fail(key.error());
        if (gone)
            return QString();
        const Error trouble = gone.error();
        which = KeyPrompt::Which::Sought;
        if (trouble.kind == Error::Kind::NotFound && key) {
            const auto another = looksOn((*key)->facts(), stop);
            if (!another)
                return fail(another.error());
            if (!*another)
                return QStringLiteral("notAtHand");
            continue;
        }
        if (trouble.kind == Error::Kind::KeyUnsuitable)
            return QStringLiteral("cannot");
        if (!isAboutTheKey(trouble.kind))
            return fail(trouble);
        const auto said = saidInstead(trouble.kind);
        const auto next = said ? Result<AfterTrouble>(*said)
                               : m_context.human.afterTrouble(trouble, m_slot.label, stop);
        if (!next)
            return fail(next.error());
        if (*next == AfterTrouble::Skip)
            return said ? QStringLiteral("notAtHand") : name(trouble.kind);
        if (*next == AfterTrouble::OtherKey) {
            m_pin.forget();
        } else if (trouble.kind == Error::Kind::PinBlockedUntilReinsert) {
            which = KeyPrompt::Which::Reinserted;
            m_pin.reinserted();
        } else {
            which = KeyPrompt::Which::Same;
        }
    }
}

Result<Answer> CredentialErasure::ask(QLatin1String question, std::stop_token stop)
{
    return m_context.human.confirm(question,
                                   { { QStringLiteral("label"), m_slot.label },
                                     { QStringLiteral("userName"), m_slot.userName },
                                     { QStringLiteral("model"), m_old.model },
                                     { QStringLiteral("serial"), m_old.serial } },
                                   stop);
}

// Under which name the key files the credential: the tenant tells, and it differs between clouds.
Result<QString> CredentialErasure::relyingParty(std::stop_token stop)
{
    const ObjectId user = m_context.runState.account(m_slot.account).id;
    const auto body = AuthenticationMethods(m_context.graph).creationOptions(user, std::chrono::minutes(5), stop);
    if (!body)
        return fail(body.error());
    return CreationOptions::fromJson(*body).map([](const CreationOptions &options) { return options.rpId; });
}

Result<void> CredentialErasure::erase(const QString &rpId, SecurityKey &key, std::stop_token stop)
{
    const auto held = key.held(rpId, decodeCredentialId(m_old.credentialId), stop);
    if (!held)
        return fail(held.error());
    if (held->isEmpty())
        return fail(Error::Kind::NotFound);
    if (!key.facts().supportsCredentialManagement)
        return fail(Error::Kind::KeyUnsuitable, QStringLiteral("credMgmt"));
    if (auto ready = m_pin.prepare(key, m_slot, stop); !ready)
        return ready;
    return m_pin.use(
        key, m_slot, [&](const Secret &pin) { return key.removeCredential(*held, pin, stop); }, stop);
}

Result<bool> CredentialErasure::looksOn(const KeyFacts &key, std::stop_token stop)
{
    if (!m_context.prompt.comesByItself())
        return ask(question::NotThatKey, stop).map([](Answer answer) { return answer == Answer::Yes; });
    return m_round.goesOnAfter(key);
}

} // namespace bg
