// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/AuthenticationMethods.h"
#include "app/graph/AuthenticationMethodsPolicy.h"
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"
#include "app/steps/preflight/Scene.h"

#include <algorithm>

namespace bg::preflight {

namespace {

const QStringList &passkeyRules()
{
    static const QStringList numbers{ QStringLiteral("S65"), QStringLiteral("S76"), QStringLiteral("S77"),
                                      QStringLiteral("S116") };
    return numbers;
}

bool isForEverybody(const Fido2Target &target)
{
    return target.id == QLatin1String("all_users");
}

// Something in the policy stands in the way: the wizard changes it, or may not.
void reportObstacle(const Scene &scene, QLatin1String id, const QString &evidence, QJsonObject facts = {})
{
    const bool mayChange = scene.desired.methodPolicy == MethodPolicyChoice::Change;
    facts.insert(QStringLiteral("choice"), mayChange ? QStringLiteral("change") : QStringLiteral("leave"));
    scene.report(mayChange ? wizardWillDo(id, evidence, facts, passkeyRules()) : stops(id, evidence, facts, passkeyRules()));
}

bool reportTargets(const Scene &scene, const Fido2Policy &policy)
{
    bool isReached = true;
    scene.tenant.arePasskeysForEverybody = policy.includeTargets.size() == 1
        && isForEverybody(policy.includeTargets.first()) && policy.excludeTargets.isEmpty();
    if (!std::any_of(policy.includeTargets.begin(), policy.includeTargets.end(), isForEverybody)) {
        QJsonArray groups;
        for (const Fido2Target &target : policy.includeTargets)
            groups.append(target.id);
        reportObstacle(scene, PasskeysTargeted, QStringLiteral("includeTargets"),
                       { { QStringLiteral("groups"), groups } });
        isReached = false;
    }
    if (!policy.excludeTargets.isEmpty())
        scene.report(note(PasskeysExcluded, QStringLiteral("excludeTargets"),
                          { { QStringLiteral("groups"), QJsonArray::fromStringList(policy.excludeTargets) } },
                          passkeyRules()));
    return isReached;
}

// The rules that will hold for the accounts: the profiles of the target for everybody, or the default one; without
// profiles the flat members, as a profile without a name.
QList<PasskeyProfile> rulesFor(const Fido2Policy &policy)
{
    if (!policy.usesProfiles())
        return { { QString(), QString(), true, policy.enforcesAttestation, policy.restrictions } };
    const auto everybody = std::find_if(policy.includeTargets.begin(), policy.includeTargets.end(), isForEverybody);
    QStringList ids{ policy.defaultProfile };
    if (everybody != policy.includeTargets.end() && !everybody->profiles.isEmpty())
        ids = everybody->profiles;
    QList<PasskeyProfile> profiles;
    for (const PasskeyProfile &profile : policy.profiles)
        if (ids.contains(profile.id, Qt::CaseInsensitive))
            profiles.append(profile);
    return profiles.isEmpty() ? policy.profiles : profiles;
}

bool admitsNone(const PasskeyProfile &profile)
{
    const KeyRestrictions &keys = profile.restrictions;
    const bool isEmptyList
        = keys.isEnforced && keys.enforcementType == QLatin1String("allow") && keys.aaguids.isEmpty();
    return isEmptyList || !profile.allowsDeviceBound;
}

void reportModels(const Scene &scene, const PasskeyProfile &profile)
{
    QJsonObject facts{ { QStringLiteral("profile"), profile.name } };
    if (profile.enforcesAttestation)
        scene.report(note(PasskeysAttestation, QStringLiteral("attestation enforced"), facts, passkeyRules()));
    if (!profile.restrictions.isEnforced)
        return;
    facts.insert(QStringLiteral("aaguids"), QJsonArray::fromStringList(profile.restrictions.aaguids));
    const bool isBlocking = profile.restrictions.enforcementType == QLatin1String("block");
    scene.report(
        note(isBlocking ? PasskeysBlockList : PasskeysAllowList, QStringLiteral("keyRestrictions"), facts, passkeyRules()));
}

// Several profiles: a model is admitted when one of them admits it.
void writeFacts(TenantFacts &tenant, const QList<PasskeyProfile> &profiles)
{
    tenant.enforcesAttestation = true;
    bool isFree = false;
    for (const PasskeyProfile &profile : profiles) {
        tenant.enforcesAttestation = tenant.enforcesAttestation && profile.enforcesAttestation;
        const KeyRestrictions &keys = profile.restrictions;
        if (!keys.isEnforced)
            isFree = true;
        else if (keys.enforcementType == QLatin1String("block"))
            tenant.refusedAaguids += keys.aaguids;
        else
            tenant.admittedAaguids += keys.aaguids;
    }
    tenant.restrictsAaguids = !isFree && !profiles.isEmpty();
    if (isFree) {
        tenant.refusedAaguids.clear();
        tenant.admittedAaguids.clear();
    }
}

void judge(const Scene &scene, const Fido2Policy &policy)
{
    bool isReady = true;
    if (!policy.isEnabled) {
        reportObstacle(scene, PasskeysOff, QStringLiteral("state disabled"));
        isReady = false;
    }
    if (!policy.isSelfServiceAllowed) {
        reportObstacle(scene, PasskeysSelfServiceOff, QStringLiteral("isSelfServiceRegistrationAllowed false"));
        isReady = false;
    }
    isReady = reportTargets(scene, policy) && isReady;

    if (policy.usesProfiles()) {
        QJsonArray names;
        for (const PasskeyProfile &profile : policy.profiles)
            names.append(profile.name);
        scene.report(note(
            PasskeysProfiles, QStringLiteral("passkeyProfiles"),
            { { QStringLiteral("count"), int(policy.profiles.size()) }, { QStringLiteral("names"), names } }, passkeyRules()));
    }
    const QList<PasskeyProfile> profiles = rulesFor(policy);
    for (const PasskeyProfile &profile : profiles)
        reportModels(scene, profile);
    if (std::all_of(profiles.begin(), profiles.end(), admitsNone)) {
        scene.report(stops(PasskeysAdmitNone, QStringLiteral("keyRestrictions"),
                           { { QStringLiteral("profile"), profiles.value(0).name } }, passkeyRules()));
        isReady = false;
    }
    writeFacts(scene.tenant, profiles);
    if (isReady)
        scene.report(fine(PasskeysReady, QStringLiteral("fido2: enabled, all users"), {}, passkeyRules()));
}

} // namespace

Result<void> checkPasskeys(const Scene &scene)
{
    const auto policy = AuthenticationMethodsPolicy(scene.graph).policy(ApiVersion::V1, scene.stop);
    if (policy)
        judge(scene, policy->fido2);
    else if (auto reported = notRead(scene, policy.error(), QStringLiteral("authenticationMethodsPolicy.get"));
             !reported)
        return reported;

    const auto onBehalf = AuthenticationMethods(scene.graph).knowsCreationOptions(scene.person.objectId, scene.stop);
    if (!onBehalf)
        return notRead(scene, onBehalf.error(), QStringLiteral("users.authentication.fido2Methods.creationOptions"));
    if (!*onBehalf)
        scene.report(youDecide(Severity::Warning, KeysNotOnBehalf, QStringLiteral("creationOptions: no such segment"),
                               {}, { QStringLiteral("S79") }));
    return {};
}

} // namespace bg::preflight
