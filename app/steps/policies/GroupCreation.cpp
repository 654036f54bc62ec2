// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/GroupCreation.h"

#include "app/base/Log.h"
#include "app/base/Random.h"
#include "app/journal/PolicyEvents.h"
#include "app/reconcile/Settle.h"
#include "app/reconcile/Step.h"
#include "app/steps/Provenance.h"

#include <QRegularExpression>

#include <algorithm>
#include <tuple>

namespace bg {

using namespace std::chrono_literals;

namespace {

// Letters of the name, and enough chance that this group can be told from another one of the name.
QString nicknameStem(const QString &groupName)
{
    QString plain;
    for (const QChar c : groupName)
        if (c.unicode() < 128 && c.isLetterOrNumber())
            plain.append(c);
    return plain.left(48);
}

QString groupNickname(const QString &groupName)
{
    return nicknameStem(groupName) + QString::fromLatin1(randomBytes(4).toHex());
}

// Only the wizard names groups like that: not the portal, where the same operator may have made the group.
bool isNicknameFor(const QString &groupName, const QString &nickname)
{
    static const QRegularExpression hex(QStringLiteral("^[0-9a-f]{8}$"));
    const QString stem = nicknameStem(groupName);
    return nickname.startsWith(stem) && hex.match(nickname.mid(stem.size())).hasMatch();
}

// Every reader comes to the same verdict, whichever of the two is its own.
bool isOlder(const Group &one, const Group &other)
{
    return std::tie(one.created, one.id) < std::tie(other.created, other.id);
}

// The service gives one code for a lack of the person and of the app; a group that can hold roles takes a permission of
// the app's that others do not.
Error whyNotMade(Error error, const NewGroup &wanted)
{
    if (error.serviceCode == QLatin1String("Authorization_RequestDenied") && wanted.isAssignableToRole)
        error.detail = QStringLiteral("roleAssignableGroup");
    return error;
}

} // namespace

QString exclusionGroupDescription()
{
    return QStringLiteral("Emergency access accounts excluded from all CA policies - DO NOT MODIFY");
}

bool GroupCreation::isOurs(const Group &group) const
{
    return m_confirmed.contains(group.id) || (!group.mailNickname.isEmpty() && group.mailNickname == m_nickname);
}

// A file may only suggest: the directory must show the name that is wanted, a nickname that only the wizard draws, and
// this operator as its maker.
Result<void> GroupCreation::learnOrigin(const Group &group, std::stop_token stop)
{
    const bool isSuggested = m_context.history.group == group.id
        || (!group.mailNickname.isEmpty() && m_context.history.nicknamesBegun.contains(group.mailNickname));
    if (!isSuggested || isOurs(group) || m_looked.contains(group.id))
        return {};
    m_looked.append(group.id);
    if (group.displayName != m_groupName || !isNicknameFor(m_groupName, group.mailNickname))
        return {};
    const auto isOwn
        = wasMadeBy(m_context.tenant.operatorId, m_context.graph, group.id, groupAdded, group.created, stop);
    if (!isOwn)
        return fail(isOwn.error());
    if (*isOwn)
        m_confirmed.append(group.id);
    return {};
}

Result<Group> GroupCreation::make(std::stop_token stop)
{
    auto unheard = madeUnheard(stop);
    if (!unheard)
        return fail(unheard.error());
    if (*unheard) {
        m_context.runState.setGroup((*unheard)->id, m_groupName, {});
        if (auto known = remember(**unheard); !known)
            return fail(known.error());
        return **unheard;
    }
    const auto made = create(stop);
    return made ? onlyOne(*made, stop) : made;
}

// One was begun before, and its answer never read: the index by name may show it late, and a second one of the name
// would be worse than half a minute.
Result<std::optional<Group>> GroupCreation::madeUnheard(std::stop_token stop)
{
    if (m_nickname.isEmpty() && !m_context.history.groupNamesBegun.contains(m_groupName))
        return std::optional<Group>();
    for (const std::chrono::seconds pause : { 1s, 2s, 3s, 5s, 8s }) {
        const auto late = Groups(m_context.graph).byDisplayName(m_groupName, stop);
        if (!late)
            return fail(late.error());
        for (const Group &group : *late) {
            if (auto origin = learnOrigin(group, stop); !origin)
                return fail(origin.error());
            if (isOurs(group))
                return std::optional(group);
        }
        if (!late->isEmpty())
            return fail(Error::Kind::AnotherWizard, m_groupName);
        if (!m_context.clock.sleep(pause, stop))
            return fail(Error::Kind::Cancelled);
    }
    return std::optional<Group>();
}

Result<void> GroupCreation::remember(const Group &group)
{
    return m_context.journal->write(GroupKnown{ name(StepId::ExclusionGroup), m_groupName, group.id });
}

Result<Group> GroupCreation::create(std::stop_token stop)
{
    if (m_nickname.isEmpty())
        m_nickname = groupNickname(m_groupName);
    if (auto begun = m_context.journal->write(GroupBegun{ name(StepId::ExclusionGroup), m_groupName, m_nickname });
        !begun)
        return fail(begun.error());

    NewGroup wanted;
    wanted.displayName = m_groupName;
    wanted.description = exclusionGroupDescription();
    wanted.mailNickname = m_nickname;
    wanted.isAssignableToRole = m_context.tenant.licence != Licence::Free;
    wanted.members = m_context.runState.accountIds();
    Groups groups(m_context.graph);
    std::optional<Group> made;
    const auto created
        = Settle(m_context.clock)
              .untilFound(
                  [&](std::stop_token token) -> Result<void> {
                      auto group = groups.create(wanted, token);
                      if (!group && group.error().kind == Error::Kind::NotLicensed && wanted.isAssignableToRole) {
                          wanted.isAssignableToRole = false;
                          group = groups.create(wanted, token);
                      }
                      if (!group)
                          return fail(whyNotMade(group.error(), wanted));
                      made = *group;
                      return {};
                  },
                  stop);
    if (!created)
        return fail(created.error());
    m_context.runState.setGroup(made->id, m_groupName, {});
    m_context.runState.remember(QStringLiteral("groupCreated"), { { QStringLiteral("displayName"), m_groupName } },
                              m_context.clock.utcNow());
    if (auto known = remember(*made); !known)
        return fail(known.error());
    return *made;
}

// By name, and not by id: nobody had the name when this step looked, so another one of it is as young as ours. Until
// ours is in the list, too.
Result<QList<Group>> GroupCreation::listedWith(const Group &made, std::stop_token stop)
{
    QList<Group> all;
    const auto seen
        = Settle(m_context.clock)
              .until(
                  [&](std::stop_token token) -> Result<bool> {
                      auto list = Groups(m_context.graph).byDisplayName(m_groupName, token);
                      if (!list)
                          return fail(list.error());
                      all = *list;
                      return std::any_of(all.begin(), all.end(), [&](const Group &one) { return one.id == made.id; });
                  },
                  stop);
    if (!seen)
        return fail(seen.error());
    return all;
}

// The younger one gives way at once. The older one waits for that, and gives way too where nothing happens: the other
// one may have looked before ours was to be seen, and be in use by now.
Result<Group> GroupCreation::onlyOne(const Group &made, std::stop_token stop)
{
    for (const std::chrono::seconds pause : { 1s, 1s, 2s, 3s, 5s, 8s, 0s }) {
        const auto all = listedWith(made, stop);
        if (!all)
            return fail(all.error());
        const Group &oldest = *std::min_element(all->begin(), all->end(), isOlder);
        if (all->size() == 1)
            return oldest;
        if (oldest.id != made.id || pause == 0s)
            break;
        if (!m_context.clock.sleep(pause, stop))
            return fail(Error::Kind::Cancelled);
    }
    if (auto taken = takeBack(made, stop); !taken)
        return fail(taken.error());
    return fail(Error::Kind::AnotherWizard, m_groupName);
}

// Seconds old, and no policy names it yet. Where somebody has put others into it, it is left to the person.
Result<void> GroupCreation::takeBack(const Group &made, std::stop_token stop)
{
    Groups groups(m_context.graph);
    const auto members = groups.members(made.id, stop);
    if (!members)
        return fail(members.error());
    const QList<ObjectId> accounts = m_context.runState.accountIds();
    const bool isUnused = std::all_of(members->begin(), members->end(),
                                      [&](const GroupMember &member) { return accounts.contains(member.id); });
    if (!isUnused)
        return {};
    if (auto removed = groups.remove(made.id, stop); !removed)
        return removed;
    qCInfo(logPlan, "group %ls taken back: another one of its name is older", qUtf16Printable(made.id.value));
    m_context.runState.setGroup({}, {}, {});
    return m_context.journal->write(GroupTakenBack{ name(StepId::ExclusionGroup), m_groupName, made.id });
}

} // namespace bg
