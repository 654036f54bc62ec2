// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/DoneText.h"

#include "app/plan/FindingIds.h"
#include "ui/words/FindingText.h"
#include "ui/words/Translate.h"

#include <algorithm>

namespace bg {

QList<Truth> truthsOf(const RunRecord &record)
{
    QList<Truth> truths;
    for (const RecordedAccount &account : record.accounts) {
        const bool isPermanent = account.roleAssignment == QLatin1String("permanent");
        truths.append({ isPermanent && !account.keys.isEmpty(),
                        (isPermanent ? words("%1: Global Administrator for good, keys registered: %2")
                                     : words("%1: not a permanent Global Administrator, keys registered: %2"))
                            .arg(account.userPrincipalName)
                            .arg(account.keys.size()) });
        truths.append({ account.passwordSet,
                        account.passwordSet
                            ? words("%1: a fresh password, on paper only").arg(account.userPrincipalName)
                            : words("%1: no password was sealed in this run").arg(account.userPrincipalName) });
    }
    if (!record.groupId.isEmpty())
        truths.append({ record.groupMembers.size() >= record.accounts.size(),
                        words("%1 holds both accounts").arg(record.groupName) });
    int excluded = 0, failed = 0, skipped = 0;
    for (const RecordedPolicy &policy : record.policies) {
        excluded += policy.outcome == QLatin1String("excluded") || policy.outcome == QLatin1String("already");
        failed += policy.outcome == QLatin1String("failed");
        skipped += policy.outcome == QLatin1String("skipped");
    }
    if (!record.policies.isEmpty()) {
        truths.append({ true, words("Policies that leave the accounts alone: %1").arg(excluded) });
        if (skipped)
            truths.append({ true, words("Policies that cannot reach them or were left as they are: %1").arg(skipped) });
        if (failed)
            truths.append({ false, words("Policies to be changed by hand: %1").arg(failed) });
    }
    for (const Finding &finding : record.findings)
        if (finding.step == StepId::Alerts && finding.id == QLatin1String("alerts.inPlace"))
            truths.append({ true, FindingText::of(finding).headline });
    if (!record.planHash.isEmpty())
        truths.append({ true, words("What was done is what was reviewed: plan %1").arg(record.planHash) });
    return truths.mid(0, 10);
}

QList<Finding> madeAgain(const RunRecord &record)
{
    QList<Finding> again;
    for (const Finding &finding : record.findings)
        if (finding.id == finding::PasswordAgain || finding.id == finding::KeyAgain)
            again.append(finding);
    return again;
}

QList<NextDate> nextDates(const RunRecord &record, const QList<NextDate> &proofs)
{
    const QDate end = record.finished.date();
    QList<NextDate> dates = proofs;
    if (!end.isValid())
        return dates;
    dates.append({ end.addDays(90), words("Drill: sign in with each emergency account") });
    dates.append({ end.addDays(90), words("Check: run the wizard's check") });
    dates.append({ end.addDays(365), words("Rotate passwords and PINs") });
    std::stable_sort(dates.begin(), dates.end(), [](const NextDate &a, const NextDate &b) { return a.day < b.day; });
    return dates;
}

QByteArray calendarOf(const QList<NextDate> &dates, const RunRecord &record)
{
    const auto escaped = [](QString text) {
        for (const char mark : { '\\', ';', ',' })
            text.replace(QLatin1Char(mark), QString(QLatin1Char('\\')) + QLatin1Char(mark));
        return text;
    };
    const QString stamp = record.finished.toUTC().toString(QStringLiteral("yyyyMMddTHHmmssZ"));
    QStringList lines{ QStringLiteral("BEGIN:VCALENDAR"), QStringLiteral("VERSION:2.0"),
                       QStringLiteral("PRODID:-//Break-Glass Wizard//EN") };
    int number = 0;
    for (const NextDate &date : dates) {
        lines += QStringLiteral("BEGIN:VEVENT");
        lines += QStringLiteral("UID:%1-%2@%3").arg(record.runId).arg(++number).arg(record.tenantId.value);
        lines += QStringLiteral("DTSTAMP:") + stamp;
        lines += QStringLiteral("DTSTART;VALUE=DATE:") + date.day.toString(QStringLiteral("yyyyMMdd"));
        lines += QStringLiteral("SUMMARY:") + escaped(date.title);
        lines += QStringLiteral("DESCRIPTION:") + escaped(record.tenantDomain);
        lines += QStringLiteral("BEGIN:VALARM");
        lines += QStringLiteral("ACTION:DISPLAY");
        lines += QStringLiteral("DESCRIPTION:") + escaped(date.title);
        lines += QStringLiteral("TRIGGER:-P7D");
        lines += QStringLiteral("END:VALARM");
        lines += QStringLiteral("END:VEVENT");
    }
    lines += QStringLiteral("END:VCALENDAR");
    // RFC 5545 3.1: lines end with CRLF and are folded before 75 octets, never within a character.
    QByteArray calendar;
    for (const QString &line : lines) {
        int octets = 0;
        for (const char byte : line.toUtf8()) {
            const bool beginsCharacter = (byte & 0xc0) != 0x80;
            if (octets >= 70 && beginsCharacter) {
                calendar += "\r\n ";
                octets = 1;
            }
            calendar += byte;
            ++octets;
        }
        calendar += "\r\n";
    }
    return calendar;
}

} // namespace bg
