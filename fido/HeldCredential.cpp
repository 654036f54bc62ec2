// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/HeldCredential.h"

#include "app/base/Random.h"
#include "fido/ClientData.h"
#include "fido/FidoBytes.h"

namespace bg {

int findHeld(fido_dev_t *device, const QString &rpId, const QList<QByteArray> &credentialIds, QByteArray &found)
{
    const QByteArray clientData
        = clientDataJson(QStringLiteral("webauthn.get"), QString::fromLatin1(randomToken()), rpId);
    const FidoAssert question(fido_assert_new());
    int code = fido_assert_set_clientdata(question.get(), bytesOf(clientData), std::size_t(clientData.size()));
    if (code == FIDO_OK)
        code = fido_assert_set_rp(question.get(), rpId.toUtf8().constData());
    if (code == FIDO_OK)
        code = fido_assert_set_up(question.get(), FIDO_OPT_FALSE);
    for (const QByteArray &id : credentialIds)
        if (code == FIDO_OK)
            code = fido_assert_allow_cred(question.get(), bytesOf(id), std::size_t(id.size()));
    if (code == FIDO_OK)
        code = fido_dev_get_assert(device, question.get(), nullptr);
    if (code != FIDO_OK)
        return code;
    if (fido_assert_count(question.get()) == 0)
        return FIDO_ERR_NO_CREDENTIALS;
    found = copied(fido_assert_id_ptr(question.get(), 0), fido_assert_id_len(question.get(), 0));
    if (found.isEmpty()) // may be left out where only one was asked for (CTAP 2.1 section 6.2.2)
        found = credentialIds.first();
    return FIDO_OK;
}

} // namespace bg
