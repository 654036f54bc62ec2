// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/Preflight.h"

#include "app/graph/GraphClient.h"
#include "app/steps/preflight/Scene.h"

#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace bg {

namespace {

// A few, so that the first answers are there within a second even where each takes long.
constexpr std::size_t threads = 4;

using Check = Result<void> (*)(const preflight::Scene &);

// In the order of the Tenant page; the first four begin at once.
constexpr std::array<Check, 7> checks{ preflight::checkTenant,   preflight::checkOperator,  preflight::checkPolicies,
                                       preflight::checkPasskeys, preflight::checkRoleRules, preflight::checkGates,
                                       preflight::checkDomains };

// What the threads of one run share.
struct Round {
    TenantFacts tenant;
    std::optional<bool> hasPim;
    preflight::Administrators administrators;
    std::array<QList<Finding>, checks.size() + 1> findings; // per check, and those made after
    std::array<Result<void>, checks.size()> results;
    std::atomic<std::size_t> next = 0;
    std::mutex reporting;
    std::stop_source stop;
};

} // namespace

Preflight::Preflight(const Cloud &cloud, TokenSource &tokens, Clock &clock, RequestPacing &pacing,
                     RequestCounter &counter)
    : m_cloud(cloud), m_tokens(tokens), m_clock(clock), m_pacing(pacing), m_counter(counter)
{ }

Result<TenantFacts> Preflight::run(const DesiredState &desired, const Remembered &remembered, const FindingSeen &seen,
                                   std::stop_token stop)
{
    Round round;
    const std::stop_callback onStop(stop, [&] { round.stop.request_stop(); });
    const Identity person = m_tokens.identity();
    round.tenant.operatorId = person.objectId;

    const auto sceneOf = [&](GraphClient &graph, std::size_t which) {
        return preflight::Scene{ graph,
                                 desired,
                                 person,
                                 remembered,
                                 round.tenant,
                                 round.hasPim,
                                 round.administrators,
                                 [&round, &seen, which](Finding finding) {
                                     const std::lock_guard lock(round.reporting);
                                     round.findings[which].append(finding);
                                     if (seen)
                                         seen(finding);
                                 },
                                 round.stop.get_token() };
    };
    const auto work = [&] {
        GraphClient graph(m_cloud, m_tokens, m_clock, m_pacing, m_counter);
        if (m_remembered)
            graph.remember(*m_remembered);
        for (std::size_t which = round.next++; which < checks.size(); which = round.next++) {
            round.results[which] = checks[which](sceneOf(graph, which));
            if (!round.results[which]) // nobody can go on without it: no need to finish the others
                round.stop.request_stop();
        }
    };
    {
        std::vector<std::jthread> pool;
        for (std::size_t at = 0; at < threads; ++at)
            pool.emplace_back(work);
    }

    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    for (const auto &result : round.results)
        if (!result && !result.error().isCancelled())
            return fail(result.error());

    GraphClient graph(m_cloud, m_tokens, m_clock, m_pacing, m_counter);
    preflight::judgeLicence(sceneOf(graph, checks.size()));
    preflight::judgeFound(sceneOf(graph, checks.size()));
    if (m_seeksAdministrators)
        if (auto read = preflight::readAdministrators(sceneOf(graph, checks.size())); !read)
            return fail(read.error());
    for (const QList<Finding> &findings : round.findings)
        round.tenant.findings += findings;
    return round.tenant;
}

} // namespace bg
