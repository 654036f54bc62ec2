// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/DrillText.h"

#include "ui/words/Translate.h"

#include <algorithm>

namespace bg {

QStringList whoMustKnow()
{
    return { words("Whoever watches the tenant's security: an alert is about to come, and it is a drill."),
             words("Whoever may authorise opening: they say yes to this drill, and it goes into the access record."),
             words("The second person: they come along and see the seal before it is opened.") };
}

QString stopwatch(std::chrono::seconds elapsed)
{
    const auto all = std::max<qint64>(0, elapsed.count());
    return QStringLiteral("%1:%2").arg(all / 60).arg(all % 60, 2, 10, QLatin1Char('0'));
}

QString delayText(std::chrono::seconds delay)
{
    const auto seconds = std::max<qint64>(0, delay.count());
    if (seconds < 60)
        return seconds == 1 ? words("1 second") : words("%1 seconds").arg(seconds);
    return words("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
}

QString traceText(const std::optional<SignInEntry> &entry)
{
    if (!entry)
        return words("The tenant's sign-in log did not show it within twenty minutes. Look there tomorrow.");
    const QString way
        = entry->methods.isEmpty() ? words("a way the log does not name") : entry->methods.join(QStringLiteral(", "));
    const QString policies = entry->conditionalAccessStatus == QLatin1String("notApplied")
        ? words("no Conditional Access policy applied")
        : words("Conditional Access: %1").arg(entry->conditionalAccessStatus);
    return words("In the tenant's log: signed in with %1; %2.").arg(way, policies);
}

QList<DrillLine> drillLines(const DrillRecord &drill)
{
    QList<DrillLine> lines;
    lines.append({ drill.signedIn.isValid(),
                   drill.signedIn.isValid() ? words("%1 signed in").arg(drill.userPrincipalName)
                                            : words("%1 did not sign in").arg(drill.userPrincipalName) });
    if (!drill.isBlind)
        lines.append({ drill.provedRole,
                       drill.provedRole ? words("It is a Global Administrator: proven by reading")
                                        : words("It could not be proven a Global Administrator") });
    const auto delay = drill.untilAlert();
    lines.append({ delay.has_value(),
                   delay ? words("The alert came after %1").arg(delayText(*delay)) : words("No alert came") });
    if (!drill.logEntry.isEmpty())
        lines.append({ true, words("The sign-in log shows it: %1").arg(drill.logMethod) });
    if (drill.wasSealIntact)
        lines.append({ *drill.wasSealIntact,
                       *drill.wasSealIntact ? words("The seal was intact")
                                            : words("The seal was broken before it was opened") });
    if (!drill.problems.isEmpty())
        lines.append({ false, words("Problems: %1").arg(drill.problems) });
    return lines;
}

QString accessRecordLine(const DrillRecord &drill)
{
    QStringList parts{ drill.begun.date().toString(Qt::ISODate),
                       (drill.isBlind ? words("blind drill of %1") : words("drill of %1")).arg(drill.userPrincipalName),
                       drill.isPassed() ? words("passed") : words("not passed") };
    if (const auto delay = drill.untilAlert())
        parts.append(words("alert after %1").arg(delayText(*delay)));
    if (!drill.witness.isEmpty())
        parts.append(words("witness: %1").arg(drill.witness));
    if (!drill.problems.isEmpty())
        parts.append(drill.problems);
    return parts.join(QStringLiteral(" · "));
}

} // namespace bg
