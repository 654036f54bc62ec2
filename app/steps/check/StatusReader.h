// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/graph/GraphClient.h"
#include "app/plan/TenantStatus.h"
#include "app/steps/check/DiscoveredSetup.h"

#include <stop_token>

namespace bg {

// Looks at the accounts that the records of this computer name: account, ways in, role, last sign-in. Reads only.
class StatusReader {
public:
    StatusReader(GraphClient &graph, Clock &clock) : m_graph(graph), m_clock(clock) { }

    // `newestFirst`: every record of the tenant. Blocks; Cancelled within 100 ms of `stop`, else the errors of reading.
    // An account that was deleted is no error: `exists` says so.
    // `found`: what there is without a record; null where a record names the accounts, or none was found.
    Result<TenantStatus> read(const QList<RunRecord> &newestFirst, const DiscoveredSetup *found, std::stop_token stop);

private:
    Result<AccountStatus> account(const RecordedAccount &recorded, std::stop_token stop);
    Result<QString> role(const ObjectId &account, std::stop_token stop);
    Result<QList<KeyStatus>> keys(const RecordedAccount &recorded, std::stop_token stop);
    Result<void> lastSignIn(AccountStatus &account, std::stop_token stop);

    GraphClient &m_graph;
    Clock &m_clock;
};

} // namespace bg
