// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace bg {

// One change of a policy that a journal tells of.
struct PolicyChange {
    enum class Kind {
        Exclusion, // `group` was added
        ReportOnly, // it was told to report only
        Restore, // it was made what it had been before somebody else changed it
    };
    Kind kind = Kind::Exclusion;
    PolicyId policy;
    QString displayName;
    ObjectId group; // the one that was added to excludeGroups
    QString groupName; // may be empty
    QJsonObject before; // the whole policy as it was
    QJsonObject after; // of Restore: the whole policy as it was made
};

struct UndoneChange {
    enum class Outcome {
        PutBack,
        NothingToDo, // the group is not excluded any more, or the policy is gone
        ChangedMeanwhile, // somebody else worked on it since: left as it is
        Refused, // by the service
        NotConfirmed, // only a file tells of it, and the directory's audit log does not: left as it is
    };
    PolicyChange change;
    Outcome outcome = Outcome::PutBack;
    QStringList differences; // for ChangedMeanwhile: what differs from before, besides our exclusion
    QString serviceMessage;
};

} // namespace bg
