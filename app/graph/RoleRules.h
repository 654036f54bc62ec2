// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/GraphClient.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace bg {

// What PIM's policy for Global Administrator asks for.
struct GlobalAdministratorRules {
    QString policyId;
    // Active assignment by an administrator
    bool permitsPermanent = true;
    QString maximumDuration; // ISO 8601, "P180D": the cap where permanence is forbidden
    QStringList assignmentAsks; // "Justification", "MultiFactorAuthentication", "Ticketing"
    // Activation by the person themselves
    QString activationDuration; // ISO 8601, "PT8H"
    QStringList activationAsks;
    bool activationNeedsApproval = false;
    QString activationContext; // claim value of the authentication context, "c1"; empty when none is asked
    QJsonObject expirationRule; // Expiration_Admin_Assignment as it was read: put it back with restore()

    static GlobalAdministratorRules fromJson(const QJsonObject &policyAssignment);
};

// PIM rules. Every call blocks its lane; NotLicensed where the tenant has no P2.
class RoleRules {
public:
    explicit RoleRules(GraphClient &graph) : m_graph(graph) { }

    Result<GlobalAdministratorRules> globalAdministrator(std::stop_token stop);
    // Loosens Expiration_Admin_Assignment so that a permanent assignment passes. Touches every future assignment of
    // Global Administrator: put `rules.expirationRule` back afterwards.
    Result<void> permitPermanent(const GlobalAdministratorRules &rules, std::stop_token stop);
    Result<void> restore(const GlobalAdministratorRules &rules, std::stop_token stop);

private:
    Result<void> write(const QString &policyId, const QJsonObject &rule, std::stop_token stop);

    GraphClient &m_graph;
};

} // namespace bg
