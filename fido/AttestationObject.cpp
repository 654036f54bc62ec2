// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/AttestationObject.h"

#include "fido/CborItem.h"

#include <array>

#include <cbor.h>

namespace bg {

namespace {

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
    const auto statement = cborItem(attStmt.toByteArray()), data = cborItem(authData.toByteArray());
    if (!statement || !statement->isMap())
        return fail(Error::Kind::AttestationBad, QStringLiteral("attStmt"));
    if (!data || !data->isByteArray())
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
