// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/AttestationObject.h"

#include <cstdint>
#include <cstdlib>

// Any attStmt and authData that are taken stand in the object byte for byte, behind its head. The
// first two bytes are the length of attStmt.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView all(bytes + 2, qsizetype(size) - 2);
    const qsizetype cut = qMin<qsizetype>(bytes[0] << 8 | bytes[1], all.size());
    const QByteArrayView authData = all.sliced(cut);
    const auto object = bg::attestationObject("packed", all.first(cut), authData);
    if (!object)
        return 0;
    if (!object->startsWith("\xa3\x63"
                            "fmt")
        || !object->endsWith(authData.toByteArray()))
        std::abort();
    return 0;
}
