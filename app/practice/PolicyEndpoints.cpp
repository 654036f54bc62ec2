// SPDX-License-Identifier: GPL-3.0-or-later
// Tenant-wide settings: authentication methods, security defaults, authorization.
#include "app/practice/Collection.h"
#include "app/practice/Directory.h"
#include "app/practice/Endpoints.h"
#include "app/practice/Json.h"
#include "app/practice/Refusals.h"
#include "app/practice/Router.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

const QString fido2Type = u"#microsoft.graph.fido2AuthenticationMethodConfiguration"_s;

bool isTarget(const Directory &d, const QJsonValue &target)
{
    const QString id = target["id"_L1].toString();
    return target["targetType"_L1].toString() == "group"_L1
        && (id == "all_users"_L1 || d.groups.contains(id.toLower()));
}

std::optional<Reply> problemWithTargets(const Directory &d, const QJsonValue &holder)
{
    for (const QString &name : { u"includeTargets"_s, u"excludeTargets"_s })
        for (const QJsonValue &target : holder[name].toArray())
            if (!isTarget(d, target))
                return refusal::badRequest(u"Invalid target '%1'."_s.arg(target["id"_L1].toString()));
    return std::nullopt;
}

Reply updateFido2(Directory &d, const Call &call)
{
    if (call.body["@odata.type"_L1].toString() != fido2Type)
        return refusal::badRequest(u"The property '@odata.type' is missing or does not fit the resource."_s);
    if (auto problem = refusal::forShape(u"fido2AuthenticationMethodConfiguration"_s, call))
        return *problem;
    if (auto problem = problemWithTargets(d, QJsonValue(call.body)))
        return *problem;
    QJsonObject changed = d.fido2;
    mergeInto(changed, call.body);
    QStringList profiles;
    for (const QJsonValue &profile : changed["passkeyProfiles"_L1].toArray())
        profiles.append(profile["id"_L1].toString());
    for (const QJsonValue &target : changed["includeTargets"_L1].toArray())
        for (const QJsonValue &allowed : target["allowedPasskeyProfiles"_L1].toArray())
            if (!profiles.contains(allowed.toString()))
                return refusal::badRequest(u"Passkey profile '%1' does not exist."_s.arg(allowed.toString()));
    changed[u"id"_s] = u"Fido2"_s;
    d.fido2 = changed;
    d.audit(call.session.userId, u"Authentication Methods Policy Update"_s, u"ApplicationManagement"_s, u"Policy"_s,
            u"Fido2"_s, {}, u"Authentication Methods"_s);
    return Reply::noContent();
}

QJsonObject methodsPolicy(const Directory &d, const Call &call)
{
    QJsonObject policy = d.methodsPolicy;
    QJsonArray configurations = d.otherMethodConfigurations;
    configurations.prepend(d.fido2);
    policy[u"authenticationMethodConfigurations"_s] = configurations;
    policy[u"@odata.context"_s] = d.graphOrigin + u'/' + call.version + u"/$metadata#authenticationMethodsPolicy"_s;
    if (call.isBeta())
        return policy;
    policy.remove("systemCredentialPreferences"_L1);
    QJsonObject enforcement = policy["registrationEnforcement"_L1].toObject();
    QJsonObject campaign = enforcement["authenticationMethodsRegistrationCampaign"_L1].toObject();
    campaign.remove("enforceRegistrationAfterAllowedSnoozes"_L1);
    enforcement[u"authenticationMethodsRegistrationCampaign"_s] = campaign;
    policy[u"registrationEnforcement"_s] = enforcement;
    return policy;
}

Reply updateMethodsPolicy(Directory &d, const Call &call)
{
    if (auto problem = refusal::forShape(u"authenticationMethodsPolicy"_s, call))
        return *problem;
    for (const QJsonValue &holder :
         { call.body["registrationEnforcement"_L1]["authenticationMethodsRegistrationCampaign"_L1],
           call.body["systemCredentialPreferences"_L1] })
        if (auto problem = problemWithTargets(d, holder))
            return *problem;
    const QJsonValue preferences = call.body["systemCredentialPreferences"_L1];
    if (preferences["includeTargets"_L1].toArray().size() > 1 || preferences["excludeTargets"_L1].toArray().size() > 1)
        return refusal::badRequest(u"Only one target is supported."_s);
    QJsonObject change = call.body;
    change.remove("authenticationMethodConfigurations"_L1);
    mergeInto(d.methodsPolicy, change);
    d.methodsPolicy[u"lastModifiedDateTime"_s] = d.timestamp();
    d.audit(call.session.userId, u"Authentication Methods Policy Update"_s, u"ApplicationManagement"_s, u"Policy"_s,
            u"authenticationMethodsPolicy"_s, {}, u"Authentication Methods"_s);
    return Reply::noContent();
}

Reply updateSecurityDefaults(Directory &d, const Call &call)
{
    if (auto problem = refusal::forShape(u"identitySecurityDefaultsEnforcementPolicy"_s, call))
        return *problem;
    if (call.body["isEnabled"_L1].toBool() && !d.policies.isEmpty())
        return refusal::badRequest(u"Security defaults cannot be enabled while Conditional Access policies exist."_s);
    mergeInto(d.securityDefaults, call.body);
    return Reply::noContent();
}

QJsonObject withContext(const Directory &d, const Call &call, QJsonObject object, const QString &context)
{
    object[u"@odata.context"_s] = d.graphOrigin + u'/' + call.version + u"/$metadata#"_s + context;
    return object;
}

} // namespace

void addPolicies(Router &router, Directory &d)
{
    const QString base = u"policies/authenticationMethodsPolicy"_s;
    const QString reads = u"Policy.Read.AuthenticationMethod|Policy.ReadWrite.AuthenticationMethod|Policy.Read.All"_s;
    const QString writes = u"Policy.ReadWrite.AuthenticationMethod"_s;
    router.on("GET", base, u"authenticationMethodsPolicy.get"_s, reads,
              [&d](const Call &call) { return Reply::of(methodsPolicy(d, call)); });
    router.on("PATCH", base, u"authenticationMethodsPolicy.update"_s, writes,
              [&d](const Call &call) { return updateMethodsPolicy(d, call); });
    const QString configuration = base + u"/authenticationMethodConfigurations/{}"_s;
    router.on("GET", configuration, u"authenticationMethodConfigurations.get"_s, reads, [&d](const Call &call) {
        QJsonArray all = d.otherMethodConfigurations;
        all.prepend(d.fido2);
        for (const QJsonValue &entry : std::as_const(all))
            if (entry["id"_L1].toString().compare(call.captures[0], Qt::CaseInsensitive) == 0)
                return Reply::of(
                    withContext(d, call, entry.toObject(), u"authenticationMethodConfigurations/$entity"_s));
        return refusal::notFound(call.captures[0]);
    });
    router.on("PATCH", configuration, u"authenticationMethodConfigurations.update"_s, writes, [&d](const Call &call) {
        if (call.captures[0].compare("fido2"_L1, Qt::CaseInsensitive) != 0)
            return refusal::notFound(call.captures[0]);
        return updateFido2(d, call);
    });
    const QString defaults = u"policies/identitySecurityDefaultsEnforcementPolicy"_s;
    router.on("GET", defaults, u"securityDefaults.get"_s, u"Policy.Read.All"_s, [&d, defaults](const Call &call) {
        return Reply::of(withContext(d, call, d.securityDefaults, defaults));
    });
    router.on("PATCH", defaults, u"securityDefaults.update"_s,
              u"Policy.Read.All & Policy.ReadWrite.SecurityDefaults|Policy.ReadWrite.ConditionalAccess"_s,
              [&d](const Call &call) { return updateSecurityDefaults(d, call); });
    router.on("GET", u"policies/authorizationPolicy"_s, u"authorizationPolicy.get"_s,
              u"Policy.Read.All|Policy.ReadWrite.Authorization"_s, [&d](const Call &call) {
                  return Reply::of(withContext(d, call, d.authorization, u"policies/authorizationPolicy/$entity"_s));
              });
    router.on("PATCH", u"policies/authorizationPolicy"_s, u"authorizationPolicy.update"_s,
              u"Policy.ReadWrite.Authorization"_s, [&d](const Call &call) {
                  if (auto problem = refusal::forShape(u"authorizationPolicy"_s, call))
                      return *problem;
                  mergeInto(d.authorization, call.body);
                  return Reply::noContent();
              });
}

} // namespace bg
