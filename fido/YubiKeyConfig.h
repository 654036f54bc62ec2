// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/HidPort.h"

#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <optional>
#include <stop_token>

namespace bg {

inline constexpr quint16 yubicoVendorId = 0x1050;

// What a YubiKey's management application tells (READ_CONFIG, firmware 4.1 and later). Unset where the key is silent.
struct YubiKeyConfig {
    std::optional<std::uint32_t> serial; // Security Keys have none
    int formFactor
        = 0; // 1 USB-A keychain, 2 USB-A nano, 3 USB-C, 4 USB-C nano, 5 USB-C and Lightning, 6 A bio, 7 C bio
    bool isFips = false;
    bool isSecurityKeyLine = false; // "Security Key by Yubico"
    bool hasNfc = false;
    QString firmware; // "5.7.1"

    // From one page: a length byte, then tag, length and value. Nothing when the lengths do not fit.
    static std::optional<YubiKeyConfig> parse(QByteArrayView page);
};

// Asks over a CTAPHID channel of its own, before libfido2 opens one: first with the page byte, then without (some keys
// refuse the one, some the other), needs neither PIN nor touch. Nothing when the key does not know the command. Blocks
// at most two seconds. Only for Yubico's vendor id: the number means other things elsewhere.
std::optional<YubiKeyConfig> readYubiKeyConfig(HidPort &port, std::stop_token stop);

} // namespace bg
