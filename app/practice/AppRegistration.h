// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace bg {

// Tokens of another issuer that stand for an app: "Federated credentials" of its registration.
struct FederatedCredential {
    QString issuer, subject;
    QJsonObject keySet; // the issuer's keys as a JWKS, RSA
};

// An app that signs in without a person, as the tenant knows it.
struct AppRegistration {
    QString clientId;
    QString displayName = QStringLiteral("Break-glass check");
    QList<QByteArray> certificates; // DER
    QList<FederatedCredential> federated;
    QStringList permissions; // application permissions of Microsoft Graph that an administrator consented to
    QStringList directoryRoles; // template ids of roles that the service principal holds
    bool isDisabled = false;
    bool isBlocked = false; // by a Conditional Access policy for workload identities
};

} // namespace bg
