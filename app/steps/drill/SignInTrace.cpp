// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/drill/SignInTrace.h"

namespace bg {

using namespace std::chrono_literals;

namespace {

constexpr auto lookAtLogEvery = 20s; // the tenant's log takes five requests in ten seconds from everybody together

} // namespace

Result<std::optional<SignInEntry>> SignInTrace::find(const ObjectId &account, const QDateTime &since,
                                                     std::stop_token stop)
{
    const auto end = m_clock.now() + longest;
    for (;;) {
        // beta tells how the person signed in.
        const auto entries = AuditLogs(m_graph).signIns(account, since, ApiVersion::Beta, stop);
        if (!entries)
            return fail(entries.error());
        for (const SignInEntry &entry : *entries)
            if (entry.errorCode == 0)
                return entry;
        if (m_clock.now() >= end)
            return std::nullopt;
        if (!m_clock.sleep(lookAtLogEvery, stop))
            return fail(Error::Kind::Cancelled);
    }
}

} // namespace bg
