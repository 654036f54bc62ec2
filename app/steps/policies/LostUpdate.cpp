// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/LostUpdate.h"

#include <QSet>

namespace bg {

namespace {

QSet<ObjectId> setOf(const QList<ObjectId> &ids)
{
    return { ids.begin(), ids.end() };
}

} // namespace

LostUpdate LostUpdate::leftIn(const QList<ObjectId> &now) const
{
    LostUpdate left = *this;
    left.lost.removeIf([&](const ObjectId &group) { return now.contains(group); });
    left.returned.removeIf([&](const ObjectId &group) { return !now.contains(group); });
    return left;
}

QList<ObjectId> LostUpdate::mended(QList<ObjectId> now) const
{
    now.removeIf([&](const ObjectId &group) { return returned.contains(group); });
    for (const ObjectId &group : lost)
        if (!now.contains(group))
            now.append(group);
    return now;
}

// A request whose answer was lost is sent again, so there may be several entries of one write.
std::optional<LostUpdate> LostUpdate::of(const ExclusionWrite &write, const QList<PolicyUpdate> &log)
{
    LostUpdate edit{ write.policy, write.displayName, {}, {} };
    bool isLogged = false;
    for (const PolicyUpdate &update : log) {
        if (update.policy != write.policy || setOf(update.after.excludeGroups) != setOf(write.sent))
            continue;
        isLogged = true;
        for (const ObjectId &group : update.before.excludeGroups)
            if (!write.sent.contains(group) && !write.dropped.contains(group) && !edit.lost.contains(group))
                edit.lost.append(group);
        for (const ObjectId &group : write.sent)
            if (!update.before.excludeGroups.contains(group) && group != write.group && !edit.returned.contains(group))
                edit.returned.append(group);
    }
    return isLogged ? std::optional(edit) : std::nullopt;
}

} // namespace bg
