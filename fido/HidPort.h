// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/CtapHid.h"

#include <chrono>

namespace bg {

// The one place where reports of 64 bytes leave and enter: a hidraw node, a UDP socket, or a practice key. One thread
// reads; another may write meanwhile, to cancel.
class HidPort {
public:
    enum class Reading { Got, Nothing, Gone };

    virtual ~HidPort() = default;
    // Waits at most `patience` for the next report. Gone: the key was taken out, and nothing will come any more.
    virtual Reading read(ctaphid::Report &report, std::chrono::milliseconds patience) = 0;
    // False when the key was taken out.
    virtual bool write(const ctaphid::Report &report) = 0;
    // Whether it was taken out, as far as the port can tell without reading. At once; any thread.
    virtual bool isGone() const { return false; }
};

} // namespace bg
