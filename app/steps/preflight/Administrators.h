// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/base/Result.h"
#include "app/graph/GraphClient.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <mutex>
#include <optional>
#include <stop_token>

namespace bg::preflight {

// One who holds Global Administrator now: a user, a group or an application.
struct Administrator {
    ObjectId id;
    bool isForWholeTenant = false;
    bool isPermanent = false; // assigned (not activated), direct, without end, for the whole tenant
    std::optional<QDateTime> end;
    QString userPrincipalName; // of a user
};

struct AdministratorList {
    QList<Administrator> all;
    bool isFromPim = false; // else without a view of what is activated or ends
};

// Everybody who holds it, read once for all checks: from PIM's schedule where there is one, else from the assignments.
// Safe to use from every thread.
class Administrators {
public:
    // Blocks; the first who asks reads, the others wait for that. Errors: those of GraphClient::send; after one,
    // whoever asks next reads again.
    Result<AdministratorList> read(GraphClient &graph, std::stop_token stop);

private:
    std::mutex m_mutex;
    std::optional<AdministratorList> m_list;
};

} // namespace bg::preflight
