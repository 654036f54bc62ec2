// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/AttestationObject.h"

#include <array>
#include <memory>

#include <cbor.h>

namespace bg {

namespace {

struct CborFree {
    void operator()(cbor_item_t *item) const { cbor_decref(&item); }
};

// `bytes` is one whole CBOR item of that type, and nothing behind it.
bool isOne(QByteArrayView bytes, bool (*isType)(const cbor_item_t *))
{
    if (bytes.isEmpty())
        return false;
    cbor_load_result loaded{};
    const std::unique_ptr<cbor_item_t, CborFree> item(
        cbor_load(reinterpret_cast<cbor_data>(bytes.data()), std::size_t(bytes.size()), &loaded));
    return item && loaded.read == std::size_t(bytes.size()) && isType(item.get());
}

template <typename Encode> void appendHead(QByteArray &out, Encode encode, qsizetype size)
{
    std::array<unsigned char, 9> head{};
    const std::size_t count = encode(std::size_t(size), head.data(), head.size());
    out.append(reinterpret_cast<const char *>(head.data()), qsizetype(count));
}

void appendText(QByteArray &out, QByteArrayView text)
{
    appendHead(out, cbor_encode_string_start, text.size());
    out.append(text);
}

} // namespace

Result<QByteArray> attestationObject(QByteArrayView fmt, QByteArrayView attStmt, QByteArrayView authData)
{
    if (fmt.isEmpty() || fmt.size() > 64)
        return fail(Error::Kind::AttestationBad, QStringLiteral("fmt"));
    if (!isOne(attStmt, cbor_isa_map))
        return fail(Error::Kind::AttestationBad, QStringLiteral("attStmt"));
    if (!isOne(authData, cbor_isa_bytestring))
        return fail(Error::Kind::AttestationBad, QStringLiteral("authData"));
    QByteArray object;
    appendHead(object, cbor_encode_map_start, 3);
    appendText(object, "fmt");
    appendText(object, fmt);
    appendText(object, "attStmt");
    object.append(attStmt);
    appendText(object, "authData");
    object.append(authData);
    return object;
}

} // namespace bg
