// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/practice/AppRegistration.h"
#include "app/practice/arm/ArmScenario.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>

namespace bg {

// The tenant that a practice begins with, as a plain value: change what a test is about, keep the rest.
struct PracticeScenario {
    enum class Licence { Free, P1, P2 };
    enum class OperatorRole { Active, Eligible, None };
    enum class KeyRestriction { None, Allow, Block };

    QString name = QStringLiteral("p2-permits");
    Licence licence = Licence::P2;
    bool licenceLapsed = false; // policies stay enforced and readable, but cannot be created or changed
    QString tenantType = QStringLiteral("AAD");
    QString initialDomain = QStringLiteral("contoso.onmicrosoft.com");
    bool hasDirectorySync = false;

    OperatorRole operatorRole = OperatorRole::Active;
    bool operatorHasMfa = true; // the token carries an MFA claim
    bool refusesConsent = false;
    bool wellKnownClientReachesArm = false; // else AADSTS65002 for the Graph Command Line Tools client

    bool pimPermitsPermanent = true;
    bool pimAsksTicket = false;

    int policies = 20; // Conditional Access policies, of all kinds in turn
    int preview = 1; // how many of them v1.0 refuses to change (1038)
    bool protectedActions = false; // changing a policy needs the authentication context c1
    bool securityDefaults = false;

    bool passkeyProfiles = false; // the tenant has moved from the flat settings to passkey profiles
    bool selfServiceRegistration = true;
    bool attestationEnforced = false;
    KeyRestriction keyRestriction = KeyRestriction::None;
    QStringList restrictedAaguids;
    bool passkeysForAll = true; // else only a group of pilots is inside includeTargets
    bool registrationCampaign = false;
    bool hasCreationOptions = true; // false: 404 as in the clouds outside the global one
    bool restrictedUnit = false; // the existing pair sits in a restricted management unit
    bool existingPair = false; // two emergency accounts and their group from earlier times

    QStringList deletedTwins; // user names (before the @) of soft-deleted accounts
    QString duplicateGroup; // two groups of this name exist
    int users = 12; // ordinary people
    int furtherUsers = 0; // in the count only; a tenant that has any refuses to list its users without a filter
    int extraGroups = 8;

    std::chrono::milliseconds latency{ 5 };
    std::chrono::milliseconds userLag{ 1500 }; // 404 for a new user
    std::chrono::milliseconds principalLag{ 1500 }; // PIM and roles do not know it yet
    std::chrono::milliseconds groupLag{ 1500 }; // 404 for a new group
    std::chrono::milliseconds groupInPolicyLag{ 1500 }; // Conditional Access does not know it yet
    std::chrono::milliseconds membershipLag{ 300 };
    std::chrono::milliseconds logLag{ 0 }; // until a sign-in is in the log; minutes in a real tenant
    std::chrono::milliseconds policyInterval{
        1000
    }; // Conditional Access: one request in this time, else 429. 0: never
    std::chrono::seconds challengeLifetime{ 300 };
    std::chrono::seconds tokenLifetime{ 3599 };
    int pageSize = 100;

    ArmScenario azure;
    QList<AppRegistration> apps; // that sign in without a person

    // All replication lags at once.
    void setReplicationLag(std::chrono::milliseconds lag);

    // free, p1, p2-permits, p2-forbids, government, campaign, self-service-off, aaguid-listed, aaguid-unlisted,
    // restricted-unit, adopt, many-policies, protected-action, role-eligible, no-role, consent-refused. Input for any
    // other name.
    static Result<PracticeScenario> named(const QString &name);
    static QStringList names();
};

} // namespace bg
