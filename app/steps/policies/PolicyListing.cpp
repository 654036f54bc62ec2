// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/PolicyListing.h"

#include "app/steps/preflight/ReachOfPolicy.h"

#include <algorithm>

namespace bg {

const ConditionalAccessPolicy *PolicyListing::find(const PolicyId &id) const
{
    const auto found = std::find_if(m_policies.begin(), m_policies.end(),
                                    [&](const ConditionalAccessPolicy &one) { return one.id == id; });
    return found == m_policies.end() ? nullptr : &*found;
}

bool PolicyListing::isRecent(const ConditionalAccessPolicy &policy) const
{
    const auto readAt = m_readAt.find({ policy.seenIn, policy.page });
    return readAt != m_readAt.end() && m_clock.now() - readAt->second < longestTrust;
}

// Each in the place of what was known of it. What only beta tells of a policy of v1.0 is kept beside.
void PolicyListing::take(const QList<ConditionalAccessPolicy> &policies)
{
    for (ConditionalAccessPolicy policy : policies) {
        if (policy.seenIn == ApiVersion::Beta)
            m_forAgents[policy.id] = agentConditions(policy.json);
        else if (const auto told = m_forAgents.find(policy.id); told != m_forAgents.end())
            policy.json = withConditions(policy.json, told->second);
        const auto known = std::find_if(m_policies.begin(), m_policies.end(),
                                        [&](const ConditionalAccessPolicy &one) { return one.id == policy.id; });
        if (known == m_policies.end())
            m_policies.append(policy);
        else if (known->seenIn == policy.seenIn)
            *known = policy;
        else
            known->json = withConditions(known->json, m_forAgents[policy.id]);
        m_readAt[{ policy.seenIn, policy.page }] = m_clock.now();
    }
}

Result<void> PolicyListing::readAll(std::stop_token stop)
{
    ConditionalAccess access(m_graph);
    const auto policies = access.list(ApiVersion::V1, stop);
    if (!policies)
        return fail(policies.error());
    m_policies.clear();
    m_readAt.clear();
    take(*policies);
    if (!m_needsBeta)
        return {};
    const auto beta = access.list(ApiVersion::Beta, stop);
    // Beta is not there in every cloud; v1.0 is what counts.
    if (!beta && beta.error().isCancelled())
        return fail(beta.error());
    const qsizetype inV1 = m_policies.size();
    take(beta.value_or(QList<ConditionalAccessPolicy>()));
    m_needsBeta = m_policies.size() > inV1;
    return {};
}

Result<void> PolicyListing::readPageOf(const ConditionalAccessPolicy &policy, std::stop_token stop)
{
    const auto page = ConditionalAccess(m_graph).page(policy.page, policy.seenIn, stop);
    if (!page && page.error().isCancelled())
        return fail(page.error());
    if (page)
        take(*page);
    const bool isOnIt = page && std::any_of(page->begin(), page->end(), [&](const ConditionalAccessPolicy &one) {
                            return one.id == policy.id;
                        });
    // Deleted, or moved to another page, or the page's address does not hold any more.
    return isOnIt ? Result<void>() : readAll(stop);
}

Result<std::optional<ConditionalAccessPolicy>> PolicyListing::recent(const PolicyId &id, std::stop_token stop)
{
    const ConditionalAccessPolicy *known = find(id);
    if (known && !isRecent(*known)) {
        if (auto read = readPageOf(ConditionalAccessPolicy(*known), stop); !read)
            return fail(read.error());
        known = find(id);
    }
    return known ? std::optional(*known) : std::nullopt;
}

} // namespace bg
