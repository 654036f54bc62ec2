// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/graph/GraphClient.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>
#include <stop_token>

namespace bg {

// A line of roleAssignments: works on every licence.
struct RoleAssignment {
    QString id;
    ObjectId principal;
    QString roleDefinitionId;
    QString directoryScopeId; // "/" for the whole tenant
    QString userPrincipalName; // of a user, where all holders are asked for
};

// A line of roleAssignmentScheduleInstances or roleEligibilityScheduleInstances: P2 only.
struct RoleInstance {
    QString id;
    ObjectId principal;
    QString roleDefinitionId;
    QString directoryScopeId;
    QString assignmentType; // "Assigned" or "Activated"; empty for an eligibility
    QString memberType; // "Direct", "Inherited", "Group"
    std::optional<QDateTime> end;
    QString userPrincipalName; // of a user, where all holders are asked for

    // Assigned (not activated), direct, without end, for the whole tenant.
    bool isPermanent() const;
};

struct Ticket {
    QString number;
    QString system;
};

// Global Administrator and nothing else: who holds it, and giving it. Every call blocks its lane and ends within 100 ms
// of `stop`. The schedule calls give NotLicensed where the tenant has no P2.
class Roles {
public:
    explicit Roles(GraphClient &graph) : m_graph(graph) { }

    // Active assignments of Global Administrator that roleAssignments shows for one principal.
    Result<QList<RoleAssignment>> assignments(const ObjectId &principal, std::stop_token stop);
    // All holders of Global Administrator, whatever the scope; groups appear as themselves.
    Result<QList<RoleAssignment>> globalAdministrators(std::stop_token stop);
    Result<QList<RoleInstance>> activeInstances(const ObjectId &principal, std::stop_token stop);
    Result<QList<RoleInstance>> activeInstances(std::stop_token stop);
    Result<QList<RoleInstance>> eligibleInstances(const ObjectId &principal, std::stop_token stop);
    Result<QList<RoleInstance>> eligibleInstances(std::stop_token stop);

    // The display name of every role of the directory, by the id that Conditional Access uses too.
    Result<QHash<QString, QString>> names(std::stop_token stop);

    // PIM: adminAssign with noExpiration. An assignment that exists already is success: read back what it is. Refused
    // with serviceCode "RoleAssignmentRequestPolicyValidationFailed" and serviceMessage naming the rules
    // (ExpirationRule, JustificationRule, TicketingRule, MfaRule); NotFound for an account not replicated yet; Conflict
    // for a request that is pending.
    Result<void> assignPermanently(const ObjectId &principal, const QString &justification,
                                   const std::optional<Ticket> &ticket, std::stop_token stop);
    // The same for an assignment that is active, but has an end: PIM's adminUpdate, which assigning anew is refused
    // for.
    Result<void> takeEndAway(const ObjectId &principal, const QString &justification,
                             const std::optional<Ticket> &ticket, std::stop_token stop);
    // Without PIM, on every licence; PIM raises an alert about it where there is P2. Already assigned is success.
    Result<void> assignDirectly(const ObjectId &principal, std::stop_token stop);
    // Activates the operator's own eligible role for `duration`. A token issued before does not carry the role.
    Result<void> activateSelf(const ObjectId &operatorId, const QString &justification, std::chrono::minutes duration,
                              const std::optional<Ticket> &ticket, std::stop_token stop);

private:
    Result<QList<RoleInstance>> instances(const QString &collection, const std::optional<ObjectId> &principal,
                                          std::stop_token stop);
    Result<void> requestPermanent(const QString &action, const ObjectId &principal, const QString &justification,
                                  const std::optional<Ticket> &ticket, std::stop_token stop);
    Result<void> request(const QJsonObject &body, std::stop_token stop);

    GraphClient &m_graph;
};

} // namespace bg
