// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/KeyEnrolment.h"

#include "app/base/Log.h"
#include "app/plan/FindingIds.h"
#include "app/plan/Settle.h"
#include "app/steps/preflight/KeyAdmission.h"

#include <QUuid>

namespace bg {

namespace {

constexpr int renewals = 2; // of a challenge that ran out while the person looked for the key
constexpr int longestName = 30;
constexpr qsizetype longestList = 8; // of credential ids, that keys take in one command

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

void KeyEnrolment::show(KeyMoment::Phase phase, std::chrono::seconds left)
{
    KeyMoment moment;
    moment.phase = phase;
    moment.slot = m_slot;
    moment.key = m_key.facts();
    moment.left = left;
    m_context.human.show(moment);
}

TouchNotice KeyEnrolment::touch(KeyMoment::Phase phase)
{
    return [this, phase](bool wanted, std::chrono::seconds left) {
        show(wanted ? phase : KeyMoment::Phase::Working, left);
    };
}

Result<void> KeyEnrolment::judge() const
{
    const KeyFacts &facts = m_key.facts();
    const auto lacks = [&](const char *what) { return fail(Error::Kind::KeyUnsuitable, QString::fromLatin1(what)); };
    if (!facts.isFido2)
        return lacks("fido2");
    if (!facts.supportsResidentKeys)
        return lacks("rk");
    if (!facts.supportsEs256)
        return lacks("es256");
    if (!facts.hasPin && !facts.canSetPin)
        return lacks("clientPin");

    const auto policy = m_context.ledger.methodsPolicy();
    if (!policy)
        return {};
    const KeyAdmission admission = keyAdmission(policy->fido2, { m_context.ledger.groupId() }, facts.aaguid);
    for (const KeyAdmission::Verdict verdict : { admission.registration, admission.signIn })
        if (verdict != KeyAdmission::Verdict::Admitted)
            return fail(Error::Kind::KeyNotAdmitted, QStringLiteral("%1 %2").arg(name(verdict), facts.aaguid));
    return {};
}

Result<RecordedKey> KeyEnrolment::run(std::stop_token stop)
{
    if (auto suits = judge(); !suits)
        return fail(suits.error());
    Attestation made;
    Fido2Method method;
    QString rpId;
    for (int turn = 0;; ++turn) {
        // First what the tenant says: where it cannot register keys, nothing is changed on this one.
        auto options = creationOptions(stop);
        if (!options)
            return fail(options.error());
        if (auto mayServe = recogniseKey(*options, stop); !mayServe)
            return fail(mayServe.error());
        if (!m_isShared)
            options->excludeCredentials += others();
        if (auto ready = m_pin.prepare(m_key, m_slot, stop); !ready)
            return fail(ready.error());
        rpId = options->rpId;
        auto credential = make(*options, stop);
        if (!credential)
            return fail(credential.error());
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
            m_context.ledger.learnKeysCannotBeRegistered();
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
    for (const RecordedKey &key : m_context.ledger.account(m_slot.account).keys)
        options->excludeCredentials += decodeCredentialId(key.credentialId);
    return options;
}

// Credentials of the other accounts: a key that holds one says so, and refuses to make another beside it.
QList<QByteArray> KeyEnrolment::others() const
{
    QList<QByteArray> ids;
    const QList<LedgerAccount> accounts = m_context.ledger.accounts();
    for (int i = 0; i < accounts.size(); ++i)
        if (i != m_slot.account)
            for (const RecordedKey &key : accounts[i].keys)
                ids += decodeCredentialId(key.credentialId);
    return ids;
}

Result<void> KeyEnrolment::recogniseKey(const CreationOptions &options, std::stop_token stop)
{
    const QList<QByteArray> &own = options.excludeCredentials;
    const QList<QByteArray> theirs = others();
    // One question for both where the key takes so long a list; it answers with any of them.
    const bool isOneQuestion = own.size() + theirs.size() <= longestList;
    const auto any = m_key.held(options.rpId, isOneQuestion ? own + theirs : own, stop);
    if (!any)
        return fail(any.error());
    if (any->isEmpty() && isOneQuestion)
        return {};
    const auto ours = any->isEmpty() || own.contains(*any) ? any : m_key.held(options.rpId, own, stop);
    if (!ours)
        return fail(ours.error());
    if (!ours->isEmpty())
        return fail(Error::Kind::KeyAlreadyEnrolled, m_key.facts().serial);
    const auto other = isOneQuestion ? any : m_key.held(options.rpId, theirs, stop);
    if (!other)
        return fail(other.error());
    if (other->isEmpty() || m_isShared)
        return {};
    for (const LedgerAccount &account : m_context.ledger.accounts())
        for (const RecordedKey &key : account.keys) {
            if (!decodeCredentialId(key.credentialId).contains(*other))
                continue;
            const auto answer
                = m_context.human.confirm(question::ShareKey,
                                          { { QStringLiteral("label"), m_slot.label },
                                            { QStringLiteral("otherLabel"), key.label },
                                            { QStringLiteral("otherUserName"), account.userPrincipalName.value },
                                            { QStringLiteral("model"), key.model },
                                            { QStringLiteral("serial"), key.serial } },
                                          stop);
            if (!answer)
                return fail(answer.error());
            if (*answer == Answer::No)
                return fail(Error::Kind::KeyUsedElsewhere, key.label);
            m_isShared = true;
            if (auto pin = m_context.ledger.pin(key.label))
                m_pin.known(m_key, std::move(*pin));
            return {};
        }
    return {};
}

Result<Attestation> KeyEnrolment::make(const CreationOptions &options, std::stop_token stop)
{
    Result<Attestation> made = fail(Error::Kind::Internal);
    const auto done = m_pin.use(
        m_key, m_slot,
        [&](const Secret &pin) -> Result<void> {
            made = m_key.makeCredential(options, pin, touch(KeyMoment::Phase::Touch), stop);
            return made ? Result<void>() : fail(made.error());
        },
        stop);
    return done ? made : fail(done.error());
}

Result<Fido2Method> KeyEnrolment::registerMade(const Attestation &made, std::stop_token stop)
{
    show(KeyMoment::Phase::Working);
    if (auto begun = note(QStringLiteral("keyBegun"), made); !begun)
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
    if (!mayHaveArrived(why))
        (void)m_key.removeCredential(made.credentialId, m_pin.value(), stop);
    return fail(why);
}

Result<void> KeyEnrolment::prove(const QString &rpId, const Attestation &made, std::stop_token stop)
{
    if (auto proven = m_key.prove(rpId, made, m_pin.value(), touch(KeyMoment::Phase::TouchToProve), stop); !proven)
        return proven;
    return note(QStringLiteral("keyProven"), made);
}

Result<void> KeyEnrolment::note(const QString &event, const Attestation &made)
{
    const KeyFacts &facts = m_key.facts();
    return m_context.journal->write(event,
                                    { { QStringLiteral("step"), name(StepId::Keys) },
                                      { QStringLiteral("subject"), m_slot.label },
                                      { QStringLiteral("objectId"), user().value },
                                      { QStringLiteral("credentialId"), encodeBase64Url(made.credentialId) },
                                      { QStringLiteral("aaguid"), guid(made.aaguid) },
                                      { QStringLiteral("model"), facts.model },
                                      { QStringLiteral("serial"), facts.serial },
                                      { QStringLiteral("firmware"), facts.firmware },
                                      { QStringLiteral("label"), m_slot.label },
                                      { QStringLiteral("pinChosen"), m_pin.isKnownToPerson() } });
}

} // namespace bg
