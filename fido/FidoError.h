// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"

#include <QString>

namespace bg {

// What was going on when libfido2 returned its code; the same code means different things.
struct FidoContext {
    bool isStopped = false; // the person asked to stop
    bool isGone = false; // the port saw the key go
    bool isOverdue = false; // our own clock ran out while the key asked for its touch
    bool isBusy = false; // the key said that another program talks to it
    bool isSilent = false; // it is in, and said nothing for too long
    bool isOpening = false;
    bool mustChangePin = false; // as the key says after the failure
    int retriesBefore = -1; // PIN retry counter around the call; -1 not known
    int retriesAfter = -1;
    QString call; // "makeCredential", for the details
};

// The kind of error for a code of libfido2 1.12 (fido/err.h, and FIDO_ERR_RX and its like below zero). serviceCode is
// "FIDO_ERR_PIN_INVALID" and so on. Never for FIDO_OK. PinWrong only when the counter dropped or is not known.
Error fidoError(int code, const FidoContext &context = {});

// "FIDO_ERR_PIN_INVALID"; "0x57" for what libfido2 has no name for.
QString fidoErrorName(int code);

} // namespace bg
