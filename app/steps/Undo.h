// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/ConditionalAccess.h"
#include "app/journal/Journal.h"
#include "app/plan/PolicyChange.h"

#include <QByteArray>
#include <QList>

#include <stop_token>

namespace bg {

// Takes our exclusion out of Conditional Access policies again, with the care with which it was put in: only
// excludeGroups is sent, foreign entries stay, what somebody else changed since is not touched, and all is read again.
class Undo {
public:
    Undo(GraphClient &graph, Journal &journal) : m_graph(graph), m_journal(journal) { }

    // The changes that a journal's text holds, each policy once, with its oldest before-image.
    static QList<PolicyChange> changesIn(const QByteArray &journalText);

    // Blocks at the pace of Conditional Access: one list, a PATCH for each, one list to verify. Errors: those of
    // reading the list; NotSettled when a policy still shows the exclusion at the end; Cancelled.
    Result<QList<UndoneChange>> putBack(const QList<PolicyChange> &changes, std::stop_token stop);

private:
    Result<UndoneChange> putBack(const PolicyChange &change, const QList<ConditionalAccessPolicy> &policies,
                                 std::stop_token stop);
    Result<UndoneChange> switchOn(UndoneChange undone, const ConditionalAccessPolicy *now, std::stop_token stop);

    GraphClient &m_graph;
    Journal &m_journal;
};

} // namespace bg
