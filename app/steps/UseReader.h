// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AuditLogs.h"
#include "app/plan/ExplainedUses.h"
#include "app/plan/UseReview.h"
#include "app/steps/History.h"

#include <QDateTime>

#include <stop_token>

namespace bg {

// Reads how the emergency accounts were used: for the check and for the answer to a misuse alike. Reads only. Every
// call blocks, and ends within 100 ms of `stop`; the tenant's logs take five requests in ten seconds from everybody
// together, and their entries come minutes late.
class UseReader {
public:
    UseReader(GraphClient &graph, const History &history)
        : m_graph(graph), m_history(history),
          m_explained(ExplainedUses::by(history.records, history.proofs, history.usesSaid))
    { }

    // Where somebody sat before the screen: each line since the account's newest drill, and what explains it. Empty
    // where nothing was ever set up. Errors: those of AuditLogs::signIns.
    Result<QList<SeenUse>> signIns(const RecordedAccount &account, std::stop_token stop);
    // All that is known of these accounts; what the service does not show is named in `blind` and is no error. Errors:
    // Cancelled, Offline and their like.
    Result<UseReview> review(const QList<RecordedAccount> &accounts, const QDateTime &now, std::stop_token stop);
    QDateTime since(const ObjectId &account) const { return m_explained.since(account); }

private:
    Result<void> readSignIns(const RecordedAccount &account, UseReview &review, std::stop_token stop);
    Result<void> readDeeds(const RecordedAccount &account, UseReview &review, std::stop_token stop);
    Result<void> readMethods(const RecordedAccount &account, UseReview &review, std::stop_token stop);

    GraphClient &m_graph;
    const History &m_history;
    ExplainedUses m_explained;
};

} // namespace bg
