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
    return serviceCode == QLatin1String("1007") || serviceCode == QLatin1String("1088")
        || serviceCode == QLatin1String("1118") || serviceCode == QLatin1String("1060")
        || serviceCode == QLatin1String("1038");
}

} // namespace bg
