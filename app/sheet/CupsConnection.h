// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <cups/cups.h>

#include <memory>
#include <stop_token>

namespace bg {

// One connection to the print system's scheduler, for one printer. Every call blocks; `stop` breaks off the connecting.
class CupsConnection {
public:
    // NoPrinter: the scheduler does not answer, or has no queue of that name. PrinterNotTrusted: it is on another
    // computer, and TLS is not demanded of it.
    static Result<CupsConnection> to(const QString &printer, std::stop_token stop);

    http_t *http() const { return m_http.get(); }
    cups_dest_t *queue() const { return m_queue.get(); }
    cups_dinfo_t *info() const { return m_info.get(); }

private:
    struct CloseHttp {
        void operator()(http_t *http) const { httpClose(http); }
    };
    struct FreeQueue {
        void operator()(cups_dest_t *queue) const { cupsFreeDests(1, queue); }
    };
    struct FreeInfo {
        void operator()(cups_dinfo_t *info) const { cupsFreeDestInfo(info); }
    };
    std::unique_ptr<http_t, CloseHttp> m_http;
    std::unique_ptr<cups_dest_t, FreeQueue> m_queue;
    std::unique_ptr<cups_dinfo_t, FreeInfo> m_info;
};

// What the print system said last, in its own words.
QString lastCupsError();

} // namespace bg
