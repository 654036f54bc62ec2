// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/graph/GraphClient.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>
#include <stop_token>

namespace bg {

// Any registered way to sign in. `type` is the OData type without "#microsoft.graph.": "fido2AuthenticationMethod",
// "passwordAuthenticationMethod", "phoneAuthenticationMethod", ...
struct AuthenticationMethod {
    QString id;
    QString type;
};

struct Fido2Method {
    QString id; // the credential id in one of the encodings of key/CreationOptions.h, decodeCredentialId
    QString displayName;
    QDateTime created;
    QString aaguid; // GUID text, lower case
    QString model;
    QString attestationLevel; // "attested", "notAttested"
    QString passkeyType; // "deviceBound", "synced"
};

// What a made credential becomes at POST fido2Methods. All bytes are raw here and go out as base64url without padding.
struct NewPasskey {
    QString displayName; // 1 to 30 characters
    QByteArray credentialId;
    QByteArray clientDataJson;
    QByteArray attestationObject;
};

struct SignInPreferences {
    bool isSystemPreferred = false;
    QString secondaryMethod;
};

// The ways one account can sign in. Every call blocks its lane and ends within 100 ms of `stop`. Never aimed at the
// operator: registration on one's own behalf is another call (405 methodNotAllowed).
class AuthenticationMethods {
public:
    explicit AuthenticationMethods(GraphClient &graph) : m_graph(graph) { }

    Result<QList<AuthenticationMethod>> list(const ObjectId &user, std::stop_token stop);
    Result<QList<Fido2Method>> fido2Methods(const ObjectId &user, std::stop_token stop);
    // The body of creationOptions as it came, for CreationOptions::fromJson. A life of five minutes is asked of v1.0;
    // longer ones of beta, which takes 5 to 43200 minutes. Where the version asked does not know the function (national
    // clouds), the other one is tried. NotFound from both: this cloud cannot register keys on behalf.
    Result<QByteArray> creationOptions(const ObjectId &user, std::chrono::minutes life, std::stop_token stop);
    // Whether this cloud has the function at all. Asked about the operator, which is refused (405), with read
    // permission only, so that a mere look at the tenant needs no consent to change it.
    Result<bool> knowsCreationOptions(const ObjectId &operatorId, std::stop_token stop);
    // When the answer is lost, the account's methods are listed and the credential id compared before a second POST.
    // Input: displayName empty or longer than 30. Conflict: the credential is known already.
    Result<Fido2Method> registerPasskey(const ObjectId &user, const NewPasskey &passkey, std::stop_token stop);
    // Does not touch the credential on the key itself. A method that is gone is success.
    Result<void> removePasskey(const ObjectId &user, const QString &methodId, std::stop_token stop);

    // Per-user MFA, beta only: "disabled", "enabled", "enforced".
    Result<QString> perUserMfa(const ObjectId &user, std::stop_token stop);
    Result<void> disablePerUserMfa(const ObjectId &user, std::stop_token stop);
    // Beta only.
    Result<SignInPreferences> signInPreferences(const ObjectId &user, std::stop_token stop);

private:
    Result<QByteArray> creationOptionsOf(const ObjectId &user, ApiVersion version, std::chrono::minutes life,
                                         const QStringList &scopes, std::stop_token stop);
    GraphClient &m_graph;
};

} // namespace bg
