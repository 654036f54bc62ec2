// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Retry.h"

namespace bg {

using namespace std::chrono_literals;

namespace {
constexpr int triesWhenLost = 5;
constexpr int triesWhenThrottled = 10;
constexpr auto longestWait = 5min;

bool isLost(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Offline:
    case Error::Kind::TimedOut:
    case Error::Kind::Malformed:
        return true;
    case Error::Kind::Unavailable:
        return error.httpStatus != 501 && error.httpStatus != 505;
    default:
        return false;
    }
}
} // namespace

Retry::Next Retry::after(const Error &error)
{
    ++m_tries;
    if (error.kind == Error::Kind::Throttled)
        return m_tries < triesWhenThrottled ? Next::SendAgain : Next::GiveUp;
    if (!isLost(error) || m_tries >= triesWhenLost)
        return Next::GiveUp;
    return m_isRepeatable ? Next::SendAgain : Next::LookWhetherItArrived;
}

std::optional<std::chrono::milliseconds> Retry::pause(std::optional<std::chrono::milliseconds> retryAfter)
{
    if (!retryAfter)
        return m_backoff.next();
    if (*retryAfter > longestWait)
        return std::nullopt;
    return retryAfter;
}

} // namespace bg
