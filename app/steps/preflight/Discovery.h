// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/graph/GraphClient.h"
#include "app/graph/Groups.h"
#include "app/model/DiscoveredAccount.h"
#include "app/steps/preflight/Administrators.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QSet>

#include <stop_token>

namespace bg {

// What earlier runs on this machine wrote down: the ids only.
struct Remembered {
    QList<ObjectId> accounts;
    ObjectId group;
    QList<ObjectId> resetsBegun{}; // people whose sign-in a repair began to reset, and no paper came of that
};

// Finds the emergency accounts that a tenant has already. Reads only; accounts and groups by object id. Costs one
// request for the role, two per group that most policies exclude, and two per account found.
class Discovery {
public:
    // `policies`: as Graph shows them, all that there are. `graph` and `administrators` outlive this object.
    Discovery(GraphClient &graph, preflight::Administrators &administrators, const QList<QJsonObject> &policies,
              const Remembered &remembered);

    // The surest first; the person who signed in may be among them. An account that was deleted is left out. Blocks; ends
    // within 100 ms of `stop`. Errors: those of GraphClient::send. DiscoveredAccount::ineligibility is left empty: it needs
    // the tenant's domains.
    Result<QList<DiscoveredAccount>> find(std::stop_token stop);

private:
    struct Holder {
        QString role; // "permanent", "timeBound"
        QString userPrincipalName;
    };
    QList<ObjectId> exclusionGroups() const;
    int exclusionsOf(const ObjectId &user) const;
    Result<void> readHolders(std::stop_token stop);
    Result<void> readMembers(std::stop_token stop);
    QList<ObjectId> candidates() const;
    QList<FoundBy> reasons(const DiscoveredAccount &account) const;
    Result<DiscoveredAccount> look(const ObjectId &id, std::stop_token stop);
    Result<void> nameGroup(DiscoveredAccount &account, std::stop_token stop);
    Result<QString> roleOf(const ObjectId &id, std::stop_token stop);

    GraphClient &m_graph;
    preflight::Administrators &m_administrators;
    QList<QJsonObject> m_policies; // that can reach people
    Remembered m_remembered;
    QHash<ObjectId, Holder> m_holders;
    QList<ObjectId> m_holderOrder;
    QHash<ObjectId, ObjectId> m_groupOf; // member to exclusion group
    QList<ObjectId> m_memberOrder;
    QHash<ObjectId, Group> m_groups;
    bool m_hasPim = true;
};

} // namespace bg
