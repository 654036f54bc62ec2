// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reconcile/Settle.h"

#include <algorithm>
#include <array>

namespace bg {

namespace {

constexpr std::array<int, 7> pauses{ 1, 1, 2, 3, 5, 8, 10 }; // seconds; the last one goes on

} // namespace

Result<void> Settle::until(const Question &asked, std::stop_token stop) const
{
    std::chrono::seconds waited{ 0 };
    for (std::size_t turn = 0;; ++turn) {
        const Result<bool> answer = asked(stop);
        if (!answer && answer.error().kind != Error::Kind::NotFound)
            return fail(answer.error());
        if (answer.value_or(false))
            return {};
        if (waited >= longest)
            return answer ? fail(Error::Kind::NotSettled) : fail(answer.error());
        const std::chrono::seconds pause{ pauses[std::min(turn, pauses.size() - 1)] };
        if (m_notice)
            m_notice(waited);
        if (!m_clock.sleep(pause, stop))
            return fail(Error::Kind::Cancelled);
        waited += pause;
    }
}

Result<void> Settle::untilFound(const std::function<Result<void>(std::stop_token)> &work, std::stop_token stop) const
{
    return until(
        [&](std::stop_token token) -> Result<bool> {
            if (auto done = work(token); !done)
                return fail(done.error());
            return true;
        },
        stop);
}

} // namespace bg
