// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/graph/ConditionalAccess.h"
#include "app/graph/GraphClient.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace bg {

struct SignInEntry {
    QString id; // also the request id of that sign-in
    QString correlationId;
    QDateTime created;
    ObjectId user;
    QString userPrincipalName;
    QString application;
    QString applicationId;
    QString ipAddress;
    QString city, country; // of the address, where the service tells
    int errorCode = 0; // 0: success
    QString failureReason;
    QString conditionalAccessStatus; // "success", "failure", "notApplied"
    bool isInteractive = true;
    QStringList methods; // authenticationDetails[].authenticationMethod, beta only
    QJsonObject json;
};

struct DirectoryAudit {
    QString id;
    QDateTime when;
    QString activity; // activityDisplayName
    QString category;
    QString result;
    ObjectId initiator; // user, or empty for an application
    QString initiatorName;
    QList<ObjectId> targets;
    QJsonObject json;
};

// A change of a Conditional Access policy, whole.
struct PolicyUpdate {
    QDateTime when;
    PolicyId policy;
    QString initiatorName;
    ConditionalAccessPolicy before, after;
};

// Sign-in and audit logs. Five requests per ten seconds for the tenant. Entries come minutes late. signIns gives
// NotLicensed without P1.
class AuditLogs {
public:
    explicit AuditLogs(GraphClient &graph) : m_graph(graph) { }

    // Newest first. beta tells how the person proved who they are, v1.0 does not.
    Result<QList<SignInEntry>> signIns(const ObjectId &user, const QDateTime &since, ApiVersion version,
                                       std::stop_token stop);
    // Those without a person at the screen, by a token that an earlier one left. Beta only: v1.0 has no such list.
    Result<QList<SignInEntry>> nonInteractiveSignIns(const ObjectId &user, const QDateTime &since,
                                                     std::stop_token stop);
    // What was done to one object since then.
    Result<QList<DirectoryAudit>> changesTo(const ObjectId &target, const QDateTime &since, std::stop_token stop);
    // The updates of Conditional Access policies since then, whoever made them, newest first. The log holds the whole
    // policy before and after, as JSON in the old and the new value of its first modified property; an entry without is
    // left out.
    Result<QList<PolicyUpdate>> policyUpdates(const QDateTime &since, std::stop_token stop);
    // What one account did since then, newest first.
    Result<QList<DirectoryAudit>> doneBy(const ObjectId &initiator, const QDateTime &since, std::stop_token stop);

private:
    Result<QList<SignInEntry>> listSignIns(const QString &filter, ApiVersion version, std::stop_token stop);
    Result<QList<DirectoryAudit>> listAudits(const QString &filter, std::stop_token stop);

    GraphClient &m_graph;
};

} // namespace bg
