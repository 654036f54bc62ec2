// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/Undo.h"

#include "app/journal/JournalText.h"
#include "app/steps/ExclusionWrite.h"
#include "app/steps/PolicyDifference.h"

#include <QSet>

#include <algorithm>

namespace bg {

namespace {

const ConditionalAccessPolicy *find(const QList<ConditionalAccessPolicy> &policies, const PolicyId &id)
{
    const auto found = std::find_if(policies.begin(), policies.end(),
                                    [&](const ConditionalAccessPolicy &one) { return one.id == id; });
    return found == policies.end() ? nullptr : &*found;
}

} // namespace

QList<PolicyChange> Undo::changesIn(const QByteArray &journalText)
{
    QList<PolicyChange> changes;
    QSet<PolicyId> seen, refused, relieved;
    for (const QJsonObject &line : JournalText::of(journalText).lines) {
        const QString event = line[QStringLiteral("event")].toString();
        const PolicyId policy(line[QStringLiteral("policyId")].toString());
        if (event == QLatin1String("policyRefused"))
            refused.insert(policy);
        if (event == QLatin1String("policyRelieved") && !relieved.contains(policy)) {
            relieved.insert(policy);
            changes.append({ policy,
                             line[QStringLiteral("displayName")].toString(),
                             {},
                             {},
                             line[QStringLiteral("before")].toObject(),
                             true });
        }
        if (event != QLatin1String("policyBefore") || seen.contains(policy))
            continue;
        seen.insert(policy);
        changes.append({ policy, line[QStringLiteral("displayName")].toString(),
                         ObjectId(line[QStringLiteral("group")].toString()),
                         line[QStringLiteral("groupName")].toString(), line[QStringLiteral("before")].toObject(),
                         false });
    }
    // A policy that is switched on again keeps the exclusion: it must not reach the accounts.
    changes.removeIf([&](const PolicyChange &change) {
        return refused.contains(change.policy) || (!change.isRelief && relieved.contains(change.policy));
    });
    return changes;
}

Result<QList<UndoneChange>> Undo::putBack(const QList<PolicyChange> &changes, std::stop_token stop)
{
    ConditionalAccess access(m_graph);
    const auto before = access.list(ApiVersion::V1, stop);
    if (!before)
        return fail(before.error());
    QList<UndoneChange> undone;
    for (const PolicyChange &change : changes) {
        auto one = putBack(change, *before, stop);
        if (!one)
            return fail(one.error());
        undone.append(*one);
    }
    const auto after = access.list(ApiVersion::V1, stop);
    if (!after)
        return fail(after.error());
    for (const UndoneChange &one : undone) {
        const ConditionalAccessPolicy *policy = find(*after, one.change.policy);
        if (one.outcome == UndoneChange::Outcome::PutBack && policy && one.change.isRelief
            && policy->state != QLatin1String("enabled"))
            return fail(Error::Kind::NotSettled, one.change.displayName);
        if (one.outcome == UndoneChange::Outcome::PutBack && policy && policy->excludeGroups.contains(one.change.group))
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
    if (change.isRelief)
        return switchOn(undone, now, stop);
    if (!now || !now->excludeGroups.contains(change.group)) {
        undone.outcome = UndoneChange::Outcome::NothingToDo;
        return undone;
    }
    undone.differences = differencesBeside(change.before, now->json, change.group);
    if (!undone.differences.isEmpty()) {
        undone.outcome = UndoneChange::Outcome::ChangedMeanwhile;
        return undone;
    }
    if (auto kept = m_journal.write(QStringLiteral("policyUndo"),
                                    { { QStringLiteral("policyId"), change.policy.value },
                                      { QStringLiteral("displayName"), change.displayName },
                                      { QStringLiteral("before"), now->json } });
        !kept)
        return fail(kept.error());
    ExcludeGroups without{ change.policy, now->excludeGroups };
    without.groups.removeAll(change.group);
    const auto sent = writeExclusion(m_graph, without, now->seenIn, stop);
    if (!sent && sent.error().kind != Error::Kind::Refused && sent.error().kind != Error::Kind::NotLicensed)
        return fail(sent.error());
    if (!sent) {
        undone.outcome = UndoneChange::Outcome::Refused;
        undone.serviceMessage = sent.error().serviceMessage;
    }
    return undone;
}

// On again, where it still only reports.
Result<UndoneChange> Undo::switchOn(UndoneChange undone, const ConditionalAccessPolicy *now, std::stop_token stop)
{
    if (!now || now->state != reportOnlyState()) {
        undone.outcome = UndoneChange::Outcome::NothingToDo;
        return undone;
    }
    if (auto kept = m_journal.write(QStringLiteral("policyUndo"),
                                    { { QStringLiteral("policyId"), undone.change.policy.value },
                                      { QStringLiteral("displayName"), undone.change.displayName },
                                      { QStringLiteral("before"), now->json } });
        !kept)
        return fail(kept.error());
    const auto sent = ConditionalAccess(m_graph).switchOn(undone.change.policy, stop);
    if (!sent && sent.error().kind != Error::Kind::Refused && sent.error().kind != Error::Kind::NotLicensed)
        return fail(sent.error());
    if (!sent) {
        undone.outcome = UndoneChange::Outcome::Refused;
        undone.serviceMessage = sent.error().serviceMessage;
    }
    return undone;
}

} // namespace bg
