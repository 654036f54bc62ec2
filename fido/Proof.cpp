// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/Proof.h"

#include "app/base/Random.h"
#include "fido/ClientData.h"
#include "fido/FidoError.h"

namespace bg {

Proof::Proof(const QString &rpId, const Attestation &made)
    : m_rpId(rpId), m_made(made),
      m_clientData(clientDataJson(QStringLiteral("webauthn.get"), QString::fromLatin1(randomToken()), rpId))
{ }

int Proof::run(fido_dev_t *device, const char *pin)
{
    m_assert.reset(fido_assert_new());
    int code
        = fido_assert_set_clientdata(m_assert.get(), reinterpret_cast<const unsigned char *>(m_clientData.constData()),
                                     std::size_t(m_clientData.size()));
    if (code == FIDO_OK)
        code = fido_assert_set_rp(m_assert.get(), m_rpId.toUtf8().constData());
    if (code == FIDO_OK)
        code = fido_assert_set_up(m_assert.get(), FIDO_OPT_TRUE);
    if (code == FIDO_OK && !pin)
        code = fido_assert_set_uv(m_assert.get(), FIDO_OPT_TRUE);
    return code == FIDO_OK ? fido_dev_get_assert(device, m_assert.get(), pin) : code;
}

Result<void> Proof::verify() const
{
    const fido_assert_t *found = m_assert.get();
    const FidoEs256 publicKey(es256_pk_new());
    if (!publicKey
        || es256_pk_from_ptr(publicKey.get(), m_made.publicKey.constData(), std::size_t(m_made.publicKey.size()))
            != FIDO_OK)
        return fail(Error::Kind::AttestationBad, QStringLiteral("public key"));
    for (std::size_t i = 0; i < fido_assert_count(found); ++i) {
        const QByteArrayView id(fido_assert_id_ptr(found, i), qsizetype(fido_assert_id_len(found, i)));
        if (id != m_made.credentialId)
            continue;
        constexpr int wanted = CTAP_AUTHDATA_USER_PRESENT | CTAP_AUTHDATA_USER_VERIFIED;
        if ((fido_assert_flags(found, i) & wanted) != wanted)
            return fail(Error::Kind::AttestationBad, QStringLiteral("flags of the assertion"));
        if (const int code = fido_assert_verify(found, i, COSE_ES256, publicKey.get()); code != FIDO_OK)
            return fail(fidoError(code));
        return {};
    }
    return fail(Error::Kind::NotFound);
}

} // namespace bg
