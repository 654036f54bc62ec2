// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/KeyEnrolment.h"

#include "app/base/Log.h"
#include "app/reconcile/Settle.h"
#include "app/steps/keys/KeyHardening.h"
#include "app/steps/keys/KeyEligibility.h"
#include "app/steps/keys/KeyWithdrawal.h"

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

// A key that the tenant does not take is about the key, so that another one is offered. The service has no code for it:
// its words tell, and they stay with the error.
Error asRefusedKey(Error error)
{
    const auto says
        = [&](const char *text) { return error.serviceMessage.contains(QLatin1String(text), Qt::CaseInsensitive); };
    if (error.kind != Error::Kind::Refused || isAboutTheChallenge(error))
        return error;
    if (says("attestation"))
        error.detail = QStringLiteral("attestation refused");
    else if (!says("aaguid") && !says("key restriction"))
        return error;
    error.kind = Error::Kind::KeyNotAdmitted;
    return error;
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
    return m_begun ? goOn(stop) : begin(stop);
}

// What is admitted and asked before a touch, and the PIN.
Result<void> KeyEnrolment::prepareKey(CreationOptions &options, std::stop_token stop)
{
    if (!m_pin.isHeld())
        if (auto usable = m_reset.examine(m_key, options, stop); !usable)
            return usable;
    if (auto mayServe = m_recognition.run(options, stop); !mayServe)
        return mayServe;
    if (!m_recognition.isShared())
        options.excludeCredentials += m_recognition.others();
    if (auto fit = m_key.fits(options); !fit) // before a PIN is set on a key that is of no use
        return fit;
    if (auto ready = m_pin.prepare(m_key, m_slot, stop); !ready)
        return ready;
    return hardenKey(m_context, m_slot, m_key, m_pin, stop);
}

Result<RecordedKey> KeyEnrolment::begin(std::stop_token stop)
{
    if (auto suits = judgeKey(m_context, m_slot, m_key.facts(), stop); !suits)
        return fail(suits.error());
    for (int turn = 0;; ++turn) {
        // First what the tenant says: where it cannot register keys, nothing is changed on this one.
        auto options = creationOptions(stop);
        if (!options)
            return fail(options.error());
        if (auto ready = prepareKey(*options, stop); !ready)
            return fail(ready.error());
        const auto made = make(*options, stop);
        if (!made)
            return fail(made.error());
        // One made in an earlier turn is gone: a key keeps one for each account (CTAP 2.1 section 6.1.2 step 16).
        m_begun = BegunCredential{ *made, options->rpId, {}, m_key.facts(), note(*made) };
        if (m_key.facts().asksByItself)
            if (auto suits = judgeKey(m_context, m_slot, m_key.facts(), stop); !suits)
                return fail(suits.error());
        if (turn < renewals && m_context.clock.utcNow() >= options->challengeTimeout)
            continue;
        const auto method = registerMade(*made, stop);
        if (method) {
            m_begun->methodId = *method;
            m_context.runState.learnRegistered(*method);
            return proven(stop);
        }
        if (turn >= renewals || !isAboutTheChallenge(method.error())) {
            if (auto told = refused(method.error(), stop); !told)
                return fail(told.error());
            return fail(method.error());
        }
    }
}

// A credential is on the key, and may be in the tenant: what is left is to be sure of that, and the proof.
Result<RecordedKey> KeyEnrolment::goOn(std::stop_token stop)
{
    const auto isIt = m_begun->isHeldBy(m_key, stop);
    if (!isIt)
        return fail(isIt.error());
    if (!*isIt)
        return fail(Error::Kind::KeyUnsuitable, QStringLiteral("notTheBegunKey"));
    if (auto ready = m_pin.prepare(m_key, m_slot, stop); !ready)
        return fail(ready.error());
    if (m_begun->methodId.isEmpty()) {
        const auto method = arrived(m_begun->made, stop);
        if (!method)
            return fail(method.error());
        if (method->isEmpty()) {
            if (auto gone = KeyWithdrawal(m_context, m_slot, m_pin).eraseFromKey(*m_begun, &m_key, stop); !gone)
                return fail(gone.error());
            m_begun.reset();
            return begin(stop);
        }
        m_begun->methodId = *method;
        m_context.runState.learnRegistered(*method);
    }
    return proven(stop);
}

Result<RecordedKey> KeyEnrolment::proven(std::stop_token stop)
{
    if (auto proof = prove(stop); !proof)
        return fail(proof.error());
    const KeyFacts &facts = m_key.facts();
    RecordedKey key{ m_begun->note.credentialId, m_begun->methodId, m_begun->note.aaguid, facts.model,
                     facts.serial,               facts.firmware,    m_slot.label };
    m_begun.reset();
    return key;
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

Result<QString> KeyEnrolment::registerMade(const Attestation &made, std::stop_token stop)
{
    auto sent = sendMade(made, stop);
    if (sent || !mayHaveArrived(sent.error()) || stop.stop_requested())
        return sent;
    const auto listed = arrived(made, stop);
    return listed && !listed->isEmpty() ? listed : sent;
}

Result<QString> KeyEnrolment::sendMade(const Attestation &made, std::stop_token stop)
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
        return fail(asRefusedKey(sent.error()));
    if (!decodeCredentialId(method->id).contains(made.credentialId))
        return fail(Error::Kind::Malformed, QStringLiteral("fido2Methods answered another credential id"));
    if (method->aaguid.compare(guid(made.aaguid), Qt::CaseInsensitive) != 0)
        return fail(Error::Kind::Malformed, QStringLiteral("fido2Methods answered AAGUID %1").arg(method->aaguid));
    qCInfo(logPlan, "key %ls registered", qUtf16Printable(m_slot.label));
    return method->id;
}

// The answer was lost, not always the request.
Result<QString> KeyEnrolment::arrived(const Attestation &made, std::stop_token stop)
{
    const auto listed = AuthenticationMethods(m_context.graph).fido2Methods(user(), stop);
    if (!listed)
        return fail(listed.error());
    for (const Fido2Method &method : *listed)
        if (decodeCredentialId(method.id).contains(made.credentialId))
            return method.id;
    return QString();
}

// The tenant did not take it: what was made for it must not stay on the key and offer itself at sign-in. Where it may
// have arrived all the same, the next attempt looks.
Result<void> KeyEnrolment::refused(const Error &why, std::stop_token stop)
{
    if (mayHaveArrived(why))
        return {};
    if (auto told = KeyWithdrawal(m_context, m_slot, m_pin).eraseFromKey(*m_begun, &m_key, stop); !told)
        return told;
    m_begun.reset();
    return {};
}

Result<void> KeyEnrolment::prove(std::stop_token stop)
{
    auto proven = m_pin.use(
        m_key, m_slot,
        [&](const Secret &pin) {
            return m_key.prove(m_begun->rpId, m_begun->made, pin, touch(KeyProgress::Phase::TouchToProve), stop);
        },
        stop);
    if (!proven && proven.error().kind == Error::Kind::NotFound)
        return fail(Error::Kind::KeyUnsuitable, QStringLiteral("credentialGone"));
    if (!proven)
        return proven;
    return m_context.journal->write(KeyProven{ note(m_begun->made) });
}

KeyNote KeyEnrolment::note(const Attestation &made) const
{
    const KeyFacts &facts = m_key.facts();
    return { name(StepId::Keys), m_slot.label, user(), encodeBase64Url(made.credentialId), guid(made.aaguid),
             facts.model,        facts.serial, facts.firmware, m_slot.label, m_pin.isKnownToPerson() };
}

} // namespace bg
