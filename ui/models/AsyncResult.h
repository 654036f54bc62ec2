// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"
#include "app/base/Result.h"

#include <optional>

namespace bg {

// What a page shows of one blocking call: not asked, running, answered or failed. A stopped call is as if not asked.
template <typename T> struct AsyncResult {
    bool isRunning = false;
    std::optional<T> value;
    std::optional<Error> error;
};

// What came of the call.
template <typename T> AsyncResult<T> readingOf(const Result<T> &answer)
{
    if (answer)
        return { false, *answer, {} };
    return { false, {}, answer.error().isCancelled() ? std::nullopt : std::optional(answer.error()) };
}

// The same of a call that has nothing to tell but that it succeeded.
inline AsyncResult<bool> readingOf(const Result<void> &answer)
{
    return answer ? AsyncResult<bool>{ false, true, {} } : readingOf<bool>(tl::unexpected(answer.error()));
}

} // namespace bg
