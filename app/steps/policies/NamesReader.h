// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/GraphClient.h"
#include "app/model/PolicyVersion.h"

#include <stop_token>

namespace bg {

// What the people, groups and roles are called that the members of a policy give by id. Reads only.
class NamesReader {
public:
    explicit NamesReader(GraphClient &graph) : m_graph(graph) { }

    // One request for fifteen people, one for each of the first twenty groups, one for all roles; none where nobody is
    // named. Who is gone, or cannot be read, has no name. Blocks; the only error is Cancelled.
    Result<ObjectNames> read(const QList<MemberChange> &changes, std::stop_token stop);

private:
    Result<void> readPeople(const QStringList &ids, ObjectNames &names, std::stop_token stop);
    Result<void> readGroups(const QStringList &ids, ObjectNames &names, std::stop_token stop);
    Result<void> readRoles(const QStringList &ids, ObjectNames &names, std::stop_token stop);

    GraphClient &m_graph;
};

} // namespace bg
