// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"

namespace bg {

// Windows keeps raw HID for elevated programs; this one goes through Windows' own dialogs, elevated or not, which
// libfido2 offers as windows://hello. Windows asks for PIN and touch by itself, and may let the person choose this
// computer instead of a key, so the AAGUID of the result is compared with Windows Hello's own. Nothing can be set,
// removed or cancelled there.
class WindowsHelloKeyRing final : public KeyRing {
public:
    QList<SeenKey> seen() override;
    Result<std::unique_ptr<SecurityKey>> open(const SeenKey &key, std::stop_token stop) override;
    Result<SeenKey> touched(const QList<SeenKey> &among, const LeftOut &leftOut, std::stop_token stop) override;
};

} // namespace bg
