// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/YubiKeyConfig.h"

#include <QString>

#include <optional>

namespace bg {

// "YubiKey 5C NFC", "Security Key NFC", ...: from what the key's management application tells, else from the AAGUID
// (resources/yubikeys.json; one AAGUID covers several shapes, so that name is the less exact one), else the USB product
// text, else "Security key". `aaguid`: GUID text in lower case.
QString keyModel(const std::optional<YubiKeyConfig> &config, const QString &aaguid, const QString &product);

// Whether our table has this AAGUID (GUID text in lower case).
bool isKnownModel(const QString &aaguid);

// The sixteen bytes as GUID text in lower case; empty for another size.
QString aaguidText(const QByteArray &aaguid);

} // namespace bg
