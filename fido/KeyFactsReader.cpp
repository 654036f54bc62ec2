// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/KeyFactsReader.h"

#include "fido/FidoBytes.h"
#include "fido/KeyModels.h"

#include <algorithm>
#include <cstring>

namespace bg {

namespace {

bool hasText(char **texts, std::size_t count, const char *wanted)
{
    return std::any_of(texts, texts + count, [&](const char *text) { return std::strcmp(text, wanted) == 0; });
}

bool hasExtension(const fido_cbor_info_t *info, const char *name)
{
    return hasText(fido_cbor_info_extensions_ptr(info), fido_cbor_info_extensions_len(info), name);
}

// The option's value; nothing when the key does not name it, which is a third state.
std::optional<bool> option(const fido_cbor_info_t *info, const char *name)
{
    char **names = fido_cbor_info_options_name_ptr(info);
    const bool *values = fido_cbor_info_options_value_ptr(info);
    for (std::size_t i = 0; i < fido_cbor_info_options_len(info); ++i)
        if (std::strcmp(names[i], name) == 0)
            return values[i];
    return std::nullopt;
}

// A key that lists no algorithms knows ES256: CTAP 2.0 had no such list.
bool supportsEs256(const fido_cbor_info_t *info)
{
    const std::size_t count = fido_cbor_info_algorithm_count(info);
    for (std::size_t i = 0; i < count; ++i)
        if (fido_cbor_info_algorithm_cose(info, i) == COSE_ES256)
            return true;
    return count == 0;
}

// The device version of CTAPHID_INIT is none of the firmware: CTAP 2.1 section 11.2.9.1.3 leaves it to the maker.
// firmwareVersion (0x0E of getInfo) is a number that only grows; Yubico packs three bytes into it.
QString toldFirmware(quint64 version, quint16 vendorId)
{
    if (version == 0)
        return {};
    if (vendorId != yubicoVendorId || version > 0xffffff)
        return QString::number(version);
    return QStringLiteral("%1.%2.%3").arg(version >> 16).arg((version >> 8) & 0xff).arg(version & 0xff);
}

QStringList transports(const fido_cbor_info_t *info)
{
    QStringList list;
    char **texts = fido_cbor_info_transports_ptr(info);
    for (std::size_t i = 0; i < fido_cbor_info_transports_len(info); ++i)
        list.append(QString::fromUtf8(texts[i]));
    return list;
}

void takeInfo(const fido_cbor_info_t *info, KeyFacts &facts)
{
    facts.aaguid = aaguidText(copied(fido_cbor_info_aaguid_ptr(info), fido_cbor_info_aaguid_len(info)));
    facts.canSetPin = option(info, "clientPin").has_value();
    facts.hasPin = option(info, "clientPin").value_or(false);
    facts.mustChangePin = fido_cbor_info_new_pin_required(info);
    facts.hasBuiltInUv = option(info, "uv").value_or(false);
    facts.alwaysUv = option(info, "alwaysUv").value_or(false);
    facts.supportsResidentKeys = option(info, "rk").value_or(false);
    facts.supportsHmacSecret = hasExtension(info, "hmac-secret");
    facts.supportsCredProtect = hasExtension(info, "credProtect");
    facts.supportsEs256 = supportsEs256(info);
    facts.supportsCredentialManagement
        = option(info, "credMgmt").value_or(false) || option(info, "credentialMgmtPreview").value_or(false);
    facts.canConfigure = option(info, "authnrCfg").value_or(false) && option(info, "setMinPINLength").value_or(false);
    facts.minimumPinLength = std::clamp(int(fido_cbor_info_minpinlen(info)), 4, 63); // CTAP 2.0 keys tell 0
    facts.freeSlots = int(fido_cbor_info_rk_remaining(info));
    facts.transports = transports(info);
}

} // namespace

int pinRetries(FidoDevice &device)
{
    int retries = -1;
    const int code = device.run([&](fido_dev_t *dev) { return fido_dev_get_retry_count(dev, &retries); }, {});
    return code == FIDO_OK ? retries : -1;
}

Result<KeyFacts> readFacts(FidoDevice &device, const SeenKey &seen, const std::optional<YubiKeyConfig> &config,
                           std::stop_token stop)
{
    KeyFacts facts;
    facts.path = seen.path;
    facts.vendorId = seen.vendorId;
    facts.productId = seen.productId;
    facts.manufacturer = seen.manufacturer;
    facts.isFido2 = fido_dev_is_fido2(device.handle());
    if (config && !config->firmware.isEmpty()) {
        facts.firmware = config->firmware;
        facts.firmwareSource = KeyFacts::Source::VendorCommand;
    }
    if (config && config->serial)
        facts.serial = QString::number(*config->serial);
    if (facts.isFido2) {
        const FidoCborInfo info(fido_cbor_info_new());
        const int code = device.run([&](fido_dev_t *dev) { return fido_dev_get_cbor_info(dev, info.get()); }, stop);
        if (code != FIDO_OK)
            return fail(fidoError(code, device.context(QStringLiteral("getInfo"))));
        takeInfo(info.get(), facts);
        if (facts.firmware.isEmpty()) {
            facts.firmware = toldFirmware(fido_cbor_info_fwversion(info.get()), facts.vendorId);
            facts.firmwareSource = facts.firmware.isEmpty() ? KeyFacts::Source::Unknown : KeyFacts::Source::GetInfo;
        }
        if (facts.hasPin)
            facts.pinRetries = pinRetries(device);
    }
    facts.isKnownModel = isKnownModel(facts.aaguid);
    facts.model = keyModel(config, facts.aaguid, seen.product);
    return facts;
}

} // namespace bg
