// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/Enrolment.h"

#include "fido/AttestationObject.h"
#include "fido/ClientData.h"
#include "fido/EntityName.h"
#include "fido/FidoBytes.h"
#include "fido/FidoError.h"
#include "fido/KeyModels.h"
#include "fido/windows/AnsweredExtensions.h"

namespace bg {

static_assert(Enrolment::algorithm == COSE_ES256);

Enrolment::Enrolment(const CreationOptions &options, const KeyFacts &key)
    : m_options(options), m_key(key),
      m_clientData(clientDataJson(QStringLiteral("webauthn.create"), options.challenge, options.rpId))
{ }

Result<void> Enrolment::fits() const
{
    const auto lacks = [](const char *what) { return fail(Error::Kind::KeyUnsuitable, QString::fromLatin1(what)); };
    if (!m_key.isFido2)
        return lacks("fido2");
    if (!m_options.algorithms.contains(algorithm) || !m_key.supportsEs256)
        return lacks("es256");
    if (m_options.requireResidentKey && !m_key.supportsResidentKeys)
        return lacks("rk");
    if (m_options.hmacSecret && !m_key.supportsHmacSecret)
        return lacks("hmac-secret");
    if (m_options.credProtect > 1 && !m_key.supportsCredProtect) // level 1 is what every key does anyway
        return lacks("credProtect");
    if (m_options.requireUserVerification && !m_key.canSetPin && !m_key.hasBuiltInUv)
        return lacks("clientPin");
    if (m_options.requireResidentKey && m_key.freeSlots == 0)
        return fail(Error::Kind::KeyFull);
    return {};
}

int Enrolment::prepare(fido_cred_t *cred, bool hasPin) const
{
    const QByteArray name = entityName(m_options.userName), display = entityName(m_options.userDisplayName);
    const bool asksProtection = m_options.credProtect > 0 && m_key.supportsCredProtect;
    const int extensions
        = (m_options.hmacSecret ? FIDO_EXT_HMAC_SECRET : 0) | (asksProtection ? FIDO_EXT_CRED_PROTECT : 0);
    int code = fido_cred_set_type(cred, algorithm);
    const auto then = [&code](auto set) {
        if (code == FIDO_OK)
            code = set();
    };
    then([&] { return fido_cred_set_clientdata(cred, bytesOf(m_clientData), std::size_t(m_clientData.size())); });
    then([&] {
        return fido_cred_set_rp(cred, m_options.rpId.toUtf8().constData(), entityName(m_options.rpName).constData());
    });
    then([&] {
        return fido_cred_set_user(cred, bytesOf(m_options.userId), std::size_t(m_options.userId.size()),
                                  name.constData(), display.constData(), nullptr);
    });
    then([&] { return fido_cred_set_rk(cred, m_options.requireResidentKey ? FIDO_OPT_TRUE : FIDO_OPT_OMIT); });
    then([&] { return fido_cred_set_uv(cred, hasPin ? FIDO_OPT_OMIT : FIDO_OPT_TRUE); });
    then([&] { return fido_cred_set_extensions(cred, extensions); });
    if (asksProtection)
        then([&] { return fido_cred_set_prot(cred, m_options.credProtect); });
    for (const QByteArray &id : m_options.excludeCredentials)
        then([&] { return fido_cred_exclude(cred, bytesOf(id), std::size_t(id.size())); });
    return code;
}

int Enrolment::run(fido_dev_t *device, const char *pin)
{
    m_cred.reset(fido_cred_new());
    if (const int code = prepare(m_cred.get(), pin != nullptr); code != FIDO_OK)
        return code;
    return fido_dev_make_cred(device, m_cred.get(), pin);
}

Result<void> Enrolment::take(const WindowsCredential &made)
{
    m_cred.reset(fido_cred_new());
    fido_cred_t *cred = m_cred.get();
    const QByteArray &data = made.authenticatorData, &statement = made.attestation;
    const auto answered = AnsweredExtensions::of(data);
    const int extensions = answered && answered->hmacSecret ? FIDO_EXT_HMAC_SECRET : 0;
    if (!answered || prepare(cred, false) != FIDO_OK || fido_cred_set_extensions(cred, extensions) != FIDO_OK
        || fido_cred_set_prot(cred, answered->credProtect) != FIDO_OK
        || fido_cred_set_fmt(cred, made.format.constData()) != FIDO_OK
        || fido_cred_set_authdata_raw(cred, bytesOf(data), std::size_t(data.size())) != FIDO_OK
        || fido_cred_set_attstmt(cred, bytesOf(statement), std::size_t(statement.size())) != FIDO_OK)
        return fail(Error::Kind::AttestationBad, QStringLiteral("makeCredential"));
    return {};
}

QByteArray Enrolment::aaguid() const
{
    return copied(fido_cred_aaguid_ptr(m_cred.get()), fido_cred_aaguid_len(m_cred.get()));
}

Result<void> Enrolment::verify() const
{
    const fido_cred_t *cred = m_cred.get();
    constexpr int wanted = CTAP_AUTHDATA_USER_PRESENT | CTAP_AUTHDATA_USER_VERIFIED | CTAP_AUTHDATA_ATT_CRED;
    if ((fido_cred_flags(cred) & wanted) != wanted)
        return fail(Error::Kind::AttestationBad, QStringLiteral("flags"));
    if (aaguidText(aaguid()) != m_key.aaguid)
        return fail(Error::Kind::AttestationBad, QStringLiteral("aaguid"));
    if (fido_cred_id_len(cred) == 0)
        return fail(Error::Kind::AttestationBad, QStringLiteral("credential id"));
    const QString fmt = QString::fromUtf8(fido_cred_fmt(cred));
    if (fmt == QLatin1String("none"))
        return {};
    if (fmt != QLatin1String("packed")) // what Entra takes: packed or none
        return fail(Error::Kind::AttestationBad, QStringLiteral("fmt ") + fmt);
    const bool hasCertificate = fido_cred_x5c_len(cred) > 0;
    const int code = hasCertificate ? fido_cred_verify(cred) : fido_cred_verify_self(cred);
    if (code != FIDO_OK) {
        Error error = fidoError(code);
        error.kind = Error::Kind::AttestationBad;
        error.detail = QStringLiteral("signature");
        return fail(error);
    }
    return {};
}

Result<Attestation> Enrolment::attestation() const
{
    if (auto verified = verify(); !verified)
        return fail(verified.error());
    const fido_cred_t *cred = m_cred.get();
    const auto object
        = attestationObject(fido_cred_fmt(cred), copied(fido_cred_attstmt_ptr(cred), fido_cred_attstmt_len(cred)),
                            copied(fido_cred_authdata_ptr(cred), fido_cred_authdata_len(cred)));
    if (!object)
        return fail(object.error());
    Attestation made;
    made.credentialId = copied(fido_cred_id_ptr(cred), fido_cred_id_len(cred));
    made.clientDataJson = m_clientData;
    made.attestationObject = *object;
    made.publicKey = copied(fido_cred_pubkey_ptr(cred), fido_cred_pubkey_len(cred));
    made.aaguid = aaguid();
    return made;
}

} // namespace bg
