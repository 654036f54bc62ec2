// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

struct KeyRestrictions {
    bool isEnforced = false;
    QString enforcementType; // "allow" or "block"
    QStringList aaguids; // lower case
};

struct PasskeyProfile {
    QString id;
    QString name;
    bool allowsDeviceBound = true;
    bool enforcesAttestation = false;
    KeyRestrictions restrictions;
};

struct Fido2Target {
    QString id; // a group, or "all_users"
    QStringList profiles; // allowedPasskeyProfiles: empty in a tenant that was not moved to profiles
};

// The tenant's passkey (FIDO2) policy, in both of its worlds: a tenant not moved to passkey profiles has none, and the
// flat members decide; in a moved tenant the profiles named by the matching targets decide.
struct Fido2Policy {
    bool isEnabled = false;
    bool isSelfServiceAllowed = true; // false makes registration on behalf fail as well (a known issue of Graph)
    bool enforcesAttestation = false;
    KeyRestrictions restrictions;
    QList<Fido2Target> includeTargets;
    QStringList excludeTargets; // groups
    QList<PasskeyProfile> profiles;
    QString defaultProfile;
    QJsonObject json;

    bool usesProfiles() const { return !profiles.isEmpty(); }
    static Fido2Policy fromJson(const QJsonObject &json);
};

// A change to it; what is not set is not sent. Targets and profiles are replaced whole: send the old ones plus ours.
struct Fido2PolicyChange {
    std::optional<bool> isEnabled;
    std::optional<bool> isSelfServiceAllowed;
    std::optional<QJsonArray> includeTargets;
    std::optional<QJsonArray> passkeyProfiles;

    QJsonObject toJson() const;
};

} // namespace bg
