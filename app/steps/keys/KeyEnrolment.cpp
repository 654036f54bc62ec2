// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/KeyEnrolment.h"

#include "app/base/Log.h"
#include "app/reconcile/Settle.h"
#include "app/steps/keys/KeyHardening.h"
#include "app/steps/keys/KeyReuseCheck.h"
#include "app/steps/keys/KeyEligibility.h"

#include <QUuid>

namespace bg {

namespace {

constexpr int renewals = 2; // of a challenge that ran out while the person looked for the key
constexpr int longestName = 30;

bool isAboutTheChallenge(const Error &error)
{
    return error.kind == Error::Kind::ChallengeExpired
        || (error.kind == Error::Kind::Refused
            && error.serviceMessage.contains(QLatin1String("challenge"), Qt::CaseInsensitive));
}

bool mayHaveArrived(const Error &error)
{
    return error.kind == Error::Kind::TimedOut || error.kind == Error::Kind::Offline
        || error.kind == Error::Kind::Unavailable || error.kind == Error::Kind::Malformed || error.isCancelled();
}

QString guid(const QByteArray &aaguid)
{
    return QUuid::fromRfc4122(aaguid).toString(QUuid::WithoutBraces);
}

} // namespace

QString passkeyName(const QString &label, const QString &model)
{
    const QString whole = label + QLatin1Char(' ') + model;
    return (model.isEmpty() || whole.size() > longestName ? label : whole).left(longestName);
}

bool isNamedFor(const QString &displayName, const QString &label)
{
    return displayName == label || displayName.startsWith(label + QLatin1Char(' '));
}

void KeyEnrolment::show(KeyProgress::Phase phase, std::chrono::seconds left)
{
    KeyProgress moment;
    moment.phase = phase;
    moment.slot = m_slot;
    moment.key = m_key.facts();
    moment.left = left;
    m_context.human.show(moment);
}

UserPresenceCallback KeyEnrolment::touch(KeyProgress::Phase phase)
{
    return [this, phase](bool wanted, std::chrono::seconds left) {
        show(wanted ? phase : KeyProgress::Phase::Working, left);
    };
}

Result<RecordedKey> KeyEnrolment::run(std::stop_token stop)
{
    if (auto suits = judgeKey(m_context, m_slot, m_key.facts(), stop); !suits)
        return fail(suits.error());
    KeyReuseCheck recognition(m_context, m_slot, m_key, m_pin);
    Attestation made;
    Fido2Method method;
    QString rpId;
    for (int turn = 0;; ++turn) {
        // First what the tenant says: where it cannot register keys, nothing is changed on this one.
        auto options = creationOptions(stop);
        if (!options)
            return fail(options.error());
        if (!m_pin.isHeld())
            if (auto usable = m_reset.examine(m_key, *options, stop); !usable)
                return fail(usable.error());
        if (auto mayServe = recognition.run(*options, stop); !mayServe)
            return fail(mayServe.error());
        if (!recognition.isShared())
            options->excludeCredentials += recognition.others();
        if (auto ready = m_pin.prepare(m_key, m_slot, stop); !ready)
            return fail(ready.error());
        if (auto set = hardenKey(m_context, m_slot, m_key, m_pin, stop); !set)
            return fail(set.error());
        rpId = options->rpId;
        auto credential = make(*options, stop);
        if (!credential)
            return fail(credential.error());
        if (m_key.facts().asksByItself)
            if (auto suits = judgeKey(m_context, m_slot, m_key.facts(), stop); !suits)
                return fail(suits.error());
        if (turn < renewals && m_context.clock.utcNow() >= options->challengeTimeout)
            continue;
        made = *credential;
        auto registered = registerMade(made, stop);
        if (registered) {
            method = *registered;
            break;
        }
        if (auto there = mayHaveArrived(registered.error()) ? arrived(made, stop) : std::nullopt) {
            method = *there;
            break;
        }
        if (turn >= renewals || !isAboutTheChallenge(registered.error())) {
            if (auto gone = takeBack(made, registered.error(), stop); !gone)
                return fail(gone.error());
        }
    }
    if (auto proven = prove(rpId, made, stop); !proven)
        return fail(proven.error());

    m_context.runState.learnRegistered(method.id);
    const KeyFacts &facts = m_key.facts();
    return RecordedKey{ encodeBase64Url(made.credentialId),
                        method.id,
                        guid(made.aaguid),
                        facts.model,
                        facts.serial,
                        facts.firmware,
                        m_slot.label };
}

Result<CreationOptions> KeyEnrolment::creationOptions(std::stop_token stop)
{
    QByteArray body;
    const auto ask = [&](std::stop_token token) -> Result<void> {
        auto got = AuthenticationMethods(m_context.graph).creationOptions(user(), std::chrono::minutes(5), token);
        // Not an account that is not replicated yet, but a cloud without the function.
        if (!got && got.error().serviceMessage.contains(QLatin1String("segment"))) {
            m_context.runState.learnKeysCannotBeRegistered();
            return fail(Error::Kind::Refused, QStringLiteral("creationOptions"));
        }
        if (!got)
            return fail(got.error());
        body = *got;
        return {};
    };
    if (auto read = Settle(m_context.clock).untilFound(ask, stop); !read)
        return fail(read.error());
    auto options = CreationOptions::fromJson(body);
    if (!options)
        return options;
    for (const RecordedKey &key : m_context.runState.account(m_slot.account).keys)
        options->excludeCredentials += decodeCredentialId(key.credentialId);
    return options;
}

Result<Attestation> KeyEnrolment::make(const CreationOptions &options, std::stop_token stop)
{
    Result<Attestation> made = fail(Error::Kind::Internal);
    const auto done = m_pin.use(
        m_key, m_slot,
        [&](const Secret &pin) -> Result<void> {
            made = m_key.makeCredential(options, pin, touch(KeyProgress::Phase::Touch), stop);
            return made ? Result<void>() : fail(made.error());
        },
        stop);
    return done ? made : fail(done.error());
}

Result<Fido2Method> KeyEnrolment::registerMade(const Attestation &made, std::stop_token stop)
{
    show(KeyProgress::Phase::Working);
    if (auto begun = m_context.journal->write(KeyBegun{ note(made) }); !begun)
        return fail(begun.error());
    const NewPasskey passkey{ passkeyName(m_slot.label, m_key.facts().model), made.credentialId, made.clientDataJson,
                              made.attestationObject };
    std::optional<Fido2Method> method;
    const auto sent = Settle(m_context.clock)
                          .untilFound(
                              [&](std::stop_token token) -> Result<void> {
                                  auto answer
                                      = AuthenticationMethods(m_context.graph).registerPasskey(user(), passkey, token);
                                  if (!answer)
                                      return fail(answer.error());
                                  method = *answer;
                                  return {};
                              },
                              stop);
    if (!sent)
        return fail(sent.error());
    if (!decodeCredentialId(method->id).contains(made.credentialId))
        return fail(Error::Kind::Malformed, QStringLiteral("fido2Methods answered another credential id"));
    if (method->aaguid.compare(guid(made.aaguid), Qt::CaseInsensitive) != 0)
        return fail(Error::Kind::Malformed, QStringLiteral("fido2Methods answered AAGUID %1").arg(method->aaguid));
    qCInfo(logPlan, "key %ls registered", qUtf16Printable(m_slot.label));
    return *method;
}

// The answer was lost, not always the request.
std::optional<Fido2Method> KeyEnrolment::arrived(const Attestation &made, std::stop_token stop)
{
    const auto listed = AuthenticationMethods(m_context.graph).fido2Methods(user(), stop);
    if (listed)
        for (const Fido2Method &method : *listed)
            if (decodeCredentialId(method.id).contains(made.credentialId))
                return method;
    return std::nullopt;
}

// The tenant did not take it: what was made for it must not stay on the key and offer itself at sign-in.
Result<void> KeyEnrolment::takeBack(const Attestation &made, const Error &why, std::stop_token stop)
{
    if (!mayHaveArrived(why) && m_key.removeCredential(made.credentialId, m_pin.value(), stop))
        if (auto told = m_context.journal->write(KeyTakenBack{ note(made) }); !told)
            return told;
    return fail(why);
}

Result<void> KeyEnrolment::prove(const QString &rpId, const Attestation &made, std::stop_token stop)
{
    if (auto proven = m_key.prove(rpId, made, m_pin.value(), touch(KeyProgress::Phase::TouchToProve), stop); !proven)
        return proven;
    return m_context.journal->write(KeyProven{ note(made) });
}

KeyNote KeyEnrolment::note(const Attestation &made) const
{
    const KeyFacts &facts = m_key.facts();
    return { name(StepId::Keys), m_slot.label, user(), encodeBase64Url(made.credentialId), guid(made.aaguid),
             facts.model,        facts.serial, facts.firmware, m_slot.label, m_pin.isKnownToPerson() };
}

} // namespace bg
