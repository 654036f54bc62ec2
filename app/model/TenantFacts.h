// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/model/Finding.h"
#include "app/model/DiscoveredAccount.h"
#include "app/model/SeenAdministrator.h"
#include "app/model/SeenPolicy.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

enum class Licence { Free, P1, P2 };
enum class RoleHeld { None, Eligible, Active };

// What preflight learnt of the tenant and the person who signed in.
struct TenantFacts {
    TenantId id;
    QString displayName;
    QString initialDomain; // the verified domain with isInitial
    QStringList federatedDomains; // verified ones that sign in through another provider
    QString tenantType; // "AAD"
    Licence licence = Licence::Free;
    bool hasSecurityDefaults = false;
    bool hasDirectorySync = false;
    ObjectId operatorId; // the person who signed in
    std::optional<DiscoveredAccount>
        own; // is an emergency account: by the record, or in the group that most policies exclude
    QList<SeenPolicy> enforced; // policies that are on and can reach people: those that block first, then the newest
    std::optional<QList<SeenAdministrator>> administrators; // for a repair alone; nothing where they were not read
    RoleHeld globalAdministrator = RoleHeld::None; // of the operator
    int globalAdministrators = 0;
    int policiesTotal = 0, policiesReaching = 0;
    bool pimPermitsPermanent = true;
    bool pimAsksForTicket = false;
    bool arePasskeysForEverybody = false; // the passkey policy's only target is everybody, and nobody is left out
    QList<QString> admittedAaguids; // by the passkey policy; empty with `restrictsAaguids` false: all
    QList<QString> refusedAaguids;
    bool restrictsAaguids = false;
    bool enforcesAttestation = false;
    QList<DiscoveredAccount> found; // accounts that may be emergency accounts already, the surest first
    QList<Finding> findings;

    bool isStopped() const
    {
        for (const Finding &finding : findings)
            if (finding.actionOwner == ActionOwner::Stops)
                return true;
        return false;
    }
};

} // namespace bg
