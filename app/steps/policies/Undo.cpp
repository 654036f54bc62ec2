// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/Undo.h"

#include "app/base/Log.h"
#include "app/graph/AuditLogs.h"
#include "app/graph/Groups.h"
#include "app/journal/JournalEvent.h"
#include "app/journal/JournalText.h"
#include "app/steps/policies/GroupCreation.h"
#include "app/steps/policies/PolicyUpdateRequest.h"
#include "app/steps/policies/PolicyDifference.h"
#include "app/steps/policies/PolicyPatch.h"

#include <QSet>

#include <algorithm>
#include <optional>

namespace bg {

namespace {

const ConditionalAccessPolicy *find(const QList<ConditionalAccessPolicy> &policies, const PolicyId &id)
{
    const auto found = std::find_if(policies.begin(), policies.end(),
                                    [&](const ConditionalAccessPolicy &one) { return one.id == id; });
    return found == policies.end() ? nullptr : &*found;
}

using Kind = PolicyChange::Kind;

constexpr int auditDaysKept = 30;

// What the journal says of a policy before it is written to.
PolicyChange changeOf(const PolicyBefore &told)
{
    return { Kind::Exclusion, told.policyId, told.displayName, told.group, told.groupName, told.before, {} };
}

PolicyChange changeOf(const PolicyRelieved &told)
{
    return { Kind::ReportOnly, told.policyId, told.displayName, {}, {}, told.before, {} };
}

PolicyChange changeOf(const PolicyRestored &told)
{
    return { Kind::Restore, told.policyId, told.displayName, told.group, {}, told.before, told.after };
}

bool isBack(const PolicyChange &change, const ConditionalAccessPolicy &policy)
{
    switch (change.kind) {
    case Kind::Exclusion:
        return !policy.excludeGroups.contains(change.group);
    case Kind::ReportOnly:
        return policy.state == QLatin1String("enabled");
    case Kind::Restore:
        return PolicyPatch::from(policy.json, withExclusion(change.before, change.group)).body.isEmpty();
    }
    return true;
}

bool isSame(const QJsonObject &one, const QJsonObject &other)
{
    return PolicyPatch::from(one, other).body.isEmpty();
}

bool tellsOf(const PolicyUpdate &update, const PolicyChange &change)
{
    if (update.policy != change.policy)
        return false;
    switch (change.kind) {
    case Kind::Exclusion:
        return !update.before.excludeGroups.contains(change.group) && update.after.excludeGroups.contains(change.group);
    case Kind::ReportOnly:
        return update.before.state == QLatin1String("enabled") && update.after.state == reportOnlyState();
    case Kind::Restore:
        return isSame(update.before.json, change.before) && isSame(update.after.json, change.after);
    }
    return false;
}

// The change as the directory tells of it; nothing where it does not.
std::optional<PolicyChange> confirmedBy(const QList<PolicyUpdate> &log, const PolicyChange &change)
{
    const auto found
        = std::find_if(log.begin(), log.end(), [&](const PolicyUpdate &update) { return tellsOf(update, change); });
    if (found == log.end())
        return std::nullopt;
    PolicyChange confirmed = change;
    confirmed.displayName = found->before.displayName;
    confirmed.before = found->before.json;
    confirmed.after = found->after.json;
    if (change.kind == Kind::Restore && !found->after.excludeGroups.contains(change.group))
        confirmed.group = {};
    return confirmed;
}

} // namespace

QList<PolicyChange> Undo::changesIn(const QByteArray &journalText)
{
    QList<PolicyChange> changes;
    QSet<PolicyId> excluded, refused, repaired;
    const auto add = [&](const auto &told) {
        const PolicyChange change = changeOf(told);
        QSet<PolicyId> &seen = change.kind == Kind::Exclusion ? excluded : repaired;
        if (seen.contains(change.policy))
            return;
        seen.insert(change.policy);
        changes.append(change);
    };
    for (const QJsonObject &line : JournalText::of(journalText).lines)
        std::visit(ForEvents{
                       [&](const PolicyBefore &told) { add(told); },
                       [&](const PolicyRelieved &told) { add(told); },
                       [&](const PolicyRestored &told) { add(told); },
                       [&](const PolicyRefused &told) { refused.insert(told.policyId); },
                       [&](const PolicyNotRestored &told) {
                           changes.removeIf([&](const PolicyChange &one) {
                               return one.kind == Kind::Restore && one.policy == told.policyId;
                           });
                       },
                       [](const auto &) {},
                   },
                   readEvent(line));
    // A policy that is brought back from a repair keeps the exclusion: it must not reach the accounts.
    changes.removeIf([&](const PolicyChange &change) {
        return change.kind == Kind::Exclusion && (refused.contains(change.policy) || repaired.contains(change.policy));
    });
    return changes;
}

Result<QList<UndoneChange>> Undo::putBack(const QList<PolicyChange> &changes, std::stop_token stop)
{
    QList<UndoneChange> wanted;
    for (const PolicyChange &change : changes)
        wanted.append({ change, UndoneChange::Outcome::PutBack, {}, {} });
    return putBackAll(wanted, stop);
}

Result<QList<UndoneChange>> Undo::putBackConfirmed(const QList<PolicyChange> &changes, const QDateTime &now,
                                                   std::stop_token stop)
{
    const auto log = AuditLogs(m_graph).policyUpdates(now.addDays(-auditDaysKept), stop);
    if (!log && log.error().isCancelled())
        return fail(log.error());
    if (!log)
        qCWarning(logPlan, "the audit log could not be read: %ls", qUtf16Printable(name(log.error().kind)));
    QList<UndoneChange> wanted;
    for (const PolicyChange &change : changes) {
        auto confirmed = confirmedBy(log.value_or(QList<PolicyUpdate>()), change);
        if (confirmed && change.kind == Kind::Exclusion) {
            const auto isOurs = isExclusionGroup(change.group, stop);
            if (!isOurs)
                return fail(isOurs.error());
            if (!*isOurs)
                confirmed.reset();
        }
        wanted.append({ confirmed.value_or(change),
                        confirmed ? UndoneChange::Outcome::PutBack : UndoneChange::Outcome::NotConfirmed, {}, {} });
    }
    return putBackAll(wanted, stop);
}

Result<bool> Undo::isExclusionGroup(const ObjectId &group, std::stop_token stop)
{
    const auto seen = Groups(m_graph).byId(group, stop);
    if (!seen && seen.error().kind != Error::Kind::NotFound)
        return fail(seen.error());
    return !seen || seen->description == exclusionGroupDescription();
}

Result<QList<UndoneChange>> Undo::putBackAll(QList<UndoneChange> undone, std::stop_token stop)
{
    ConditionalAccess access(m_graph);
    const auto before = access.list(ApiVersion::V1, stop);
    if (!before)
        return fail(before.error());
    for (UndoneChange &wanted : undone) {
        if (wanted.outcome == UndoneChange::Outcome::NotConfirmed)
            continue;
        auto one = putBack(wanted.change, *before, stop);
        if (!one)
            return fail(one.error());
        wanted = *one;
    }
    const auto after = access.list(ApiVersion::V1, stop);
    if (!after)
        return fail(after.error());
    for (const UndoneChange &one : undone) {
        const ConditionalAccessPolicy *policy = find(*after, one.change.policy);
        if (one.outcome == UndoneChange::Outcome::PutBack && policy && !isBack(one.change, *policy))
            return fail(Error::Kind::NotSettled, one.change.displayName);
    }
    return undone;
}

Result<UndoneChange> Undo::putBack(const PolicyChange &change, const QList<ConditionalAccessPolicy> &policies,
                                   std::stop_token stop)
{
    UndoneChange undone;
    undone.change = change;
    const ConditionalAccessPolicy *now = find(policies, change.policy);
    const QJsonObject body = now ? wayBack(undone, *now) : QJsonObject();
    if (body.isEmpty()) {
        if (undone.differences.isEmpty())
            undone.outcome = UndoneChange::Outcome::NothingToDo;
        return undone;
    }
    if (auto kept = m_journal.write(PolicyTakenBack{ change.policy, change.displayName, now->json }); !kept)
        return fail(kept.error());
    const auto sent = sendPolicyChange(m_graph, change.policy, body, now->seenIn, stop);
    if (!sent && sent.error().kind != Error::Kind::Refused && sent.error().kind != Error::Kind::NotLicensed)
        return fail(sent.error());
    if (!sent) {
        undone.outcome = UndoneChange::Outcome::Refused;
        undone.serviceMessage = sent.error().serviceMessage;
    }
    return undone;
}

// What to send. Empty: it is as it was before, or somebody else worked on it since, which `undone` then says.
QJsonObject Undo::wayBack(UndoneChange &undone, const ConditionalAccessPolicy &now)
{
    const PolicyChange &change = undone.change;
    switch (change.kind) {
    case Kind::Exclusion: {
        if (!now.excludeGroups.contains(change.group))
            return {};
        undone.differences = differencesBeside(change.before, now.json, change.group);
        ExcludeGroups without{ change.policy, now.excludeGroups };
        without.groups.removeAll(change.group);
        if (undone.differences.isEmpty())
            return without.toJson();
        break;
    }
    case Kind::ReportOnly: // on again, where it still only reports
        if (now.state != reportOnlyState())
            return {};
        if (!change.after.isEmpty())
            undone.differences = PolicyPatch::from(change.after, now.json).lines();
        if (undone.differences.isEmpty())
            return { { QStringLiteral("state"), QStringLiteral("enabled") } };
        break;
    case Kind::Restore: {
        const PolicyPatch back = PolicyPatch::from(now.json, withExclusion(change.before, change.group));
        if (back.body.isEmpty())
            return {};
        undone.differences = PolicyPatch::from(change.after, now.json).lines();
        if (undone.differences.isEmpty())
            return back.body;
        break;
    }
    }
    undone.outcome = UndoneChange::Outcome::ChangedMeanwhile;
    return {};
}

} // namespace bg
