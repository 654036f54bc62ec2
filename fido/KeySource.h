// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/key/SecurityKey.h"
#include "fido/HidPort.h"

#include <memory>

namespace bg {

// A key that no USB port shows: one of the list that the command line names. Keeps its memory while it is out.
class KeySource {
public:
    virtual ~KeySource() = default;
    virtual void insert() = 0;
    virtual void takeOut() = 0;
    // Product and numbers; the ring gives the path.
    virtual SeenKey seen() const = 0;
    // A fresh way to talk to it. KeyRemoved when it is out, KeyBusy, Input.
    virtual Result<std::unique_ptr<HidPort>> connect() = 0;
};

} // namespace bg
