// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/RunRecord.h"

#include <QJsonObject>
#include <QString>

namespace bg {

// What a run, and whatever disturbed it, did to a tenant. Each says what is amiss in one line; empty: all is well.

// In the middle of a run: everything that was there before is there still and as it was, but for exclusions that were
// added. Nobody has fewer ways in.
QString whatIsLost(const QJsonObject &before, const QJsonObject &now);
// At the end: two accounts, one group, two keys each, permanent roles, and our exclusion as the only change of any
// policy.
QString whatIsAmiss(const QJsonObject &before, const QJsonObject &after, const RunRecord &record);
// The tenant without what differs between two runs that went the same way: times, drawn ids and passwords. Our own
// objects go by their names.
QJsonObject likeness(const QJsonObject &after, const RunRecord &record);
// Where two likenesses differ, with both values.
QString difference(const QJsonObject &one, const QJsonObject &other);

} // namespace bg
