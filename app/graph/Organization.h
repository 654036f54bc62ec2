// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/graph/GraphClient.h"

#include <QList>
#include <QString>

#include <stop_token>

namespace bg {

struct VerifiedDomain {
    QString name;
    QString type; // "Managed" or "Federated"
    bool isDefault = false;
    bool isInitial = false;
};

struct AssignedPlan {
    QString servicePlanId;
    QString service;
    QString capabilityStatus; // "Enabled", "Warning", "Suspended", "Deleted", "LockedOut"
};

struct OrganizationProfile {
    TenantId id;
    QString displayName;
    QString tenantType; // "AAD", "AAD B2C", "CIAM"
    QList<VerifiedDomain> verifiedDomains;
    QList<AssignedPlan> assignedPlans;
    bool hasDirectorySync = false;
};

// GET /organization. Scope Organization.Read.All.
class Organization {
public:
    explicit Organization(GraphClient &graph) : m_graph(graph) { }
    // Blocks; errors of GraphClient::send, Malformed when the collection does not hold exactly one element.
    Result<OrganizationProfile> profile(std::stop_token stop);

private:
    GraphClient &m_graph;
};

} // namespace bg
