// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QJsonObject>
#include <QStringList>

namespace bg {

// What differs between a policy before and after, apart from modifiedDateTime and from `ours` in excludeGroups: one
// line per member, "conditions.users.includeUsers: [..] -> [..]". Lists whose order carries no meaning are compared as
// sets. Empty: nothing else was touched. Pure.
QStringList differencesBeside(const QJsonObject &before, const QJsonObject &after, const ObjectId &ours);

} // namespace bg
