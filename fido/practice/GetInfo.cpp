// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/PracticeState.h"

#include <QCborArray>

namespace bg {

namespace {

QCborArray texts(const QStringList &list)
{
    return QCborArray::fromStringList(list);
}

// Text keys in canonical order: the shorter first (CTAP 2.1 section 8).
QCborMap options(const PracticeState &state)
{
    const PracticeDials &dials = state.dials;
    QCborMap map{ { QStringLiteral("rk"), dials.hasResidentKeys }, { QStringLiteral("up"), true } };
    if (!dials.isCtap20) {
        map.insert(QStringLiteral("alwaysUv"), state.alwaysUv);
        map.insert(QStringLiteral("credMgmt"), dials.hasCredentialManagement);
        if (dials.hasConfiguration)
            map.insert(QStringLiteral("authnrCfg"), true);
    }
    map.insert(QStringLiteral("clientPin"), state.pin.isSet());
    if (!dials.isCtap20) {
        map.insert(QStringLiteral("pinUvAuthToken"), true);
        if (dials.hasConfiguration)
            map.insert(QStringLiteral("setMinPINLength"), true);
        map.insert(QStringLiteral("makeCredUvNotRqd"), !state.alwaysUv);
        map.insert(QStringLiteral("credentialMgmtPreview"), dials.hasCredentialManagement);
    }
    return map;
}

} // namespace

ctap2::Answer getInfo(const PracticeState &state)
{
    const PracticeDials &dials = state.dials;
    QStringList extensions;
    if (dials.hasCredProtect)
        extensions.append(QStringLiteral("credProtect"));
    if (dials.hasHmacSecret)
        extensions.append(QStringLiteral("hmac-secret"));
    QCborArray protocols;
    for (const int number : dials.pinProtocols)
        protocols.append(number);

    QCborMap info{ { 1,
                     texts(dials.isCtap20 ? QStringList{ QStringLiteral("FIDO_2_0") }
                                          : QStringList{ QStringLiteral("FIDO_2_0"), QStringLiteral("FIDO_2_1") }) } };
    if (!extensions.isEmpty())
        info.insert(2, texts(extensions));
    info.insert(3, dials.aaguid);
    info.insert(4, options(state));
    info.insert(5, 1200);
    info.insert(6, protocols);
    if (dials.isCtap20)
        return info;
    info.insert(7, 8);
    info.insert(8, 128);
    info.insert(9, texts({ QStringLiteral("usb"), QStringLiteral("nfc") }));
    const QCborMap algorithm{ { QStringLiteral("alg"), dials.hasEs256 ? -7 : -8 },
                              { QStringLiteral("type"), QStringLiteral("public-key") } };
    info.insert(10, QCborArray{ algorithm });
    info.insert(12, state.pin.mustChange());
    info.insert(13, state.pin.minimumLength());
    info.insert(14, dials.firmware[0] << 16 | dials.firmware[1] << 8 | dials.firmware[2]);
    info.insert(20, state.freeSlots());
    return info;
}

} // namespace bg
