// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/ExclusionGroupStep.h"

#include "app/journal/PolicyEvents.h"
#include "app/model/FindingIds.h"
#include "app/reconcile/Settle.h"
#include "app/plan/Eligibility.h"
#include "app/steps/accounts/NameAvailability.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace bg {

namespace {

QString memberName(const GroupMember &member)
{
    return !member.userPrincipalName.isEmpty() ? member.userPrincipalName : member.id.value;
}

} // namespace

Finding ExclusionGroupStep::finding(QLatin1String id, State state, Severity severity, const QString &evidence) const
{
    Finding found;
    found.id = id;
    found.step = StepId::ExclusionGroup;
    found.state = state;
    found.severity = severity;
    found.actionOwner = state == State::InPlace ? ActionOwner::Fine : ActionOwner::WizardWillDo;
    found.evidence = evidence;
    found.facts = { { QStringLiteral("displayName"), m_seen ? m_seen->group.displayName : subject() },
                    { QStringLiteral("objectId"), m_seen ? m_seen->group.id.value : QString() } };
    found.requirements
        = { QStringLiteral("S51"), QStringLiteral("S134"), QStringLiteral("S135"), QStringLiteral("S136") };
    return found;
}

// By object id where one is known, by name otherwise.
Result<QList<Group>> ExclusionGroupStep::candidates(std::stop_token stop)
{
    if (m_justListed)
        return QList<Group>{ *std::exchange(m_justListed, std::nullopt) };
    Groups groups(m_context.graph);
    const ObjectId made = m_context.runState.groupId();
    const ObjectId chosen = m_context.desired.adoptedGroup.value_or(m_context.history.group);
    const ObjectId known = made.isEmpty() ? chosen : made;
    if (!known.isEmpty()) {
        auto group = groups.byId(known, stop);
        if (group)
            return QList<Group>{ *group };
        // Given out in this run, so this replica is late; else somebody deleted it.
        if (group.error().kind != Error::Kind::NotFound || !made.isEmpty())
            return fail(group.error());
        m_context.runState.learnGone(known);
    }
    return groups.byDisplayName(subject(), stop);
}

// A file names groups that were ours and do not exist any more, so that policies can drop them: only where the directory
// says so too.
Result<void> ExclusionGroupStep::learnGoneGroups(std::stop_token stop)
{
    for (const ObjectId &former : m_context.history.formerGroups) {
        if (m_context.runState.isGone(former) || m_existing.contains(former))
            continue;
        const auto group = Groups(m_context.graph).byId(former, stop);
        if (group)
            m_existing.append(former);
        else if (group.error().kind == Error::Kind::NotFound)
            m_context.runState.learnGone(former);
        else
            return fail(group.error());
    }
    return {};
}

Result<ExclusionGroupStep::Seen> ExclusionGroupStep::look(const Group &group, std::stop_token stop)
{
    Groups groups(m_context.graph);
    auto members = groups.members(group.id, stop);
    if (!members)
        return fail(members.error());
    auto owners = groups.owners(group.id, stop);
    if (!owners)
        return fail(owners.error());
    return Seen{ group, *members, *owners };
}

bool ExclusionGroupStep::holdsAccounts(const Seen &seen) const
{
    return m_context.runState.accountIds().size() == m_context.desired.accounts.size() && lacking(seen).isEmpty();
}

bool ExclusionGroupStep::isOurs(const Seen &seen) const
{
    return seen.group.id == m_context.runState.groupId()
        || m_context.desired.adoptedGroup == seen.group.id || m_context.runState.isAgreedGroup(seen.group.id)
        || m_creation.isOurs(seen.group) || holdsAccounts(seen);
}

QList<AccountState> ExclusionGroupStep::lacking(const Seen &seen) const
{
    QList<AccountState> absent;
    for (const AccountState &account : m_context.runState.accounts()) {
        const bool isMember = std::any_of(seen.members.begin(), seen.members.end(),
                                          [&](const GroupMember &member) { return member.id == account.id; });
        if (!isMember)
            absent.append(account);
    }
    return absent;
}

// Those of them that are put in. A repair of drift makes no account, so that one that is gone stays out.
QList<AccountState> ExclusionGroupStep::joining(const Seen &seen) const
{
    QList<AccountState> absent = lacking(seen);
    if (!m_context.desired.drift.isEmpty())
        absent.removeIf([](const AccountState &account) { return account.id.isEmpty(); });
    return absent;
}

QStringList ExclusionGroupStep::strangers(const Seen &seen) const
{
    const QList<ObjectId> ours = m_context.runState.accountIds();
    QStringList others;
    for (const GroupMember &member : seen.members)
        if (!ours.contains(member.id))
            others.append(memberName(member));
    return others;
}

Result<Finding> ExclusionGroupStep::inspect(std::stop_token stop)
{
    m_seen.reset();
    m_twins.clear();
    if (auto gone = learnGoneGroups(stop); !gone)
        return fail(gone.error());
    auto found = candidates(stop);
    if (!found)
        return fail(found.error());
    if (found->isEmpty())
        return finding(finding::GroupMissing, State::Missing, Severity::Note, QStringLiteral("no group has this name"));

    QList<Seen> looks;
    for (const Group &group : *found) {
        if (auto origin = m_creation.learnOrigin(group, stop); !origin)
            return fail(origin.error());
        auto seen = look(group, stop);
        if (!seen)
            return fail(seen.error());
        if (found->size() == 1 || holdsAccounts(*seen) || m_creation.isOurs(group))
            looks.append(*seen);
        m_twins.append(group.id.value);
    }
    if (looks.size() != 1) {
        Finding twins
            = finding(finding::GroupTwins, State::Drifted, Severity::Stop, m_twins.join(QStringLiteral(", ")));
        twins.actionOwner = ActionOwner::Stops;
        twins.facts[QStringLiteral("objectIds")] = QJsonArray::fromStringList(m_twins);
        return twins;
    }
    m_seen = looks.first();
    if (auto known = rememberAdopted(); !known)
        return fail(known.error());
    return judge(*m_seen);
}

bool ExclusionGroupStep::isComplete(const Seen &seen) const
{
    return isOurs(seen) && lacking(seen).isEmpty() && seen.owners.isEmpty()
        && seen.group.description == exclusionGroupDescription();
}

// A frozen group does no harm while nothing of it has to change.
QString ExclusionGroupStep::ineligibility(const Seen &seen) const
{
    const QString reason = whyIneligible(seen.group);
    return reason == QLatin1String("restrictedUnit") && isComplete(seen) ? QString() : reason;
}

Finding ExclusionGroupStep::judge(const Seen &seen)
{
    if (const QString reason = ineligibility(seen); !reason.isEmpty()) {
        Finding bad = finding(finding::GroupIneligible, State::Drifted, Severity::Stop, reason);
        bad.actionOwner = ActionOwner::Stops;
        bad.facts[QStringLiteral("reason")] = reason;
        return bad;
    }
    const QStringList others = strangers(seen);
    Finding shared
        = finding(finding::GroupStrangers, State::Drifted, Severity::Warning, others.join(QStringLiteral(", ")));
    shared.actionOwner = ActionOwner::YouDecide;
    shared.facts[QStringLiteral("members")] = QJsonArray::fromStringList(others);
    const bool isAllThatIsLeft = isComplete(seen) && !isAgreedAsItIs(seen);
    if (!others.isEmpty() && !isAllThatIsLeft)
        m_context.runState.note(shared);
    if (!seen.group.isAssignableToRole) {
        Finding note = finding(finding::GroupPlain, State::InPlace, Severity::Advice,
                               QStringLiteral("isAssignableToRole false"));
        note.actionOwner = ActionOwner::YouDecide;
        m_context.runState.note(note);
    }

    QStringList lackingNames, members, owners;
    for (const AccountState &account : lacking(seen))
        lackingNames.append(account.userPrincipalName.value);
    for (const GroupMember &member : seen.members)
        members.append(member.id.value);
    for (const GroupMember &owner : seen.owners)
        owners.append(owner.id.value);
    if (isOurs(seen))
        m_context.runState.setGroup(seen.group.id, seen.group.displayName, members);
    if (isAllThatIsLeft)
        return shared;
    if (isComplete(seen))
        return finding(finding::GroupInPlace, State::InPlace, Severity::Fine,
                       QStringLiteral("%1 members, no owner").arg(seen.members.size()));
    Finding drifted = finding(
        finding::GroupDrifted, State::Drifted, Severity::Warning,
        QStringLiteral("lacks %1; %2 owners").arg(lackingNames.join(QStringLiteral(", "))).arg(owners.size()));
    const bool isDescribed = seen.group.description == exclusionGroupDescription();
    if (isOurs(seen) && joining(seen).isEmpty() && seen.owners.isEmpty() && isDescribed)
        drifted.state = State::NotApplicable; // only who is gone is lacking
    drifted.facts[QStringLiteral("lacking")] = QJsonArray::fromStringList(lackingNames);
    drifted.facts[QStringLiteral("owners")] = QJsonArray::fromStringList(owners);
    drifted.facts[QStringLiteral("describes")] = !isDescribed;
    return drifted;
}

QList<PlannedWrite> ExclusionGroupStep::plannedWrites() const
{
    if (!m_twins.isEmpty() && !m_seen)
        return {};
    if (!m_seen) {
        QJsonArray members;
        for (const AccountState &account : m_context.runState.accounts())
            members.append(account.userPrincipalName.value);
        return { { StepId::ExclusionGroup, subject(), {}, {}, QJsonValue::Null, members, {} } };
    }
    QList<PlannedWrite> writes;
    const auto add = [&](const QString &property, const QJsonValue &before, const QJsonValue &after) {
        writes.append({ StepId::ExclusionGroup, m_seen->group.displayName, m_seen->group.id.value, property, before,
                        after, {} });
    };
    if (!isOurs(*m_seen))
        add(QStringLiteral("takeOver"),
            QStringLiteral("%1, made %2").arg(m_seen->group.displayName, m_seen->group.created.toString(Qt::ISODate)),
            subject());
    for (const AccountState &account : joining(*m_seen))
        add(QStringLiteral("members"), QJsonValue::Null, account.userPrincipalName.value);
    for (const GroupMember &owner : m_seen->owners)
        add(QStringLiteral("owners"), memberName(owner), QJsonValue::Null);
    if (m_seen->group.description != exclusionGroupDescription())
        add(QStringLiteral("description"), m_seen->group.description, exclusionGroupDescription());
    return writes;
}

Result<void> ExclusionGroupStep::apply(std::stop_token stop, const StepProgress &)
{
    const bool isTaken = m_seen ? !isOurs(*m_seen) : !m_twins.isEmpty();
    const bool hasTheName = !m_seen || m_seen->group.displayName == subject();
    if (isTaken && hasTheName && wasSeenFree(m_context.tenant, subject()))
        return fail(Error::Kind::AnotherWizard, subject());
    if (m_seen)
        return repair(stop);
    if (!m_twins.isEmpty())
        return fail(Error::Kind::Conflict, QStringLiteral("%1: %2").arg(subject(), m_twins.join(QStringLiteral(", "))));
    auto made = m_creation.make(stop);
    if (!made)
        return fail(made.error());
    m_justListed = std::move(*made);
    return {};
}

// Agreed to by the person.
Result<void> ExclusionGroupStep::remember(const ObjectId &group)
{
    return m_context.journal->write(GroupKnown{ name(id()), subject(), group });
}

// One that was chosen beforehand may need no change at all.
Result<void> ExclusionGroupStep::rememberAdopted()
{
    const bool isNews
        = m_context.desired.adoptedGroup == m_seen->group.id && m_context.history.group != m_seen->group.id;
    if (!m_context.journal || !isNews || m_isRemembered)
        return {};
    m_isRemembered = true;
    return remember(m_seen->group.id);
}

// Whoever is in it is excluded from every policy: others than the accounts only where the operator agreed in this run.
bool ExclusionGroupStep::isAgreedAsItIs(const Seen &seen) const
{
    return m_context.runState.isAgreedGroup(seen.group.id) || strangers(seen).isEmpty();
}

// In the directory's words, whatever a file calls it.
Result<void> ExclusionGroupStep::askToUse(std::stop_token stop)
{
    const Group &group = m_seen->group;
    if (m_context.desired.adopt == AdoptChoice::Never)
        return fail(Error::Kind::Conflict, QStringLiteral("%1 (%2)").arg(group.displayName, group.id.value));
    QStringList owners;
    for (const GroupMember &owner : m_seen->owners)
        owners.append(memberName(owner));
    const auto answer
        = m_context.human.confirm(question::TakeOverGroup,
                                  { { QStringLiteral("displayName"), group.displayName },
                                    { QStringLiteral("objectId"), group.id.value },
                                    { QStringLiteral("created"), group.created.toString(Qt::ISODate) },
                                    { QStringLiteral("members"), QJsonArray::fromStringList(strangers(*m_seen)) },
                                    { QStringLiteral("owners"), QJsonArray::fromStringList(owners) } },
                                  stop);
    if (!answer)
        return fail(answer.error());
    if (*answer == Answer::No)
        return fail(Error::Kind::Conflict, group.displayName);
    m_context.runState.agreeToGroup(group.id);
    return remember(group.id);
}

Result<void> ExclusionGroupStep::repair(std::stop_token stop)
{
    const Group &group = m_seen->group;
    if (const QString reason = ineligibility(*m_seen); !reason.isEmpty())
        return fail(Error::Kind::Conflict, QStringLiteral("%1: %2").arg(subject(), reason));
    if (!isOurs(*m_seen) || !isAgreedAsItIs(*m_seen))
        if (auto agreed = askToUse(stop); !agreed)
            return agreed;
    Groups groups(m_context.graph);
    for (const AccountState &account : joining(*m_seen)) {
        const auto added
            = Settle(m_context.clock)
                  .untilFound([&](std::stop_token token) { return groups.addMember(group.id, account.id, token); },
                              stop);
        if (!added)
            return added;
    }
    for (const GroupMember &owner : m_seen->owners)
        if (auto removed = groups.removeOwner(group.id, owner.id, stop); !removed)
            return removed;
    if (group.description != exclusionGroupDescription())
        return groups.describe(group.id, group.displayName, exclusionGroupDescription(), stop);
    return {};
}

} // namespace bg
