// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/graph/GraphClient.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>
#include <stop_token>

namespace bg {

// A policy as it was read, whole, and the parts that are asked for often.
struct ConditionalAccessPolicy {
    PolicyId id;
    QString displayName;
    QString state; // "enabled", "disabled", "enabledForReportingButNotEnforced"
    QString templateId; // empty when it was not made from a template
    QList<ObjectId> excludeGroups;
    ApiVersion seenIn = ApiVersion::V1;
    QString page; // of the list, that it was read from
    QJsonObject json;

    static ConditionalAccessPolicy fromJson(const QJsonObject &json, ApiVersion seenIn = ApiVersion::V1);
};

// "enabledForReportingButNotEnforced"
QString reportOnlyState();

// The one change that is made to a policy that was there before, but for a repair: its whole new list of excluded groups.
struct ExcludeGroups {
    PolicyId policy;
    QList<ObjectId> groups;

    QJsonObject toJson() const; // {"conditions":{"users":{"excludeGroups":[...]}}}
};

// The wizard's own policy: targets only the exclusion group and requires the given strength.
struct GuardPolicy {
    QString displayName;
    ObjectId group;
    QString authenticationStrengthId;
};

// Conditional Access policies: paced at one request per second for the whole tenant, reads and writes together. Every
// call blocks its lane and ends within 100 ms of `stop`.
class ConditionalAccess {
public:
    explicit ConditionalAccess(GraphClient &graph) : m_graph(graph) { }

    // All policies, page by page. v1.0 and beta may show different ones: those with preview features only in beta.
    Result<QList<ConditionalAccessPolicy>> list(ApiVersion version, std::stop_token stop);
    // The policies of one page of that list, by the address that they came with.
    Result<QList<ConditionalAccessPolicy>> page(const QString &page, ApiVersion version, std::stop_token stop);
    Result<ConditionalAccessPolicy> byId(const PolicyId &id, ApiVersion version, std::stop_token stop);
    // PATCH of the members in `body`. serviceCode of a Refused error holds the policy service's number: "1038" asks for
    // beta, "1007", "1088", "1118" cannot be mended by us. NotLicensed: P1 is missing or lapsed.
    Result<void> update(const PolicyId &policy, const QJsonObject &body, ApiVersion version, std::stop_token stop);
    // Makes the guard in report-only mode. When the answer is lost, a policy of that name that includes the group is
    // looked for first.
    Result<ConditionalAccessPolicy> create(const GuardPolicy &guard, std::stop_token stop);
    // Switches the guard from report-only to on; nothing else is sent.
    Result<void> switchOn(const PolicyId &policy, std::stop_token stop);

private:
    GraphClient &m_graph;
};

} // namespace bg
