// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/RunRecord.h"

#include <QJsonDocument>

#include <cstdint>
#include <cstdlib>

// A record as anybody may have written it: what is taken is the same when it is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const auto record = bg::RunRecord::fromJson(QByteArray(reinterpret_cast<const char *>(bytes), qsizetype(size)));
    if (!record) {
        if (record.error().kind != bg::Error::Kind::Malformed)
            std::abort();
        return 0;
    }
    const QJsonObject written = record->toJson();
    const auto again = bg::RunRecord::fromJson(QJsonDocument(written).toJson());
    if (!again || again->toJson() != written)
        std::abort();
    return 0;
}
