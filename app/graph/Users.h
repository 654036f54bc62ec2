// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"
#include "app/graph/GraphClient.h"
#include "app/graph/User.h"

#include <QList>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace bg {

enum class PasswordLife {
    Lasting,
    OneTime, // the first sign-in with it asks for another one
};

// Accounts of the directory. Every call blocks its lane, ends within 100 ms of `stop` and gives the errors of
// GraphClient::send besides those named here.
class Users {
public:
    explicit Users(GraphClient &graph) : m_graph(graph) { }

    // The person who signed in. Scope User.Read.
    Result<User> me(std::stop_token stop);
    // Nothing when no live account has that name. A new account may be unknown for some minutes.
    Result<std::optional<User>> byPrincipalName(const Upn &name, std::stop_token stop);
    // NotFound: deleted, or made so lately that this replica does not know it yet.
    Result<User> byId(const ObjectId &id, std::stop_token stop);
    // Those that exist, in whatever order; one request for fifteen. Ids of groups and applications are passed over.
    Result<QList<User>> byIds(const QList<ObjectId> &ids, std::stop_token stop);
    // Enabled, cloud-only, password never expires and need not be changed. When the answer is lost, the name is looked
    // up before a second POST, so that there never are two. Conflict: the name is taken. Refused with serviceMessage
    // on a password that the tenant's banned list holds.
    Result<User> create(const NewUser &user, const Secret &password, std::stop_token stop);
    // Scope User-PasswordProfile.ReadWrite.All. Sends nothing but passwordProfile.
    Result<void> setPassword(const ObjectId &id, const Secret &password, PasswordLife life, std::stop_token stop);
    // passwordPolicies "DisablePasswordExpiration".
    Result<void> keepPasswordFromExpiring(const ObjectId &id, std::stop_token stop);
    Result<void> enable(const ObjectId &id, std::stop_token stop);
    Result<void> rename(const ObjectId &id, const QString &displayName, std::stop_token stop);
    // Ends all refresh tokens; access tokens live on for up to an hour.
    Result<void> revokeSessions(const ObjectId &id, std::stop_token stop);
    // Accounts deleted within the last 30 days that had this name.
    Result<QList<User>> deletedByPrincipalName(const Upn &name, std::stop_token stop);
    // Groups, roles and administrative units: the direct ones, and those reached through groups.
    Result<QList<Membership>> memberOf(const ObjectId &id, std::stop_token stop);
    Result<QList<Membership>> transitiveMemberOf(const ObjectId &id, std::stop_token stop);

private:
    Result<QList<Membership>> memberships(const QString &path, const QString &endpoint, std::stop_token stop);
    Result<void> update(const ObjectId &id, const QJsonObject &change, const QStringList &scopes, std::stop_token stop);

    GraphClient &m_graph;
};

} // namespace bg
