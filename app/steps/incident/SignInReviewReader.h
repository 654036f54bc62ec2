// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AuditLogs.h"
#include "app/plan/SignInAttribution.h"
#include "app/model/SignInReview.h"
#include "app/record/History.h"

#include <QDateTime>

#include <stop_token>

namespace bg {

// Reads how the emergency accounts were used: for the check and for the answer to a misuse alike. Reads only. Every
// call blocks, and ends within 100 ms of `stop`; the tenant's logs take five requests in ten seconds from everybody
// together, and their entries come minutes late.
class SignInReviewReader {
public:
    SignInReviewReader(GraphClient &graph, const History &history)
        : m_graph(graph), m_history(history),
          m_explained(SignInAttribution::by(history.records, history.proofs, history.usesSaid))
    { }

    // Where somebody sat before the screen: each line since the account's newest drill, and what explains it. Empty
    // where nothing was ever set up. Errors: those of AuditLogs::signIns.
    Result<QList<AccountSignIn>> signIns(const RecordedAccount &account, std::stop_token stop);
    // All that is known of these accounts; what the service does not show is named in `blind` and is no error. Errors:
    // Cancelled, Offline and their like.
    Result<SignInReview> review(const QList<RecordedAccount> &accounts, const QDateTime &now, std::stop_token stop);
    QDateTime since(const ObjectId &account) const { return m_explained.since(account); }

private:
    Result<void> readSignIns(const RecordedAccount &account, SignInReview &review, std::stop_token stop);
    Result<void> readActions(const RecordedAccount &account, SignInReview &review, std::stop_token stop);
    Result<void> readMethods(const RecordedAccount &account, SignInReview &review, std::stop_token stop);

    GraphClient &m_graph;
    const History &m_history;
    SignInAttribution m_explained;
};

} // namespace bg
