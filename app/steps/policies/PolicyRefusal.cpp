// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/policies/PolicyRefusal.h"

#include "app/steps/preflight/ReachOfPolicy.h"

namespace bg {

namespace {

QString reasonFor(const Error &error, const ConditionalAccessPolicy &policy)
{
    if (error.kind == Error::Kind::NotLicensed)
        return QStringLiteral("notLicensed");
    if (error.serviceCode == QLatin1String("1007"))
        return QStringLiteral("schema");
    if (error.serviceCode == QLatin1String("1088"))
        return QStringLiteral("oldDeviceState");
    if (error.serviceCode == QLatin1String("1118"))
        return QStringLiteral("readOnlyTemplate");
    const QString known = reachOf(policy.json).cannotBeEdited;
    return known.isEmpty() ? QStringLiteral("refused") : known;
}

} // namespace

PolicyRefusal PolicyRefusal::of(const Error &error, const ConditionalAccessPolicy &policy)
{
    return { reasonFor(error, policy), error.serviceCode, error.serviceMessage };
}

QString PolicyRefusal::text() const
{
    return QStringLiteral("%1 %2 %3").arg(reason, serviceCode, serviceMessage).trimmed();
}

bool PolicyRefusal::isAboutThePolicy(const QString &serviceCode)
{
    static const QStringList codes{ QStringLiteral("1007"), QStringLiteral("1032"), QStringLiteral("1038"),
                                    QStringLiteral("1039"), QStringLiteral("1060"), QStringLiteral("1087"),
                                    QStringLiteral("1088"), QStringLiteral("1118"), QStringLiteral("1150") };
    return codes.contains(serviceCode);
}

bool wasRefusedBefore(const History &history, const PolicyId &policy)
{
    for (const RunRecord &record : history.records) // newest first
        for (const RecordedPolicy &one : record.policies)
            if (PolicyId(one.id) == policy && record.mode != Mode::Check)
                return one.outcome == QLatin1String("failed") && one.reason != QLatin1String("notYet");
    return false;
}

} // namespace bg
