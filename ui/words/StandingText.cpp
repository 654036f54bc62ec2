// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/StandingText.h"

#include "ui/words/Translate.h"

namespace bg {

QString dutyName(Duty duty)
{
    switch (duty) {
    case Duty::Drill:
        return words("Drill: sign in with each emergency account");
    case Duty::Check:
        return words("Check: run the wizard's check");
    case Duty::AlertTest:
        return words("Test the alerts");
    case Duty::Review:
        return words("Review the papers and who may open");
    case Duty::Rotation:
        return words("Rotate passwords and PINs");
    }
    return {};
}

QString triggerText(Duty duty)
{
    switch (duty) {
    case Duty::Drill:
        return words("Earlier when Conditional Access was changed, or staff of IT changed.");
    case Duty::Check:
        return words("Earlier when a policy was added, or a subscription or licence changed.");
    case Duty::AlertTest:
        return words("Earlier when an alert, its receivers or its workspace changed.");
    case Duty::Review:
        return words("Earlier when somebody on the list left, or a safe moved.");
    case Duty::Rotation:
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

QString keyText(const StandingKey &key)
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
