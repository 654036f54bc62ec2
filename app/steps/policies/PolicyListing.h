// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/graph/ConditionalAccess.h"

#include <QList>
#include <QString>

#include <chrono>
#include <map>
#include <optional>
#include <stop_token>
#include <utility>

namespace bg {

// The Conditional Access policies as they were read last, page by page. A change of excludeGroups by somebody else
// between our reading and our writing is overwritten, since no ETag is offered, and is put back when the audit log
// shows it (LostUpdateDetection). To keep that rare, a policy is read again before it is written, with its page, when that is
// longer ago than `longestTrust`: each such reading takes one of the tenant's seconds. Belongs to one lane.
class PolicyListing {
public:
    static constexpr std::chrono::seconds longestTrust{ 120 };

    // `mayBetaShowMore`: whether beta is listed too. Both outlive this object.
    PolicyListing(GraphClient &graph, const Clock &clock, bool mayBetaShowMore)
        : m_graph(graph), m_clock(clock), m_needsBeta(mayBetaShowMore)
    { }

    // All pages, v1.0's and those that only beta shows. Blocks for the pace of Conditional Access; errors as
    // ConditionalAccess::list, none for a beta that is not there.
    Result<void> readAll(std::stop_token stop);
    // The policy as it was within the last `longestTrust`; nothing when it is gone. Blocks where it must be read again.
    Result<std::optional<ConditionalAccessPolicy>> recent(const PolicyId &id, std::stop_token stop);

    const QList<ConditionalAccessPolicy> &all() const { return m_policies; }

private:
    using Page = std::pair<ApiVersion, QString>;
    const ConditionalAccessPolicy *find(const PolicyId &id) const;
    bool isRecent(const ConditionalAccessPolicy &policy) const;
    void take(const QList<ConditionalAccessPolicy> &policies);
    Result<void> readPageOf(const ConditionalAccessPolicy &policy, std::stop_token stop);

    GraphClient &m_graph;
    const Clock &m_clock;
    QList<ConditionalAccessPolicy> m_policies;
    std::map<Page, std::chrono::steady_clock::time_point> m_readAt;
    std::map<PolicyId, QJsonObject> m_forAgents; // conditions that v1.0 does not show
    bool m_needsBeta; // beta is listed again only when it shows more than v1.0
};

} // namespace bg
