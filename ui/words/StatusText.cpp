// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/StatusText.h"

#include "ui/words/Translate.h"

namespace bg {

QString taskName(RecurringTask task)
{
    switch (task) {
    case RecurringTask::Drill:
        return words("Drill: sign in with each emergency account");
    case RecurringTask::Check:
        return words("Check: run the wizard's check");
    case RecurringTask::AlertTest:
        return words("Test the alerts");
    case RecurringTask::Review:
        return words("Review the papers and who may open");
    case RecurringTask::Rotation:
        return words("Rotate passwords and PINs");
    }
    return {};
}

QString triggerText(RecurringTask task)
{
    switch (task) {
    case RecurringTask::Drill:
        return words("Earlier when Conditional Access was changed, or staff of IT changed.");
    case RecurringTask::Check:
        return words("Earlier when a policy was added, or a subscription or licence changed.");
    case RecurringTask::AlertTest:
        return words("Earlier when an alert, its receivers or its workspace changed.");
    case RecurringTask::Review:
        return words("Earlier when somebody on the list left, or a safe moved.");
    case RecurringTask::Rotation:
        return words("At once when an envelope was opened, or somebody who could open one left.");
    }
    return {};
}

QString roleText(const QString &role)
{
    if (role == QLatin1String("permanent"))
        return words("Global Administrator, permanent");
    if (role == QLatin1String("timeBound"))
        return words("Global Administrator, but only for a time");
    return words("Not a Global Administrator");
}

QString keyText(const KeyStatus &key)
{
    QStringList parts;
    for (const QString &part : { key.label, key.model, key.serial })
        if (!part.isEmpty())
            parts += part;
    return parts.join(QStringLiteral(" · "));
}

QString daysAway(const QDate &day, const QDate &today)
{
    const auto days = today.daysTo(day);
    if (days == 0)
        return words("today");
    if (days < 0)
        return days == -1 ? words("yesterday") : words("%1 days ago").arg(-days);
    return days == 1 ? words("tomorrow") : words("in %1 days").arg(days);
}

} // namespace bg
