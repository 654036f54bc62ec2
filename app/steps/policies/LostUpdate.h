// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AuditLogs.h"
#include "app/record/ExclusionWrite.h"

namespace bg {

// What somebody did to a policy's excluded groups between our reading and our writing, and our list undid.
struct LostUpdate {
    PolicyId policy;
    QString displayName;
    QList<ObjectId> lost; // excluded by them, not in our list
    QList<ObjectId> returned; // taken out by them, in again by our list

    bool isEmpty() const { return lost.isEmpty() && returned.isEmpty(); }
    // What of it the list as it is now still lacks.
    LostUpdate leftIn(const QList<ObjectId> &now) const;
    // That list with their edit in it, and nothing else changed.
    QList<ObjectId> mended(QList<ObjectId> now) const;

    // What the log says of one write of ours; nothing while the log does not hold it yet. Pure.
    static std::optional<LostUpdate> of(const ExclusionWrite &write, const QList<PolicyUpdate> &log);
};

} // namespace bg
