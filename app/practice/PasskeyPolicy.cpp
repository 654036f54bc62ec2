// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/PasskeyPolicy.h"

#include "app/practice/Directory.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

bool isTargeted(const Directory &d, const QString &userId, const QJsonObject &target)
{
    const QString id = target["id"_L1].toString();
    return id == "all_users"_L1 || d.groupsOf(userId).contains(id);
}

QList<QJsonObject> targetsOf(const Directory &d, const QString &userId)
{
    QList<QJsonObject> targets;
    for (const QJsonValue &target : d.fido2["includeTargets"_L1].toArray())
        if (isTargeted(d, userId, target.toObject()))
            targets.append(target.toObject());
    return targets;
}

// What decides for this account: its passkey profiles, or else the flat settings in the shape of one.
QList<QJsonObject> profilesOf(const Directory &d, const QString &userId)
{
    QList<QJsonObject> profiles;
    for (const QJsonObject &target : targetsOf(d, userId))
        for (const QJsonValue &profile : d.fido2["passkeyProfiles"_L1].toArray())
            if (target["allowedPasskeyProfiles"_L1].toArray().contains(profile["id"_L1]))
                profiles.append(profile.toObject());
    if (profiles.isEmpty())
        profiles.append(
            QJsonObject{ { u"attestationEnforcement"_s,
                           d.fido2["isAttestationEnforced"_L1].toBool() ? u"registrationOnly"_s : u"disabled"_s },
                         { u"keyRestrictions"_s, d.fido2["keyRestrictions"_L1] } });
    return profiles;
}

bool admits(const QJsonObject &profile, const QString &aaguid)
{
    const QJsonValue restrictions = profile["keyRestrictions"_L1];
    if (!restrictions["isEnforced"_L1].toBool())
        return true;
    bool isListed = false;
    for (const QJsonValue &listed : restrictions["aaGuids"_L1].toArray())
        isListed = isListed || listed.toString().compare(aaguid, Qt::CaseInsensitive) == 0;
    return isListed == (restrictions["enforcementType"_L1].toString() == "allow"_L1);
}

} // namespace

QString problemWithRegistering(const Directory &d, const QString &userId)
{
    if (d.fido2["state"_L1].toString() != "enabled"_L1)
        return u"The FIDO2 method is not enabled by the authentication methods policy."_s;
    if (!d.fido2["isSelfServiceRegistrationAllowed"_L1].toBool())
        return u"Self-service registration is not allowed by the authentication methods policy."_s;
    if (targetsOf(d, userId).isEmpty())
        return u"User or group restriction policy failed."_s;
    for (const QJsonValue &target : d.fido2["excludeTargets"_L1].toArray())
        if (isTargeted(d, userId, target.toObject()))
            return u"User or group restriction policy failed."_s;
    return {};
}

QString problemWithPasskey(const Directory &d, const QString &userId, const VerifiedAttestation &passkey)
{
    bool isAnyAdmitted = false;
    for (const QJsonObject &profile : profilesOf(d, userId)) {
        if (!admits(profile, passkey.aaguid))
            continue;
        isAnyAdmitted = true;
        if (profile["attestationEnforcement"_L1].toString() != "registrationOnly"_L1 || passkey.hasCertificate)
            return {};
    }
    return isAnyAdmitted ? u"Attestation validation failed."_s
                         : u"The authenticator's AAGUID is not allowed by the key restriction policy."_s;
}

bool isAdmitted(const Directory &d, const QString &userId, const QString &aaguid)
{
    for (const QJsonObject &profile : profilesOf(d, userId))
        if (admits(profile, aaguid))
            return true;
    return false;
}

} // namespace bg
