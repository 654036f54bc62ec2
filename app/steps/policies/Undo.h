// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/ConditionalAccess.h"
#include "app/journal/Journal.h"
#include "app/model/PolicyChange.h"

#include <QByteArray>
#include <QList>

#include <stop_token>

namespace bg {

// Brings Conditional Access policies back to what they were before a run changed them, with the care with which they
// were changed: only what the run changed is sent, foreign entries stay, what somebody else changed since is not
// touched, and all is read again.
class Undo {
public:
    Undo(GraphClient &graph, Journal &journal) : m_graph(graph), m_journal(journal) { }

    // The changes that a journal's text holds, each policy once, with its oldest before-image.
    static QList<PolicyChange> changesIn(const QByteArray &journalText);

    // Blocks at the pace of Conditional Access: one list, a PATCH for each, one list to verify. Errors: those of
    // reading the list; NotSettled when a policy is not back at the end; Cancelled.
    Result<QList<UndoneChange>> putBack(const QList<PolicyChange> &changes, std::stop_token stop);

    // The same for changes that only a file tells of: each is looked up in the directory's audit log and taken from there;
    // one that the log does not hold is NotConfirmed and not sent. A group that is taken out must be an exclusion group
    // of the wizard by its description, or deleted. Two requests more, and one for each group. Errors: also those of
    // reading a group.
    Result<QList<UndoneChange>> putBackConfirmed(const QList<PolicyChange> &changes, const QDateTime &now,
                                                 std::stop_token stop);

private:
    Result<QList<UndoneChange>> putBackAll(QList<UndoneChange> undone, std::stop_token stop);
    Result<bool> isExclusionGroup(const ObjectId &group, std::stop_token stop);
    Result<UndoneChange> putBack(const PolicyChange &change, const QList<ConditionalAccessPolicy> &policies,
                                 std::stop_token stop);
    static QJsonObject wayBack(UndoneChange &undone, const ConditionalAccessPolicy &now);

    GraphClient &m_graph;
    Journal &m_journal;
};

} // namespace bg
