// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/check/FinalCheck.h"

#include "app/graph/AuthenticationMethods.h"
#include "app/graph/ConditionalAccess.h"
#include "app/graph/Groups.h"
#include "app/graph/Roles.h"
#include "app/model/FindingIds.h"
#include "app/steps/accounts/AccountStep.h"
#include "app/steps/policies/ExclusionRule.h"
#include "app/steps/policies/PolicyRefusal.h"
#include "app/steps/preflight/ReachOfPolicy.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace bg {

namespace {

// A list that showed all to be well lately need not be read once more.
constexpr std::chrono::seconds longestVerified{ 20 };

bool isOurs(const AccountState &account, const QString &methodId)
{
    return std::any_of(account.keys.begin(), account.keys.end(),
                       [&](const RecordedKey &key) { return key.methodId == methodId; });
}

// Something that is in an account's way, and is never taken away unasked.
Finding foundOnAccount(QLatin1String id, Severity severity, const QString &evidence)
{
    Finding found;
    found.step = StepId::FinalCheck;
    found.id = id;
    found.state = State::Drifted;
    found.severity = severity;
    found.actionOwner = ActionOwner::YouDecide;
    found.evidence = evidence;
    return found;
}

} // namespace

Result<Finding> FinalCheck::inspect(std::stop_token stop)
{
    m_problems.clear();
    m_isPolicyRefused = false;
    for (const auto check : { &FinalCheck::checkAccounts, &FinalCheck::checkGroup, &FinalCheck::checkRoles })
        if (auto checked = (this->*check)(stop); !checked)
            return fail(checked.error());
    for (int account = 0; account < m_context.desired.accounts.size(); ++account)
        if (auto checked = checkMethods(account, stop); !checked)
            return fail(checked.error());
    if (m_context.tenant.licence != Licence::Free)
        if (auto checked = checkPolicies(stop); !checked)
            return fail(checked.error());

    Finding found;
    found.step = StepId::FinalCheck;
    found.requirements
        = { QStringLiteral("S102"), QStringLiteral("S155"), QStringLiteral("S156"), QStringLiteral("S157"),
            QStringLiteral("S158"), QStringLiteral("S159"), QStringLiteral("S193") };
    found.id = m_problems.isEmpty() ? finding::FinalCheckGood : finding::FinalCheckProblems;
    found.evidence = m_problems.join(QStringLiteral(", "));
    if (!m_problems.isEmpty()) {
        found.state = State::Drifted;
        found.severity = Severity::Warning;
        // What belongs to a person is never taken away unasked; all else a further run of the set-up mends.
        const bool isForPeople = m_isPolicyRefused
            || std::any_of(m_problems.begin(), m_problems.end(),
                           [](const QString &problem) { return problem.startsWith(QLatin1String("methods:")); });
        found.actionOwner = isForPeople ? ActionOwner::YouDecide : ActionOwner::WizardWillDo;
        found.facts = { { QStringLiteral("problems"), QJsonArray::fromStringList(m_problems) } };
    }
    return found;
}

Result<void> FinalCheck::checkAccounts(std::stop_token stop)
{
    for (int i = 0; i < m_context.desired.accounts.size(); ++i) {
        const auto seen = AccountStep(m_context, i).inspect(stop);
        if (!seen && seen.error().kind != Error::Kind::NotFound)
            return fail(seen.error());
        // That an account lies in a restricted unit is said by its own finding; a rotation leaves it there on purpose.
        const bool isOnlyRestricted = seen && seen->id == finding::AccountRestrictedUnit;
        if (!seen || (seen->state != State::InPlace && !isOnlyRestricted))
            m_problems.append(QStringLiteral("account:") + m_context.desired.accounts.at(i).userName);
    }
    return {};
}

Result<void> FinalCheck::checkGroup(std::stop_token stop)
{
    const ObjectId group = m_context.runState.groupId();
    const auto members = group.isEmpty() ? Result<QList<GroupMember>>() : Groups(m_context.graph).members(group, stop);
    if (!members && members.error().kind != Error::Kind::NotFound)
        return fail(members.error());
    QSet<ObjectId> inside;
    for (const GroupMember &member : members.value_or(QList<GroupMember>()))
        inside.insert(member.id);
    for (const AccountState &account : m_context.runState.accounts())
        if (!inside.contains(account.id) && !m_problems.contains(QStringLiteral("group")))
            m_problems.append(QStringLiteral("group"));
    return {};
}

Result<void> FinalCheck::checkRoles(std::stop_token stop)
{
    Roles roles(m_context.graph);
    QSet<ObjectId> holders;
    bool hasSchedule = m_context.tenant.licence == Licence::P2;
    if (hasSchedule) {
        const auto instances = roles.activeInstances(stop);
        if (!instances && instances.error().kind != Error::Kind::NotLicensed)
            return fail(instances.error());
        hasSchedule = instances.has_value();
        for (const RoleInstance &instance : instances.value_or(QList<RoleInstance>()))
            if (instance.isPermanent())
                holders.insert(instance.principal);
    }
    if (!hasSchedule) {
        const auto assignments = roles.globalAdministrators(stop);
        if (!assignments)
            return fail(assignments.error());
        for (const RoleAssignment &assignment : *assignments)
            if (assignment.directoryScopeId == QLatin1String("/"))
                holders.insert(assignment.principal);
    }
    for (int i = 0; i < m_context.desired.accounts.size(); ++i)
        if (!holders.contains(m_context.runState.account(i).id))
            m_problems.append(QStringLiteral("role:") + m_context.desired.accounts.at(i).userName);
    return {};
}

// Where keys cannot be registered on behalf, nobody told us which are which.
bool FinalCheck::knowsOurKeys() const
{
    const QList<Finding> &seen = m_context.tenant.findings;
    return m_context.runState.canKeysBeRegistered() && std::none_of(seen.begin(), seen.end(), [](const Finding &finding) {
               return finding.id == QLatin1String("keys.notOnBehalf");
           });
}

// A key that somebody registered before, or beside the wizard. Never removed: it may be somebody's way in.
void FinalCheck::noteStranger(int index, const QString &methodId)
{
    Finding note = foundOnAccount(finding::KeyStranger, Severity::Advice, methodId);
    note.requirements = { QStringLiteral("S11"), QStringLiteral("S67") };
    note.facts = { { QStringLiteral("userName"), m_context.desired.accounts.at(index).userName },
                   { QStringLiteral("methodId"), methodId } };
    for (const Fido2Method &method : m_context.runState.listedMethods(index).value_or(QList<Fido2Method>()))
        if (method.id == methodId) {
            note.facts[QStringLiteral("displayName")] = method.displayName;
            note.facts[QStringLiteral("aaguid")] = method.aaguid;
        }
    m_context.runState.note(note, methodId);
}

// Password and passkeys, and nothing that belongs to a person.
Result<void> FinalCheck::checkMethods(int index, std::stop_token stop)
{
    const AccountState account = m_context.runState.account(index);
    const QString userName = m_context.desired.accounts.at(index).userName;
    if (account.id.isEmpty())
        return {};
    const auto methods = AuthenticationMethods(m_context.graph).list(account.id, stop);
    if (!methods && methods.error().kind == Error::Kind::NotFound)
        return {}; // deleted: the check of the accounts has told
    if (!methods)
        return fail(methods.error());
    int keys = 0;
    QStringList others;
    for (const AuthenticationMethod &method : *methods) {
        if (method.type == QLatin1String("fido2AuthenticationMethod")) {
            ++keys;
            if (knowsOurKeys() && !isOurs(account, method.id))
                noteStranger(index, method.id);
        } else if (method.type != QLatin1String("passwordAuthenticationMethod"))
            others.append(method.type);
    }
    if (keys < account.keys.size())
        m_problems.append(QStringLiteral("keys:") + userName);
    if (!others.isEmpty()) {
        m_problems.append(QStringLiteral("methods:") + userName);
        Finding note = foundOnAccount(finding::OtherMethods, Severity::Warning, others.join(QStringLiteral(", ")));
        note.requirements = { QStringLiteral("S11"), QStringLiteral("S34"), QStringLiteral("S67") };
        note.facts = { { QStringLiteral("userPrincipalName"), account.userPrincipalName.value },
                       { QStringLiteral("methods"), QJsonArray::fromStringList(others) } };
        m_context.runState.note(note, userName);
    }
    return {};
}

bool FinalCheck::wasSeenBefore(const PolicyId &policy) const
{
    for (const RunRecord &record : m_context.history.records)
        for (const RecordedPolicy &one : record.policies)
            if (PolicyId(one.id) == policy)
                return true;
    return false;
}

// With what only beta told of it when the exclusions were looked at.
QJsonObject FinalCheck::asListed(const ConditionalAccessPolicy &policy) const
{
    for (const QJsonObject &listed : m_context.runState.listedPolicies())
        if (PolicyId(listed[QLatin1String("id")].toString()) == policy.id)
            return withConditions(policy.json, agentConditions(listed));
    return policy.json;
}

Result<void> FinalCheck::checkPolicies(std::stop_token stop)
{
    const auto verified = m_context.runState.policiesVerified();
    if (verified && m_context.clock.now() - *verified < longestVerified)
        return {};
    const auto policies = ConditionalAccess(m_context.graph).list(ApiVersion::V1, stop);
    if (!policies)
        return fail(policies.error());
    const QList<RecordedPolicy> recorded = m_context.runState.policies();
    const ExclusionRule rule(m_context);
    for (const ConditionalAccessPolicy &policy : *policies) {
        if (!reachOf(asListed(policy)).reachesPeople() || policy.excludeGroups.contains(m_context.runState.groupId()))
            continue;
        const auto known = std::find_if(recorded.begin(), recorded.end(),
                                        [&](const RecordedPolicy &one) { return PolicyId(one.id) == policy.id; });
        const bool isGuard = known != recorded.end() && known->reason == QLatin1String("guard");
        const bool isRefused = known != recorded.end() && known->outcome == QLatin1String("failed")
            && known->reason != QLatin1String("notYet");
        const QJsonArray groups = policy.json[QStringLiteral("conditions")]
                                      .toObject()[QStringLiteral("users")]
                                      .toObject()[QStringLiteral("includeGroups")]
                                      .toArray();
        if (isGuard || (groups.size() == 1 && ObjectId(groups.first().toString()) == m_context.runState.groupId()))
            continue;
        // Its own finding names a policy that was refused; the accounts are reached all the same where it is enforced.
        if (isRefused && (reachOf(policy.json).mode != PolicyMode::Enforced || !rule.reachesAccounts(policy)))
            continue;
        m_problems.append(QStringLiteral("policy:") + policy.displayName);
        const bool isForPeople = isRefused || wasRefusedBefore(m_context.history, policy.id);
        m_isPolicyRefused = m_isPolicyRefused || isForPeople;
        if (isRefused)
            continue;
        Finding note;
        note.step = StepId::FinalCheck;
        note.id = finding::PolicyReaches;
        note.state = State::Missing;
        note.severity = Severity::Warning;
        note.actionOwner = isForPeople ? ActionOwner::YouDecide : ActionOwner::WizardWillDo;
        note.requirements = { QStringLiteral("S50"), QStringLiteral("S174"), QStringLiteral("S193") };
        note.evidence = policy.state;
        note.facts = { { QStringLiteral("displayName"), policy.displayName },
                       { QStringLiteral("policyId"), policy.id.value },
                       { QStringLiteral("state"), policy.state },
                       { QStringLiteral("isNew"), !wasSeenBefore(policy.id) } };
        m_context.runState.note(note, policy.id.value);
    }
    return {};
}

} // namespace bg
