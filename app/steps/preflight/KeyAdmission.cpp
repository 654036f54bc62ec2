// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/KeyAdmission.h"

#include <algorithm>

namespace bg {

namespace {

using Verdict = KeyAdmission::Verdict;

bool admits(const KeyRestrictions &restrictions, const QString &aaguid)
{
    if (!restrictions.isEnforced)
        return true;
    const bool isListed = restrictions.aaguids.contains(aaguid, Qt::CaseInsensitive);
    return restrictions.enforcementType == QLatin1String("block") ? !isListed : isListed;
}

bool holds(const QString &target, const QSet<ObjectId> &groups)
{
    return target == QLatin1String("all_users") || groups.contains(ObjectId(target));
}

// The profiles that the matching targets name; a target that names none takes the default one.
QList<PasskeyProfile> profilesFor(const Fido2Policy &policy, const QSet<ObjectId> &groups)
{
    QStringList ids;
    for (const Fido2Target &target : policy.includeTargets)
        if (holds(target.id, groups))
            ids += target.profiles.isEmpty() ? QStringList{ policy.defaultProfile } : target.profiles;
    QList<PasskeyProfile> profiles;
    for (const PasskeyProfile &profile : policy.profiles)
        if (ids.contains(profile.id, Qt::CaseInsensitive))
            profiles.append(profile);
    return profiles;
}

KeyAdmission judged(Verdict verdict, bool mustBeAttested = false)
{
    return { verdict, verdict, mustBeAttested };
}

KeyAdmission byProfiles(const QList<PasskeyProfile> &profiles, const QString &aaguid)
{
    bool isAdmitted = false, mustBeAttested = true, someAllowDeviceBound = false;
    for (const PasskeyProfile &profile : profiles) {
        someAllowDeviceBound = someAllowDeviceBound || profile.allowsDeviceBound;
        if (!profile.allowsDeviceBound || !admits(profile.restrictions, aaguid))
            continue;
        isAdmitted = true;
        mustBeAttested = mustBeAttested && profile.enforcesAttestation;
    }
    if (isAdmitted)
        return judged(Verdict::Admitted, mustBeAttested);
    return judged(someAllowDeviceBound ? Verdict::ModelNotAllowed : Verdict::DeviceBoundNotAllowed);
}

KeyAdmission byModel(const Fido2Policy &policy, const QSet<ObjectId> &groups, const QString &aaguid)
{
    if (policy.usesProfiles())
        return byProfiles(profilesFor(policy, groups), aaguid);
    return admits(policy.restrictions, aaguid) ? judged(Verdict::Admitted, policy.enforcesAttestation)
                                               : judged(Verdict::ModelNotAllowed);
}

} // namespace

QString name(KeyAdmission::Verdict verdict)
{
    switch (verdict) {
    case Verdict::Admitted:
        return QStringLiteral("admitted");
    case Verdict::PolicyOff:
        return QStringLiteral("policyOff");
    case Verdict::SelfServiceOff:
        return QStringLiteral("selfServiceOff");
    case Verdict::AccountNotTarget:
        return QStringLiteral("accountNotTarget");
    case Verdict::AccountExcluded:
        return QStringLiteral("accountExcluded");
    case Verdict::ModelNotAllowed:
        return QStringLiteral("modelNotAllowed");
    case Verdict::DeviceBoundNotAllowed:
        return QStringLiteral("deviceBoundNotAllowed");
    }
    return {};
}

KeyAdmission keyAdmission(const Fido2Policy &policy, const QSet<ObjectId> &groups, const QString &aaguid)
{
    if (!policy.isEnabled)
        return judged(Verdict::PolicyOff);
    if (std::any_of(policy.excludeTargets.begin(), policy.excludeTargets.end(),
                    [&](const QString &target) { return holds(target, groups); }))
        return judged(Verdict::AccountExcluded);
    if (std::none_of(policy.includeTargets.begin(), policy.includeTargets.end(),
                     [&](const Fido2Target &target) { return holds(target.id, groups); }))
        return judged(Verdict::AccountNotTarget);
    KeyAdmission admission = byModel(policy, groups, aaguid);
    if (!policy.isSelfServiceAllowed && admission.registration == Verdict::Admitted)
        admission.registration = Verdict::SelfServiceOff;
    return admission;
}

} // namespace bg
