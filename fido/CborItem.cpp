// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/CborItem.h"

#include <QCborStreamReader>

namespace bg {

std::optional<QCborValue> cborItem(const QByteArray &bytes)
{
    QCborStreamReader reader(bytes);
    QCborValue value = QCborValue::fromCbor(reader);
    if (bytes.isEmpty() || reader.lastError() != QCborError::NoError || reader.currentOffset() != bytes.size())
        return std::nullopt;
    return value;
}

} // namespace bg
