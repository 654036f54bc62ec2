// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCborValue>

#include <optional>

namespace bg {

// `bytes` as one whole CBOR item with nothing behind it; nothing when it is not that. Safe on what strangers send: a
// head that announces billions of members costs no memory, as it does in libcbor's cbor_load.
std::optional<QCborValue> cborItem(const QByteArray &bytes);

} // namespace bg
