// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "fido/UdpPort.h"

#include <QByteArray>
#include <QString>

#include <variant>

namespace bg {

struct UsbSpec {
    friend bool operator==(const UsbSpec &, const UsbSpec &) = default;
};

struct PracticeSpec {
    QByteArray aaguid; // 16 bytes; empty: a YubiKey 5 NFC with firmware 5.7
    friend bool operator==(const PracticeSpec &, const PracticeSpec &) = default;
};

// One --security-key option, as makeKeyRing describes it.
using KeySpec = std::variant<UsbSpec, PracticeSpec, UdpPlace>;

// Input; detail is one sentence.
Result<KeySpec> parseKeySpec(const QString &text);

} // namespace bg
