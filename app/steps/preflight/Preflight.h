// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenSource.h"
#include "app/base/Clock.h"
#include "app/base/Cloud.h"
#include "app/graph/ResponseCache.h"
#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "app/model/DesiredState.h"
#include "app/model/Finding.h"
#include "app/model/TenantFacts.h"
#include "app/steps/preflight/Discovery.h"

#include <functional>
#include <stop_token>

namespace bg {

// Told each finding as soon as it is known, on whatever thread found it, one at a time.
using FindingSeen = std::function<void(const Finding &)>;

// Reads everything in the tenant that decides how the set-up goes. Writes nothing.
class Preflight {
public:
    // All of them outlive this object. `pacing` and `counter` are those of the lanes.
    Preflight(const Cloud &cloud, TokenSource &tokens, Clock &clock, RequestPacing &pacing, RequestCounter &counter);

    // What is read is kept in `answers` too, which outlives this object.
    void remember(ResponseCache &answers) { m_remembered = &answers; }
    // Reads as well whom a repair can let in again: TenantFacts::administrators. Two requests more.
    void seekAdministrators() { m_seeksAdministrators = true; }
    // Blocks until all checks are done, or within 100 ms of `stop` (Cancelled). Checks run side by side on a few
    // threads of their own; one that cannot be read becomes a finding. Errors: those of the sign-in, and whatever made
    // it impossible to read the organization at all.
    // `remembered`: from earlier runs of this tenant.
    Result<TenantFacts> run(const DesiredState &desired, const Remembered &remembered, const FindingSeen &seen,
                            std::stop_token stop);

private:
    Cloud m_cloud;
    TokenSource &m_tokens;
    Clock &m_clock;
    RequestPacing &m_pacing;
    RequestCounter &m_counter;
    ResponseCache *m_remembered = nullptr;
    bool m_seeksAdministrators = false;
};

} // namespace bg
