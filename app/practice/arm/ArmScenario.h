// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>

namespace bg {

// What Azure a practice tenant has: change what a test is about, keep the rest.
struct ArmScenario {
    enum class Rights { Owner, Reader };

    int subscriptions = 1;
    Rights rights = Rights::Owner;
    bool isDirectoryAdmin = true;      // Security Administrator or Global Administrator: may read and write diagnostic settings
    QStringList registered;            // resource providers that the subscription has already
    bool mayRegister = true;
    QString disallowedType;            // "Microsoft.OperationalInsights/workspaces": an Azure Policy forbids to make these
    QString takenWorkspace;            // a workspace of this name exists where the operator cannot see it
    int foreignSettings = 0;           // diagnostic settings of others, to storage accounts
    bool foreignWorkspaceSetting = false; // one of others already sends SignInLogs and more to a workspace of theirs
    bool hasSentinel = false;          // on that workspace, or on the one that is made
    bool asksForMfa = false;           // writes with a token without MFA are answered by a claims challenge
    std::chrono::milliseconds delay{1000}; // until a workspace, or a provider, is ready
    std::chrono::seconds retryAfter{1};    // what asynchronous answers ask for
};

} // namespace bg
