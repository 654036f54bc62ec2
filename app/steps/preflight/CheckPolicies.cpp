// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/ConditionalAccess.h"
#include "app/graph/GraphTime.h"
#include "app/steps/preflight/CheckNames.h"
#include "app/steps/preflight/FindingIds.h"
#include "app/steps/preflight/FindingOf.h"
#include "app/steps/preflight/ReachOfPolicy.h"
#include "app/steps/preflight/Scene.h"

#include <algorithm>

namespace bg::preflight {

namespace {

constexpr qsizetype mostLookedInto = 4; // two requests each

const QStringList &policyRules()
{
    static const QStringList numbers{ QStringLiteral("S23"), QStringLiteral("S50"),  QStringLiteral("S51"),
                                      QStringLiteral("S68"), QStringLiteral("S133"), QStringLiteral("S174") };
    return numbers;
}

struct Counts {
    int reaching = 0, workload = 0, agent = 0, managed = 0, reportOnly = 0, disabled = 0, uneditable = 0, betaOnly = 0;
};

QJsonObject policyFacts(const ConditionalAccessPolicy &policy)
{
    return { { QStringLiteral("policyId"), policy.id.value }, { QStringLiteral("displayName"), policy.displayName } };
}

void reportManaged(const Scene &scene, const ConditionalAccessPolicy &policy, const ReachOfPolicy &reach)
{
    QJsonObject facts = policyFacts(policy);
    facts.insert(QStringLiteral("state"), policy.state);
    facts.insert(QStringLiteral("switchesOn"), reach.switchesOn ? reach.switchesOn->toString(Qt::ISODate) : QString());
    scene.report(note(PolicyManaged, QStringLiteral("displayName, templateId"), facts, policyRules()));
}

// One policy that can reach people.
void reportReaching(const Scene &scene, const ConditionalAccessPolicy &policy, const ReachOfPolicy &reach,
                    Counts &counts)
{
    ++counts.reaching;
    if (reach.isManagedByMicrosoft) {
        ++counts.managed;
        reportManaged(scene, policy, reach);
    }
    if (reach.mode == PolicyMode::ReportOnly) {
        ++counts.reportOnly;
        scene.report(note(PolicyReportOnly, policy.state, policyFacts(policy), policyRules()));
    }
    if (reach.mode == PolicyMode::Disabled) {
        ++counts.disabled;
        scene.report(note(PolicyDisabled, policy.state, policyFacts(policy), policyRules()));
    }
    if (policy.seenIn == ApiVersion::Beta) {
        ++counts.betaOnly;
        scene.report(note(PolicyBetaOnly, QStringLiteral("not in v1.0"), policyFacts(policy), policyRules()));
    }
    if (!reach.cannotBeEdited.isEmpty()) {
        ++counts.uneditable;
        QJsonObject facts = policyFacts(policy);
        facts.insert(QStringLiteral("reason"), reach.cannotBeEdited);
        scene.report(youDecide(Severity::Warning, PolicyCannotBeEdited, reach.cannotBeEdited, facts, policyRules()));
    }
    if (!reach.customStrength.isEmpty()) {
        QJsonObject facts = policyFacts(policy);
        facts.insert(QStringLiteral("strength"), reach.customStrength);
        scene.report(
            note(PolicyCustomStrength, QStringLiteral("authenticationStrength"), facts, { QStringLiteral("S116") }));
    }
}

void reportPolicy(const Scene &scene, const ConditionalAccessPolicy &policy, Counts &counts)
{
    const ReachOfPolicy reach = reachOf(policy.json);
    if (const auto unknown = unknownConditionsOf(policy))
        scene.report(*unknown);
    switch (reach.audience) {
    case PolicyAudience::Workloads:
        ++counts.workload;
        scene.report(fine(PolicyWorkload, QStringLiteral("includeServicePrincipals"), policyFacts(policy)));
        return;
    case PolicyAudience::Agents:
        ++counts.agent;
        scene.report(fine(PolicyAgent, QStringLiteral("agent conditions"), policyFacts(policy)));
        return;
    case PolicyAudience::People:
        reportReaching(scene, policy, reach, counts);
        return;
    }
}

// Those of v1.0, and those that only beta shows.
Result<QList<ConditionalAccessPolicy>> everyPolicy(const Scene &scene)
{
    ConditionalAccess access(scene.graph);
    auto policies = access.list(ApiVersion::V1, scene.stop);
    if (!policies)
        return policies;
    const auto inBeta = access.list(ApiVersion::Beta, scene.stop);
    if (!inBeta) {
        if (auto reported = notRead(scene, inBeta.error(), QStringLiteral("conditionalAccess.policies.list (beta)"));
            !reported)
            return fail(reported.error());
        return policies;
    }
    for (const ConditionalAccessPolicy &policy : *inBeta) {
        const auto known = std::find_if(policies->begin(), policies->end(),
                                        [&](const ConditionalAccessPolicy &at) { return at.id == policy.id; });
        if (known == policies->end())
            policies->append(policy);
        else
            known->json = withConditions(known->json, agentConditions(policy.json));
    }
    return policies;
}

void reportCounts(const Scene &scene, int total, const Counts &counts)
{
    scene.report(wizardWillDo(PoliciesSeen, QStringLiteral("conditionalAccess.policies: %1").arg(total),
                              { { QStringLiteral("total"), total },
                                { QStringLiteral("reaching"), counts.reaching },
                                { QStringLiteral("workload"), counts.workload },
                                { QStringLiteral("agent"), counts.agent },
                                { QStringLiteral("managed"), counts.managed },
                                { QStringLiteral("reportOnly"), counts.reportOnly },
                                { QStringLiteral("disabled"), counts.disabled },
                                { QStringLiteral("uneditable"), counts.uneditable },
                                { QStringLiteral("betaOnly"), counts.betaOnly } },
                              policyRules()));
}

// The check of the wanted names looks into it already.
bool isWanted(const Scene &scene, const User &user)
{
    const QString userName = user.userPrincipalName.value.section(QLatin1Char('@'), 0, 0);
    const auto &accounts = scene.desired.accounts;
    return std::any_of(accounts.begin(), accounts.end(), [&](const AccountChoice &choice) {
        return choice.adopted == user.id || choice.userName.compare(userName, Qt::CaseInsensitive) == 0;
    });
}

// The person who signed in is none to be taken over. Told apart: an administrator whom some policies leave out.
void takeOwn(const Scene &scene, QList<DiscoveredAccount> &found)
{
    for (const DiscoveredAccount &account : std::as_const(found))
        if (account.user.id == scene.person.objectId
            && (account.foundBy.contains(FoundBy::Record) || account.foundBy.contains(FoundBy::Group)))
            scene.tenant.own = account;
    found.removeIf([&](const DiscoveredAccount &account) { return account.user.id == scene.person.objectId; });
    if (!scene.tenant.own)
        return;
    const QJsonObject facts{ { QStringLiteral("userPrincipalName"), scene.person.userName } };
    const QStringList sources{ QStringLiteral("S104"), QStringLiteral("S172") };
    if (scene.tenant.own->foundBy.contains(FoundBy::Record))
        scene.report(stops(OperatorIsRecordedAccount, QStringLiteral("the record of a run"), facts, sources));
    else
        scene.report(
            youDecide(Severity::Warning, OperatorLooksLikeEmergency, scene.tenant.own->groupName, facts, sources));
}

void rememberEnforced(const Scene &scene, const QList<ConditionalAccessPolicy> &policies)
{
    QList<SeenPolicy> &enforced = scene.tenant.enforced;
    for (const ConditionalAccessPolicy &policy : policies) {
        const ReachOfPolicy reach = reachOf(policy.json);
        if (!reach.reachesPeople() || reach.mode != PolicyMode::Enforced || policy.seenIn != ApiVersion::V1)
            continue;
        const QJsonArray grants
            = policy.json[QStringLiteral("grantControls")][QLatin1String("builtInControls")].toArray();
        const QDateTime changed = graphTime(policy.json[QStringLiteral("modifiedDateTime")]);
        enforced.append({ policy.id, policy.displayName, grants.contains(QStringLiteral("block")),
                          changed.isValid() ? changed : graphTime(policy.json[QStringLiteral("createdDateTime")]) });
    }
    std::stable_sort(enforced.begin(), enforced.end(), [](const SeenPolicy &a, const SeenPolicy &b) {
        return a.blocks != b.blocks ? a.blocks : a.changed > b.changed;
    });
}

Result<void> discover(const Scene &scene, const QList<ConditionalAccessPolicy> &policies)
{
    QList<QJsonObject> bare;
    for (const ConditionalAccessPolicy &policy : policies)
        bare.append(policy.json);
    auto found = Discovery(scene.graph, scene.administrators, bare, scene.remembered).find(scene.stop);
    if (!found)
        return notRead(scene, found.error(), QStringLiteral("discovery"));
    takeOwn(scene, *found);
    scene.tenant.found = *found;
    for (const DiscoveredAccount &account : found->mid(0, mostLookedInto))
        if (!isWanted(scene, account.user))
            if (auto checked = checkMethods(scene, account.user, false); !checked)
                return checked;
    return {};
}

} // namespace

std::optional<Finding> unknownConditionsOf(const ConditionalAccessPolicy &policy)
{
    const ReachOfPolicy reach = reachOf(policy.json);
    if (reach.unknownConditions.isEmpty())
        return std::nullopt;
    QJsonObject facts = policyFacts(policy);
    facts.insert(QStringLiteral("members"), QJsonArray::fromStringList(reach.unknownConditions));
    // Where it names people, a further condition can only make fewer of them.
    return youDecide(reach.namesPeople ? Severity::Note : Severity::Advice, PolicyUnknownCondition,
                     reach.unknownConditions.join(QStringLiteral(", ")), facts, policyRules());
}

Result<void> checkPolicies(const Scene &scene)
{
    const auto policies = everyPolicy(scene);
    if (!policies && policies.error().kind == Error::Kind::NotLicensed) {
        scene.report(note(PoliciesNone, policies.error().serviceMessage));
        return discover(scene, {});
    }
    if (!policies)
        return notRead(scene, policies.error(), QStringLiteral("conditionalAccess.policies.list"));

    Counts counts;
    for (const ConditionalAccessPolicy &policy : *policies)
        reportPolicy(scene, policy, counts);
    scene.tenant.policiesTotal = int(policies->size());
    scene.tenant.policiesReaching = counts.reaching;
    rememberEnforced(scene, *policies);
    if (policies->isEmpty())
        scene.report(note(PoliciesNone, QStringLiteral("conditionalAccess.policies: none")));
    else
        reportCounts(scene, int(policies->size()), counts);
    return discover(scene, *policies);
}

} // namespace bg::preflight
