// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QByteArray>
#include <QByteArrayView>

namespace bg {

// attestationObject of WebAuthn section 6.5.4, which no version of libfido2 up to 1.17 gives as a whole: the CBOR map
// {fmt, attStmt, authData}, in this order. `attStmt` is a CBOR map and `authData` a CBOR byte string already, as
// fido_cred_attstmt_ptr and fido_cred_authdata_ptr have them; they are taken over byte for byte.
// AttestationBad when one of them is not what it should be.
Result<QByteArray> attestationObject(QByteArrayView fmt, QByteArrayView attStmt, QByteArrayView authData);

} // namespace bg
