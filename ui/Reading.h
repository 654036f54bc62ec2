// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"

#include <optional>

namespace bg {

// What a page shows of one blocking call: not asked, running, answered or failed. A stopped call is as if not asked.
template <typename T> struct Reading {
    bool isRunning = false;
    std::optional<T> value;
    std::optional<Error> error;
};

} // namespace bg
