// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/graph/User.h"

#include <QList>
#include <QString>

namespace bg {

// Why an account was taken for an emergency account. Only a person decides that it is one.
enum class FoundBy {
    Record, // an earlier run on this machine made it or took it over
    Group, // member of a group that most policies exclude, or that an earlier run made
    Exclusions, // permanent Global Administrator whom most policies exclude, by whatever way
    Name, // permanent Global Administrator whose name says so; the weakest of all
};
QString name(FoundBy by); // "record"

// An account of the tenant that may be an emergency account, as the directory shows it now.
struct DiscoveredAccount {
    User user;
    QList<FoundBy> foundBy; // one at least, the strongest first
    QString role; // Global Administrator: "permanent", "timeBound", "eligible", "none"
    int excluded = 0, policies = 0; // excluded from so many of the policies that would reach it otherwise
    ObjectId group; // the exclusion group that it is in; empty when in none
    QString groupName;
    QString groupIneligibility; // of whyIneligible(); empty when the group can serve
    QString ineligibility; // of whyIneligible(); empty when the account can serve

    // Recorded by us, or holds the role: not merely somebody whom a group leaves out of policies.
    bool isLikely() const { return foundBy.contains(FoundBy::Record) || role != QLatin1String("none"); }
};

} // namespace bg
