// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/graph/GraphClient.h"

#include <QString>

#include <stop_token>

namespace bg {

struct AdministrativeUnit {
    ObjectId id;
    QString displayName;
    bool isMemberManagementRestricted = false; // nobody can reset a Global Administrator inside it
};

// Which units an account is in: Users::memberOf. Every call blocks its lane.
class AdministrativeUnits {
public:
    explicit AdministrativeUnits(GraphClient &graph) : m_graph(graph) { }

    Result<AdministrativeUnit> byId(const ObjectId &id, std::stop_token stop);
    // Takes the link away, never the member; a link that is gone is success.
    Result<void> removeMember(const ObjectId &unit, const ObjectId &member, std::stop_token stop);
    // Already there is success.
    Result<void> addMember(const ObjectId &unit, const ObjectId &member, std::stop_token stop);

private:
    GraphClient &m_graph;
};

} // namespace bg
