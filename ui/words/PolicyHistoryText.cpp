// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/PolicyHistoryText.h"

#include "ui/words/PlanText.h"
#include "ui/words/Translate.h"

#include <QHash>
#include <QLocale>

namespace bg {

namespace {

// The rest goes by the service's own name.
QString memberText(const QString &path)
{
    static const QHash<QString, const char *> names{
        { QStringLiteral("displayName"), "Name" },
        { QStringLiteral("state"), "State" },
        { QStringLiteral("conditions.users.includeUsers"), "Included users" },
        { QStringLiteral("conditions.users.excludeUsers"), "Excluded users" },
        { QStringLiteral("conditions.users.includeGroups"), "Included groups" },
        { QStringLiteral("conditions.users.excludeGroups"), "Excluded groups" },
        { QStringLiteral("conditions.users.includeRoles"), "Included roles" },
        { QStringLiteral("conditions.users.excludeRoles"), "Excluded roles" },
        { QStringLiteral("conditions.applications.includeApplications"), "Included apps" },
        { QStringLiteral("conditions.applications.excludeApplications"), "Excluded apps" },
        { QStringLiteral("conditions.locations"), "Locations" },
        { QStringLiteral("conditions.platforms"), "Platforms" },
        { QStringLiteral("conditions.clientAppTypes"), "Kinds of apps" },
        { QStringLiteral("grantControls"), "Controls" },
        { QStringLiteral("grantControls.builtInControls"), "Controls" },
        { QStringLiteral("grantControls.authenticationStrength"), "Authentication strength" },
        { QStringLiteral("sessionControls"), "Session" },
    };
    const char *known = names.value(path);
    return known ? words(known) : path;
}

} // namespace

QString formerText(const PolicyVersion &former)
{
    const QString until = QLocale().toString(former.until.toLocalTime(), QLocale::ShortFormat);
    return (former.changedBy.isEmpty() ? words("As it was on %1") : words("As it was before %1")).arg(until);
}

QString formerDetails(const PolicyVersion &former, const ObjectNames &names)
{
    QStringList lines{ former.changedBy.isEmpty() ? words("When this computer last worked on it")
                                                  : words("Changed by %1").arg(former.changedBy) };
    for (const MemberChange &change : former.differences)
        lines.append(words("%1: %2 → %3")
                         .arg(memberText(change.path), valueText(change.now, names), valueText(change.then, names)));
    return lines.join(QLatin1Char('\n'));
}

} // namespace bg
