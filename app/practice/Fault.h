// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bg {

// What goes wrong with one request.
enum class Fault {
    None,
    DropBefore, // the connection breaks, nothing was done
    DropAfter, // done, but the connection breaks before the answer
    Throttle, // 429 with Retry-After: 1
    ThrottleBare, // 429 without Retry-After
    Forbidden, // 403
    ServerError, // 500
    BadGateway, // 502 with an HTML page, as a proxy on the way gives it
    Unavailable, // 503
    GatewayTimeout, // 504; the request was done nevertheless
    Truncated, // done, but the answer breaks off in the middle
    Silent, // no answer at all, the connection stays open
};

} // namespace bg
