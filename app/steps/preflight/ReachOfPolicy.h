// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

// Whom a Conditional Access policy can ever reach, whatever its state.
enum class PolicyAudience {
    People, // users of any kind, also when it names only guests, one group or "None" today
    Workloads, // service principals only
    Agents, // agent identities only
};

enum class PolicyMode { Enforced, ReportOnly, Disabled };

struct ReachOfPolicy {
    PolicyAudience audience = PolicyAudience::People;
    PolicyMode mode = PolicyMode::Enforced;
    bool isManagedByMicrosoft = false; // only its state and its exclusions can be changed
    std::optional<QDate> switchesOn; // managed and still report-only: 45 days after it appeared, at the earliest
    QString cannotBeEdited; // "", "approvedClientApp", "deviceStates": retired parts that PATCH refuses
    QString customStrength; // name of the custom authentication strength that it requires
    bool namesPeople = false; // says itself whom it reaches; else People is the careful guess
    // Members of its conditions that say something and that this program does not know: "conditions.x", sorted. They
    // change nothing of the above.
    QStringList unknownConditions;

    bool reachesPeople() const { return audience == PolicyAudience::People; }
};

// From the policy as Graph shows it, v1.0 or beta. Pure.
ReachOfPolicy reachOf(const QJsonObject &policy);

// The members of its conditions that make a policy one for agents; v1.0 hides most of them, and what it shows then looks
// like a policy for nobody yet. Empty where there are none.
QJsonObject agentConditions(const QJsonObject &policy);
// `policy` with these members in its conditions.
QJsonObject withConditions(QJsonObject policy, const QJsonObject &members);

} // namespace bg
