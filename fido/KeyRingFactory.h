// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/key/SecurityKey.h"

#include <QStringList>

#include <functional>
#include <memory>

namespace bg {

// Asked, while a practice key waits for its touch and from that key's own thread, whether somebody touched it. Must
// return at once. Empty: practice keys are touched by themselves, shortly after they ask.
using PracticeTouch = std::function<bool()>;

// The key ring that the --security-key options ask for, one text per key in the order they are "inserted":
//   hid                        keys of this machine, found by libfido2; the default when `specs` is empty
//   practice[:AAGUID]          a software key that presents itself as a YubiKey 5 NFC with firmware 5.7 and a serial
//   udp:HOST:PORT:LOCALPORT    a CTAP2 authenticator that exchanges 64-byte CTAPHID reports by UDP; [::1] in brackets
// Practice and UDP keys are inserted one at a time by KeyRing::insertNext() and lookOn(), and after the last comes the
// first again; before the first call none is in. They keep their memory when they are taken out.
// Errors: Input, detail is one sentence that names the spec. Does not block and opens nothing yet.
Result<std::unique_ptr<KeyRing>> makeKeyRing(const QStringList &specs, const PracticeTouch &touch = {});

} // namespace bg
