// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/KeyRingFactory.h"

#include "fido/FidoKeyRing.h"
#include "fido/KeySpec.h"
#include "fido/UdpSource.h"
#include "fido/practice/PracticeSource.h"

#ifdef _WIN32
#include "fido/windows/WebAuthnDll.h"
#include "fido/windows/WindowsKeyRing.h"
#endif

namespace bg {

namespace {

// The practice key at this place of the list: each has its own serial, the same in every run.
PracticeDials practiceDials(const PracticeSpec &spec, std::size_t place)
{
    PracticeDials dials;
    if (!spec.aaguid.isEmpty())
        dials.aaguid = spec.aaguid;
    dials.serial = 29'000'001 + quint32(place);
    return dials;
}

} // namespace

Result<std::unique_ptr<KeyRing>> makeKeyRing(const QStringList &specs, const PracticeTouch &touch)
{
    FidoKeyRing::Places places;
    bool isUsbOnly = true;
    for (const QString &text : specs.isEmpty() ? QStringList{ QStringLiteral("hid") } : specs) {
        const auto spec = parseKeySpec(text);
        if (!spec)
            return fail(spec.error());
        if (const auto *practice = std::get_if<PracticeSpec>(&*spec))
            places.push_back(std::make_unique<PracticeSource>(practiceDials(*practice, places.size()), touch));
        else if (const auto *udp = std::get_if<UdpPlace>(&*spec))
            places.push_back(std::make_unique<UdpSource>(*udp));
        else
            places.push_back(nullptr);
        isUsbOnly = isUsbOnly && !places.back();
    }
#ifdef _WIN32
    // Raw HID would need elevation there; Windows itself draws the dialogs.
    if (auto dialogs = isUsbOnly ? webAuthnDll() : nullptr)
        return std::make_unique<WindowsKeyRing>(std::move(dialogs));
#else
    static_cast<void>(isUsbOnly);
#endif
    return std::make_unique<FidoKeyRing>(std::move(places));
}

} // namespace bg
