// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/graph/GraphClient.h"
#include "app/model/PolicyVersion.h"
#include "app/record/History.h"

#include <stop_token>

namespace bg {

// What the policies that are on were before somebody changed them: from the directory's audit log, which a computer
// without any record can read too, and from this computer's journals. The log keeps thirty days, seven without a
// licence.
class PolicyHistoryReader {
public:
    // `group`: the exclusion group, empty where none is known. A policy that is put back leaves it out as well.
    PolicyHistoryReader(GraphClient &graph, const Clock &clock, const History &history, const ObjectId &group)
        : m_graph(graph), m_clock(clock), m_history(history), m_group(group)
    { }

    // Two requests, and those of NamesReader. A former state that is no other than today's, or than a newer one, is
    // left out; at most five of one policy. Errors: those of reading the list of policies; Cancelled. A log that cannot
    // be read is told by isLogRead.
    Result<PolicyHistory> read(std::stop_token stop);

private:
    GraphClient &m_graph;
    const Clock &m_clock;
    const History &m_history;
    ObjectId m_group;
};

} // namespace bg
