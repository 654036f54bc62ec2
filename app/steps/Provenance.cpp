// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/Provenance.h"

#include "app/base/Log.h"
#include "app/graph/AuditLogs.h"
#include "app/steps/RunState.h"

#include <algorithm>
#include <cstdlib>

namespace bg {

namespace {

// Between the object's own time and that of its line in the log.
constexpr qint64 clockSkewSeconds = 600;
constexpr qint64 keySkewSeconds = 120;

Result<QList<DirectoryAudit>> done(const ObjectId &maker, GraphClient &graph, const ObjectId &object,
                                   QLatin1String activity, const QDateTime &since, std::stop_token stop)
{
    auto log = AuditLogs(graph).changesTo(object, since, stop);
    if (!log && log.error().isCancelled())
        return log;
    if (!log) {
        qCWarning(logPlan, "the audit log could not be read: %ls", qUtf16Printable(name(log.error().kind)));
        return QList<DirectoryAudit>();
    }
    log->removeIf([&](const DirectoryAudit &entry) {
        return entry.activity != activity || entry.initiator != maker || entry.result != QLatin1String("success");
    });
    return log;
}

// Takes the line that is nearest to the key's time out of the log.
bool takeNearest(QList<DirectoryAudit> &log, const QDateTime &created)
{
    const auto distance = [&](const DirectoryAudit &entry) { return std::abs(entry.when.secsTo(created)); };
    const auto nearest = std::min_element(log.begin(), log.end(), [&](const DirectoryAudit &a, const DirectoryAudit &b) {
        return distance(a) < distance(b);
    });
    if (nearest == log.end() || distance(*nearest) > keySkewSeconds)
        return false;
    log.erase(nearest);
    return true;
}

} // namespace

Result<bool> wasMadeBy(const ObjectId &maker, GraphClient &graph, const ObjectId &object, QLatin1String activity,
                       const QDateTime &created, std::stop_token stop)
{
    if (maker.isEmpty() || !created.isValid())
        return false;
    const auto log = done(maker, graph, object, activity, created.addSecs(-clockSkewSeconds), stop);
    return log.map([](const QList<DirectoryAudit> &entries) { return !entries.isEmpty(); });
}

Result<QList<Fido2Method>> foreignKeys(const QList<Fido2Method> &keys, const RunState &runState, const ObjectId &account,
                                       const ObjectId &maker, GraphClient &graph, std::stop_token stop)
{
    QList<Fido2Method> unknown;
    QDateTime since;
    for (const Fido2Method &key : keys)
        if (!runState.isRegisteredHere(key.id)) {
            unknown.append(key);
            if (!since.isValid() || key.created < since)
                since = key.created;
        }
    if (unknown.isEmpty() || maker.isEmpty() || !since.isValid())
        return unknown;
    auto log = done(maker, graph, account, QLatin1String("Admin registered security info"),
                    since.addSecs(-keySkewSeconds), stop);
    if (!log)
        return fail(log.error());
    for (const Fido2Method &key : keys)
        if (runState.isRegisteredHere(key.id))
            takeNearest(*log, key.created);
    unknown.removeIf([&](const Fido2Method &key) { return key.created.isValid() && takeNearest(*log, key.created); });
    return unknown;
}

} // namespace bg
