// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/base/Result.h"
#include "app/graph/AuthenticationMethods.h"
#include "app/graph/GraphClient.h"

#include <QDateTime>
#include <QLatin1String>
#include <QList>

#include <stop_token>

namespace bg {

class RunState;

// Activities of the directory's audit log.
inline constexpr QLatin1String accountAdded{ "Add user" };
inline constexpr QLatin1String groupAdded{ "Add group" };

// Whether `maker` made this object, as the directory's audit log tells: what a file says of an object is only a
// suggestion. False where the log does not tell: it is minutes late, keeps 30 days (7 without a licence), or cannot be
// read. `created`: of the object, as the directory shows it. Blocks for one request. Errors: Cancelled.
Result<bool> wasMadeBy(const ObjectId &maker, GraphClient &graph, const ObjectId &object, QLatin1String activity,
                       const QDateTime &created, std::stop_token stop);

// The keys of an account that neither this run registered nor `maker` did earlier, as the audit log tells: each of its
// lines stands for one key of the same two minutes, and those of this run come first. Empty without a request where this
// run registered all. Blocks for one request. Errors: Cancelled.
Result<QList<Fido2Method>> foreignKeys(const QList<Fido2Method> &keys, const RunState &runState, const ObjectId &account,
                                       const ObjectId &maker, GraphClient &graph, std::stop_token stop);

} // namespace bg
