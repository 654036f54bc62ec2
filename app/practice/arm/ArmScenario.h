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
    QStringList registered; // resource providers that the subscription has already
    bool mayRegister = true;
    QString disallowedType; // "Microsoft.OperationalInsights/workspaces": an Azure Policy forbids to make these
    QString takenWorkspace; // a workspace of this name exists where the operator cannot see it
    int foreignSettings = 0; // diagnostic settings of others, to storage accounts
    bool foreignWorkspace = false; // one more of others, that sends sign-ins and risk events to a workspace of theirs
    bool hasSentinel = false; // on that workspace
    bool asksForMfa = false; // writes with a token without MFA are answered by a claims challenge
    int pageSize = 100;
    std::chrono::milliseconds delay{ 1000 }; // until a workspace, or a provider, is ready
    std::chrono::seconds retryAfter{ 1 }; // what asynchronous answers ask for

    static QString subscriptionId(int index = 0)
    {
        return QStringLiteral("5b0c0000-0000-4000-8000-%1").arg(index + 1, 12, 10, QLatin1Char('0'));
    }
    // Of the workspace that foreignWorkspace speaks of.
    static QString foreignWorkspaceId()
    {
        return QStringLiteral(
                   "/subscriptions/%1/resourceGroups/security/providers/Microsoft.OperationalInsights/workspaces/soc")
            .arg(subscriptionId());
    }
};

} // namespace bg
