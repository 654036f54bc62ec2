// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Random.h"
#include "app/practice/Collection.h"
#include "app/practice/Directory.h"
#include "app/practice/Endpoints.h"
#include "app/practice/Json.h"
#include "app/practice/Refusals.h"
#include "app/practice/Router.h"

#include <QJsonDocument>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

const QString policyType = u"conditionalAccessPolicy"_s;

Reply numbered(int number, const QString &text)
{
    return Reply::refused(400, "BadRequest", u"%1: %2"_s.arg(number).arg(text));
}

Showing showingPolicies(const Directory &d)
{
    return { .type = policyType,
             .context = u"conditionalAccess/policies"_s,
             .origin = d.graphOrigin,
             .pageSize = d.scenario.pageSize };
}

// v1.0 does not show what only beta knows.
QJsonObject policyForVersion(const Call &call, QJsonObject policy)
{
    policy.remove("@practice.preview"_L1);
    policy.remove("@practice.refuses"_L1);
    if (call.isBeta())
        return policy;
    QJsonObject conditions = policy["conditions"_L1].toObject();
    conditions.remove("agentIdRiskLevels"_L1);
    conditions.remove("agents"_L1);
    if (QJsonObject clients = conditions["clientApplications"_L1].toObject(); !clients.isEmpty()) {
        for (const QLatin1StringView name : { "includeAgentIdServicePrincipals"_L1, "excludeAgentIdServicePrincipals"_L1,
                                              "agentIdServicePrincipalFilter"_L1 })
            clients.remove(name);
        conditions[u"clientApplications"_s] = clients;
    }
    conditions.remove("deviceStates"_L1);
    policy[u"conditions"_s] = conditions;
    return policy;
}

// A step-up where the tenant protects changes of policies by an authentication context.
std::optional<Reply> stepUp(const Directory &d, const Call &call)
{
    if (!d.scenario.protectedActions || call.session.contexts.contains(u"c1"_s))
        return std::nullopt;
    const QByteArray claims = QByteArray(R"({"access_token":{"acrs":{"essential":true,"value":"c1"}}})").toBase64();
    Reply answer = Reply::refused(
        401, "InvalidAuthenticationToken",
        u"Continuous access evaluation resulted in challenge with result: InteractionRequired and code: insufficient_claims"_s);
    answer.addHeader("WWW-Authenticate",
                     "Bearer realm=\"\", authorization_uri=\"" + d.graphOrigin.toUtf8()
                         + "/common/oauth2/authorize\", error=\"insufficient_claims\", claims=\"" + claims + "\"");
    return answer;
}

std::optional<Reply> problemWithBody(const Directory &d, const Call &call)
{
    if (call.body.contains("templateId"_L1))
        return numbered(1118, u"TemplateId is a read-only field and cannot be updated."_s);
    const auto problem = call.body.isEmpty()
        ? std::optional(Shapes::Problem{ Shapes::Problem::Kind::Unknown, {}, {}, policyType })
        : Shapes::known().problemWith(policyType, call.body, call.isBeta());
    if (problem)
        return numbered(
            1007,
            u"Incoming ConditionalAccessPolicy object is null or does not match the schema of ConditionalAccessPolicy type. For examples, please see API documentation."_s);
    const QJsonValue conditions = call.body["conditions"_L1];
    if (!conditions["deviceStates"_L1].isUndefined() && !conditions["deviceStates"_L1].isNull())
        return numbered(1088, u"The device state condition can no longer be used."_s);
    const QJsonValue users = conditions["users"_L1];
    for (const QString &list : { u"includeGroups"_s, u"excludeGroups"_s })
        for (const QJsonValue &id : users[list].toArray())
            if (!d.groups.contains(id.toString().toLower())
                || !d.isSettled(id.toString().toLower(), u"groupInPolicy"_s))
                return numbered(1045, u"Invalid group value: %1."_s.arg(id.toString()));
    for (const QString &list : { u"includeUsers"_s, u"excludeUsers"_s })
        for (const QJsonValue &id : users[list].toArray()) {
            const QString name = id.toString();
            if (name != "All"_L1 && name != "None"_L1 && name != "GuestsOrExternalUsers"_L1
                && !d.users.contains(name.toLower()))
                return numbered(1020, u"Invalid user value: %1."_s.arg(name));
        }
    const QJsonArray controls = call.body["grantControls"_L1]["builtInControls"_L1].toArray();
    const bool hasStrength = call.body["grantControls"_L1]["authenticationStrength"_L1].isObject();
    if (hasStrength && controls.contains(u"mfa"_s))
        return numbered(1033, u"The MFA control and an authentication strength cannot be used together."_s);
    if (hasStrength
        && !d.strengths.contains(call.body["grantControls"_L1]["authenticationStrength"_L1]["id"_L1].toString()))
        return numbered(1037, u"Invalid authentication strength."_s);
    return std::nullopt;
}

std::optional<Reply> problemWithTenant(const Directory &d, const Call &call)
{
    if (!d.isPremium1() || d.scenario.licenceLapsed)
        return refusal::notLicensed();
    return stepUp(d, call);
}

// What the service finds wrong with a policy that it keeps, whatever the change is. "@practice.refuses" is a number
// that a practice wants to see; 403: the caller may not change this one.
std::optional<Reply> problemWithStored(const QJsonObject &policy)
{
    switch (policy["@practice.refuses"_L1].toInt()) {
    case 1007:
        return numbered(
            1007,
            u"Incoming ConditionalAccessPolicy object is null or does not match the schema of ConditionalAccessPolicy type. For examples, please see API documentation."_s);
    case 1118:
        return numbered(1118, u"TemplateId is a read-only field and cannot be updated."_s);
    case 403:
        return refusal::denied();
    case 0:
        break;
    default:
        return numbered(policy["@practice.refuses"_L1].toInt(), u"The policy cannot be updated."_s);
    }
    if (policy["conditions"_L1]["deviceStates"_L1].isObject())
        return numbered(1088, u"The device state condition can no longer be used."_s);
    return std::nullopt;
}

// The log holds the whole policy as it was and as it is, as text.
QJsonObject logged(const QJsonObject &before, const QJsonObject &after)
{
    const auto text
        = [](const QJsonObject &json) { return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)); };
    return { { u"displayName"_s, u"ConditionalAccessPolicy"_s },
             { u"oldValue"_s, text(before) },
             { u"newValue"_s, text(after) } };
}

// A policy names a strength by its id and shows the whole of it; it has a strength or the MFA control, not both.
std::optional<Reply> settleStrength(const Directory &d, QJsonObject &policy)
{
    QJsonObject grant = policy["grantControls"_L1].toObject();
    if (!grant["authenticationStrength"_L1].isObject())
        return std::nullopt;
    if (grant["builtInControls"_L1].toArray().contains(u"mfa"_s))
        return numbered(1033, u"The MFA control and an authentication strength cannot be used together."_s);
    grant[u"authenticationStrength"_s] = d.strengths[grant["authenticationStrength"_L1]["id"_L1].toString()];
    policy[u"grantControls"_s] = grant;
    return std::nullopt;
}

Reply updatePolicy(Directory &d, const Call &call)
{
    QJsonObject *policy = d.policy(call.captures[0]);
    if (!policy)
        return refusal::notFound(call.captures[0]);
    if (auto problem = problemWithTenant(d, call))
        return *problem;
    if (auto problem = problemWithBody(d, call))
        return *problem;
    if (policy->contains("@practice.preview"_L1) && !call.isBeta())
        return numbered(
            1038,
            u"The policy you are trying to create or update contains preview features. Use the Canary endpoint to create or update this policy."_s);
    if (auto problem = problemWithStored(*policy))
        return *problem;
    const bool isManaged = (*policy)["displayName"_L1].toString().startsWith("Microsoft-managed"_L1);
    const bool isExclusionOnly = call.body.keys() == QStringList{ u"conditions"_s }
        && call.body["conditions"_L1].toObject().keys() == QStringList{ u"users"_s };
    if (isManaged && !isExclusionOnly && call.body.keys() != QStringList{ u"state"_s })
        return numbered(1090,
                        u"A policy that Microsoft manages accepts changes of its state and its exclusions only."_s);
    if (d.scenario.securityDefaults && call.body["state"_L1] == QJsonValue(u"enabled"_s))
        return numbered(1054, u"Security defaults must be disabled to enable Conditional Access policies."_s);
    QJsonObject changed = *policy;
    mergeInto(changed, call.body);
    if (auto problem = settleStrength(d, changed))
        return *problem;
    const QJsonValue users = changed["conditions"_L1]["users"_L1];
    const bool hasNobody = users.isObject() && users["includeUsers"_L1].toArray().isEmpty()
        && users["includeGroups"_L1].toArray().isEmpty() && users["includeRoles"_L1].toArray().isEmpty()
        && !users["includeGuestsOrExternalUsers"_L1].isObject();
    if (hasNobody)
        return numbered(1011, u"The policy does not include anybody."_s);
    changed[u"modifiedDateTime"_s] = d.timestamp();
    const QJsonArray change{ logged(policyForVersion(call, *policy), policyForVersion(call, changed)) };
    *policy = changed;
    d.audit(call.session.userId, u"Update conditional access policy"_s, u"Policy"_s, u"Policy"_s, call.captures[0],
            change, u"Conditional Access"_s);
    return Reply::noContent();
}

Reply createPolicy(Directory &d, const Call &call)
{
    if (auto problem = problemWithTenant(d, call))
        return *problem;
    if (auto problem = problemWithBody(d, call))
        return *problem;
    for (const QString &name : { u"displayName"_s, u"state"_s, u"conditions"_s })
        if (!call.body.contains(name))
            return numbered(
                1007,
                u"Incoming ConditionalAccessPolicy object is null or does not match the schema of ConditionalAccessPolicy type. For examples, please see API documentation."_s);
    if (d.scenario.securityDefaults && call.body["state"_L1] == QJsonValue(u"enabled"_s))
        return numbered(1054, u"Security defaults must be disabled to enable Conditional Access policies."_s);
    if (d.policies.size() >= 240)
        return numbered(1016, u"The tenant has the largest number of policies it can have."_s);
    QJsonObject policy
        = jsonObject(R"({"templateId": null, "deletedDateTime": null, "modifiedDateTime": null, "description": null,
        "sessionControls": null, "grantControls": null, "conditions": {"userRiskLevels": [], "signInRiskLevels": [],
        "clientAppTypes": ["all"], "servicePrincipalRiskLevels": [], "platforms": null, "locations": null, "devices": null,
        "clientApplications": null, "authenticationFlows": null, "insiderRiskLevels": null,
        "applications": {"includeApplications": [], "excludeApplications": [], "includeUserActions": [],
        "includeAuthenticationContextClassReferences": [], "applicationFilter": null},
        "users": {"includeUsers": [], "excludeUsers": [], "includeGroups": [], "excludeGroups": [], "includeRoles": [],
        "excludeRoles": [], "includeGuestsOrExternalUsers": null, "excludeGuestsOrExternalUsers": null}}})");
    mergeInto(policy, call.body);
    if (policy["grantControls"_L1].isObject()) {
        QJsonObject grant{ { u"operator"_s, u"OR"_s },
                           { u"builtInControls"_s, QJsonArray() },
                           { u"customAuthenticationFactors"_s, QJsonArray() },
                           { u"termsOfUse"_s, QJsonArray() },
                           { u"authenticationStrength"_s, QJsonValue::Null } };
        mergeInto(grant, policy["grantControls"_L1].toObject());
        if (grant["authenticationStrength"_L1].isObject())
            grant[u"authenticationStrength"_s] = d.strengths[grant["authenticationStrength"_L1]["id"_L1].toString()];
        policy[u"grantControls"_s] = grant;
    }
    const QString id = randomGuid();
    policy[u"id"_s] = id;
    policy[u"createdDateTime"_s] = d.timestamp();
    d.policies.append(policy);
    d.audit(call.session.userId, u"Add conditional access policy"_s, u"Policy"_s, u"Policy"_s, id, {},
            u"Conditional Access"_s);
    return shown(call, policyForVersion(call, policy), showingPolicies(d), 201);
}

Reply removePolicy(Directory &d, const Call &call)
{
    const QJsonObject *policy = d.policy(call.captures[0]);
    if (!policy)
        return refusal::notFound(call.captures[0]);
    if (auto problem = stepUp(d, call))
        return *problem;
    const QJsonObject gone = *policy;
    d.policies.removeOne(gone);
    d.audit(call.session.userId, u"Delete conditional access policy"_s, u"Policy"_s, u"Policy"_s, call.captures[0], {},
            u"Conditional Access"_s);
    return Reply::noContent();
}

} // namespace

void addConditionalAccess(Router &router, Directory &d)
{
    const QString path = u"identity/conditionalAccess/policies"_s;
    const QString reads = u"Policy.Read.All|Policy.Read.ConditionalAccess"_s;
    const QString writes = u"Policy.Read.All & Policy.ReadWrite.ConditionalAccess"_s;
    router.on("GET", path, u"conditionalAccess.policies.list"_s, reads, [&d](const Call &call) {
        QList<QJsonObject> list;
        for (const QJsonObject &policy : d.policies)
            list.append(policyForVersion(call, policy));
        return shown(call, list, showingPolicies(d));
    });
    router.on("GET", path + u"/{}"_s, u"conditionalAccess.policies.get"_s, reads, [&d](const Call &call) {
        const QJsonObject *policy = d.policy(call.captures[0]);
        return policy ? shown(call, policyForVersion(call, *policy), showingPolicies(d)) : refusal::notFound(call.captures[0]);
    });
    router.on("PATCH", path + u"/{}"_s, u"conditionalAccess.policies.update"_s, writes,
              [&d](const Call &call) { return updatePolicy(d, call); });
    router.on("POST", u"v1.0:"_s + path, u"conditionalAccess.policies.create"_s, writes,
              [&d](const Call &call) { return createPolicy(d, call); });
    router.on("DELETE", u"v1.0:"_s + path + u"/{}"_s, u"conditionalAccess.policies.delete"_s, writes,
              [&d](const Call &call) { return removePolicy(d, call); });
    router.on("GET", u"policies/authenticationStrengthPolicies"_s, u"authenticationStrengthPolicies.list"_s,
              u"Policy.Read.All|Policy.Read.AuthenticationMethod"_s, [&d](const Call &call) {
                  return shown(call, d.strengths.values(),
                               { .type = u"authenticationStrengthPolicy"_s,
                                 .context = u"policies/authenticationStrengthPolicies"_s,
                                 .origin = d.graphOrigin });
              });
}

} // namespace bg
