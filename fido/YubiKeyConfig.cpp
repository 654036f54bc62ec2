// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/YubiKeyConfig.h"

#include "fido/VendorChannel.h"

#include <QtEndian>

namespace bg {

namespace {

enum Tag : unsigned char { Serial = 0x02, FormFactor = 0x04, Firmware = 0x05, NfcSupported = 0x0d };

void take(YubiKeyConfig &config, unsigned char tag, QByteArrayView value)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(value.data());
    if (tag == Serial && value.size() == 4) {
        if (const quint32 serial = qFromBigEndian<quint32>(bytes); serial != 0)
            config.serial = serial;
    } else if (tag == FormFactor && value.size() == 1) {
        config.formFactor = bytes[0] & 0x0f;
        config.isFips = (bytes[0] & 0x80) != 0;
        config.isSecurityKeyLine = (bytes[0] & 0x40) != 0;
    } else if (tag == Firmware && value.size() == 3) {
        config.firmware = QStringLiteral("%1.%2.%3").arg(bytes[0]).arg(bytes[1]).arg(bytes[2]);
    } else if (tag == NfcSupported) {
        for (const char byte : value)
            config.hasNfc = config.hasNfc || byte != 0;
    }
}

} // namespace

std::optional<YubiKeyConfig> YubiKeyConfig::parse(QByteArrayView page)
{
    if (page.isEmpty() || qsizetype(static_cast<unsigned char>(page.front())) != page.size() - 1)
        return std::nullopt;
    YubiKeyConfig config;
    QByteArrayView rest = page.sliced(1);
    while (!rest.isEmpty()) {
        if (rest.size() < 2)
            return std::nullopt;
        const auto tag = static_cast<unsigned char>(rest[0]);
        const qsizetype length = static_cast<unsigned char>(rest[1]);
        if (rest.size() < 2 + length)
            return std::nullopt;
        take(config, tag, rest.sliced(2, length));
        rest = rest.sliced(2 + length);
    }
    return config;
}

std::optional<YubiKeyConfig> readYubiKeyConfig(HidPort &port, std::stop_token stop)
{
    const auto channel = VendorChannel::open(port, stop);
    if (!channel)
        return std::nullopt;
    const QByteArray firstPage(1, '\0');
    for (const QByteArray &question : { firstPage, QByteArray() }) {
        const auto answer = channel->ask(ctaphid::VendorReadConfig, question, stop);
        if (answer)
            if (auto config = YubiKeyConfig::parse(*answer))
                return config;
    }
    return std::nullopt;
}

} // namespace bg
