// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/Proof.h"

#include "app/base/Random.h"
#include "fido/ClientData.h"
#include "fido/FidoBytes.h"
#include "fido/FidoError.h"

namespace bg {

Proof::Proof(const QString &rpId, const Attestation &made)
    : m_rpId(rpId), m_made(made),
      m_clientData(clientDataJson(QStringLiteral("webauthn.get"), QString::fromLatin1(randomToken()), rpId))
{ }

int Proof::prepare()
{
    m_assert.reset(fido_assert_new());
    int code = fido_assert_set_clientdata(m_assert.get(), bytesOf(m_clientData), std::size_t(m_clientData.size()));
    if (code == FIDO_OK)
        code = fido_assert_set_rp(m_assert.get(), m_rpId.toUtf8().constData());
    if (code == FIDO_OK)
        code = fido_assert_set_up(m_assert.get(), FIDO_OPT_TRUE);
    return code;
}

int Proof::run(fido_dev_t *device, const char *pin)
{
    int code = prepare();
    if (code == FIDO_OK && !pin)
        code = fido_assert_set_uv(m_assert.get(), FIDO_OPT_TRUE);
    return code == FIDO_OK ? fido_dev_get_assert(device, m_assert.get(), pin) : code;
}

Result<void> Proof::verify() const
{
    for (std::size_t i = 0; i < fido_assert_count(m_assert.get()); ++i)
        if (QByteArrayView(fido_assert_id_ptr(m_assert.get(), i), qsizetype(fido_assert_id_len(m_assert.get(), i)))
            == m_made.credentialId)
            return verify(i);
    return fail(Error::Kind::NotFound);
}

Result<void> Proof::verify(const WindowsAssertion &answer)
{
    if (answer.credentialId != m_made.credentialId)
        return fail(Error::Kind::NotFound);
    const QByteArray &data = answer.authenticatorData, &signature = answer.signature;
    int code = prepare();
    if (code == FIDO_OK)
        code = fido_assert_set_count(m_assert.get(), 1);
    if (code == FIDO_OK)
        code = fido_assert_set_authdata_raw(m_assert.get(), 0, bytesOf(data), std::size_t(data.size()));
    if (code == FIDO_OK)
        code = fido_assert_set_sig(m_assert.get(), 0, bytesOf(signature), std::size_t(signature.size()));
    return code == FIDO_OK ? verify(0) : fail(Error::Kind::AttestationBad, QStringLiteral("getAssertion"));
}

Result<void> Proof::verify(std::size_t place) const
{
    const FidoEs256 publicKey(es256_pk_new());
    if (!publicKey
        || es256_pk_from_ptr(publicKey.get(), m_made.publicKey.constData(), std::size_t(m_made.publicKey.size()))
            != FIDO_OK)
        return fail(Error::Kind::AttestationBad, QStringLiteral("public key"));
    constexpr int wanted = CTAP_AUTHDATA_USER_PRESENT | CTAP_AUTHDATA_USER_VERIFIED;
    if ((fido_assert_flags(m_assert.get(), place) & wanted) != wanted)
        return fail(Error::Kind::AttestationBad, QStringLiteral("flags of the assertion"));
    const int code = fido_assert_verify(m_assert.get(), place, COSE_ES256, publicKey.get());
    return code == FIDO_OK ? Result<void>() : fail(fidoError(code));
}

} // namespace bg
