// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace bg {

// A user's or relying party's name as UTF-8 of at most 64 bytes, cut between two characters. Some keys refuse longer
// ones (measured: INVALID_CBOR), and libfido2 does not cut. A NUL ends it: libfido2 takes C strings.
QByteArray entityName(const QString &name);

} // namespace bg
