// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fido.h>
#include <fido/credman.h>
#include <fido/es256.h>

#include <memory>

namespace bg {

// libfido2's objects as owned pointers.
template <typename T, void (*Free)(T **)> struct FidoFree {
    void operator()(T *object) const { Free(&object); }
};

using FidoDev = std::unique_ptr<fido_dev_t, FidoFree<fido_dev_t, fido_dev_free>>;
using FidoCborInfo = std::unique_ptr<fido_cbor_info_t, FidoFree<fido_cbor_info_t, fido_cbor_info_free>>;
using FidoCred = std::unique_ptr<fido_cred_t, FidoFree<fido_cred_t, fido_cred_free>>;
using FidoAssert = std::unique_ptr<fido_assert_t, FidoFree<fido_assert_t, fido_assert_free>>;
using FidoMetadata
    = std::unique_ptr<fido_credman_metadata_t, FidoFree<fido_credman_metadata_t, fido_credman_metadata_free>>;
using FidoEs256 = std::unique_ptr<es256_pk_t, FidoFree<es256_pk_t, es256_pk_free>>;

} // namespace bg
