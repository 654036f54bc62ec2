// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenSource.h"
#include "app/base/Clock.h"
#include "app/graph/GraphClient.h"
#include "app/model/DesiredState.h"
#include "app/model/DiscoveredAccount.h"
#include "app/model/RunRecord.h"

#include <QList>

#include <optional>
#include <stop_token>

namespace bg {

// Emergency accounts of which no run on this computer left a record, as the directory shows them.
struct DiscoveredSetup {
    QList<DiscoveredAccount> accounts; // those that are likely ones, the surest first; not empty
    // What the record of their set-up would say of tenant, group and accounts; without keys, for nobody here knows
    // which of them are meant.
    RunRecord record;
};

// What the modes that come after a set-up begin with: the two surest ones; nothing where there is but one.
std::optional<DesiredState> foundState(const DiscoveredSetup &found);

// Looks for them by exclusion group, by exclusions and by name. Reads only: organization, policies, role, groups, and
// two requests for each account. Never `person`, who signed in. Nothing where none is likely one. Blocks; errors of
// GraphClient::send, Cancelled within 100 ms of `stop`. Without Conditional Access only names tell.
Result<std::optional<DiscoveredSetup>> findRecord(GraphClient &graph, Clock &clock, const Identity &person,
                                              std::stop_token stop);

} // namespace bg
