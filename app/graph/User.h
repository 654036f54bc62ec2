// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace bg {

// A user as the directory shows it; what the answer did not hold is empty.
struct User {
    ObjectId id;
    Upn userPrincipalName;
    QString displayName;
    QString mailNickname;
    QString userType; // "Member" or "Guest"
    QString passwordPolicies; // comma-separated, "DisablePasswordExpiration"
    QString immutableId; // onPremisesImmutableId
    bool isEnabled = false;
    bool isSynchronized = false; // onPremisesSyncEnabled
    bool isManagementRestricted = false; // sits in a restricted management administrative unit
    int licences = 0;
    QDateTime created, passwordChanged, sessionsValidFrom, deleted;
    QJsonObject json; // as it was read

    bool hasLastingPassword() const; // the password never expires
    // Graph's names of the properties that tie an account to a person or a post, and are filled in.
    QStringList personalProperties() const;
    static User fromJson(const QJsonObject &json);
};

// Everything a new emergency access account is created with: no other property is sent.
struct NewUser {
    Upn userPrincipalName;
    QString displayName;
    QString mailNickname; // ASCII, without @
};

// Anything a user is a member of.
struct Membership {
    ObjectId id;
    QString type; // "group", "directoryRole", "administrativeUnit"
    QString displayName;
    QString roleTemplateId; // of a directoryRole
    bool isManagementRestricted = false; // of an administrativeUnit: isMemberManagementRestricted
};

} // namespace bg
