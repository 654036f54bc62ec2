// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/base/Secret.h"

namespace bg {

// A PIN as libfido2 takes it: UTF-8 in NFC with a NUL behind it (CTAP 2.1 section 6.5.1).
class PinText {
public:
    // PinRejected when it is not UTF-8, has fewer code points than `minimum` or bytes than 4, or more bytes than 63.
    static Result<PinText> of(const Secret &pin, int minimum);
    // Valid while this object lives.
    const char *text() const { return m_text.reveal().data(); }

private:
    explicit PinText(Secret text) : m_text(std::move(text)) { }
    Secret m_text;
};

} // namespace bg
