// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/Fido2Policy.h"

namespace bg {

namespace {

QStringList strings(const QJsonValue &array)
{
    QStringList all;
    for (const QJsonValue &element : array.toArray())
        all.append(element.toString());
    return all;
}

KeyRestrictions restrictionsFrom(const QJsonValue &json)
{
    KeyRestrictions restrictions;
    restrictions.isEnforced = json[QLatin1String("isEnforced")].toBool();
    restrictions.enforcementType = json[QLatin1String("enforcementType")].toString();
    for (const QString &aaguid : strings(json[QLatin1String("aaGuids")]))
        restrictions.aaguids.append(aaguid.toLower());
    return restrictions;
}

} // namespace

Fido2Policy Fido2Policy::fromJson(const QJsonObject &json)
{
    Fido2Policy policy;
    policy.isEnabled = json.value(QLatin1String("state")) == QLatin1String("enabled");
    policy.isSelfServiceAllowed = json.value(QLatin1String("isSelfServiceRegistrationAllowed")).toBool(true);
    policy.enforcesAttestation = json.value(QLatin1String("isAttestationEnforced")).toBool();
    policy.restrictions = restrictionsFrom(json.value(QLatin1String("keyRestrictions")));
    policy.defaultProfile = json.value(QLatin1String("defaultPasskeyProfile")).toString();
    for (const QJsonValue &target : json.value(QLatin1String("includeTargets")).toArray())
        policy.includeTargets.append(
            { target[QLatin1String("id")].toString(), strings(target[QLatin1String("allowedPasskeyProfiles")]) });
    for (const QJsonValue &target : json.value(QLatin1String("excludeTargets")).toArray())
        policy.excludeTargets.append(target[QLatin1String("id")].toString());
    for (const QJsonValue &value : json.value(QLatin1String("passkeyProfiles")).toArray()) {
        PasskeyProfile profile;
        profile.id = value[QLatin1String("id")].toString();
        profile.name = value[QLatin1String("name")].toString();
        const QString types = value[QLatin1String("passkeyTypes")].toString();
        profile.allowsDeviceBound = types.isEmpty() || types.contains(QLatin1String("deviceBound"));
        profile.enforcesAttestation
            = value[QLatin1String("attestationEnforcement")] == QLatin1String("registrationOnly");
        profile.restrictions = restrictionsFrom(value[QLatin1String("keyRestrictions")]);
        policy.profiles.append(profile);
    }
    policy.json = json;
    return policy;
}

QJsonObject Fido2PolicyChange::toJson() const
{
    QJsonObject json{ { QStringLiteral("@odata.type"),
                        QStringLiteral("#microsoft.graph.fido2AuthenticationMethodConfiguration") } };
    if (isEnabled)
        json.insert(QStringLiteral("state"), *isEnabled ? QStringLiteral("enabled") : QStringLiteral("disabled"));
    if (isSelfServiceAllowed)
        json.insert(QStringLiteral("isSelfServiceRegistrationAllowed"), *isSelfServiceAllowed);
    if (includeTargets)
        json.insert(QStringLiteral("includeTargets"), *includeTargets);
    if (passkeyProfiles)
        json.insert(QStringLiteral("passkeyProfiles"), *passkeyProfiles);
    return json;
}

} // namespace bg
