// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/Result.h"

#include <chrono>
#include <functional>
#include <stop_token>

namespace bg {

// Waits out the directory's replication. A new account reads back from the replica that made it first; others follow
// within two minutes (msgraph-sdk-dotnet#2772). Asks again after pauses of 1, 1, 2, 3, 5, 8 and then 10 seconds each.
class Settle {
public:
    static constexpr std::chrono::seconds longest{ 180 };
    // True: the directory shows what was written.
    using Question = std::function<Result<bool>(std::stop_token)>;
    // Told before each pause how long it has been waiting, on the caller's thread.
    using Notice = std::function<void(std::chrono::seconds waited)>;

    explicit Settle(Clock &clock, Notice notice = {}) : m_clock(clock), m_notice(std::move(notice)) { }

    // Blocks until `asked` says yes. NotFound from it means not yet. NotSettled after the longest wait; any other error
    // of the question at once; Cancelled within 100 ms of `stop`.
    Result<void> until(const Question &asked, std::stop_token stop) const;
    // Calls `work` until it no longer answers NotFound: something it names is not replicated yet.
    Result<void> untilFound(const std::function<Result<void>(std::stop_token)> &work, std::stop_token stop) const;

private:
    Clock &m_clock;
    Notice m_notice;
};

} // namespace bg
