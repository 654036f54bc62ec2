// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"

#include <QDir>
#include <QList>

namespace bg {

// The FIDO keys on this machine's USB ports. Those that the system shows but does not let us open are in the list with
// isPermitted false: libfido2's manifest says nothing of them. 2 to 20 ms.
QList<SeenKey> usbKeys();

// The FIDO nodes in /sys/class/hidraw (or a copy of it): "hidraw3" and its like, known by usage page 0xF1D0 in the
// report descriptor, with the numbers and the name of the uevent beside it. `dev` is where the nodes themselves lie.
QList<SeenKey> hidrawKeys(const QDir &sysClassHidraw, const QDir &dev);

} // namespace bg
