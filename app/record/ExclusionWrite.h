// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/journal/PolicyEvents.h"

#include <QDateTime>
#include <QJsonArray>
#include <QList>
#include <QString>

namespace bg {

// A list of excluded groups that a run sent to a policy. The policy service knows no ETag, so what it was sent over is
// known only from the directory's audit log, minutes later.
struct ExclusionWrite {
    PolicyId policy;
    QString displayName;
    QList<ObjectId> sent; // the whole list
    ObjectId group; // of them: ours
    QList<ObjectId> dropped; // a group of ours that does not exist any more, taken out on purpose
    QDateTime when;

    // An empty `sent` for one of a journal that does not say.
    static ExclusionWrite of(const PolicyBefore &told, const QDateTime &when);
};

QJsonArray jsonOf(const QList<ObjectId> &ids);
QList<ObjectId> idsOf(const QJsonArray &ids);

} // namespace bg
