// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/DoneText.h"

#include "app/model/FindingIds.h"
#include "app/plan/Schedule.h"
#include "ui/words/DrillText.h"
#include "ui/words/FindingText.h"
#include "ui/words/StatusText.h"
#include "ui/words/Translate.h"
#include "ui/words/SignInReviewText.h"

#include <algorithm>

namespace bg {

// As the directory showed the group last.
static bool holdsAccounts(const RunRecord &record)
{
    return !record.accounts.isEmpty()
        && std::all_of(record.accounts.begin(), record.accounts.end(), [&](const RecordedAccount &account) {
               return record.groupMembers.contains(account.objectId.value, Qt::CaseInsensitive);
           });
}

QList<Truth> truthsOf(const RunRecord &record)
{
    QList<Truth> truths;
    if (record.drill) {
        for (const DrillLine &line : drillLines(*record.drill))
            truths.append({ line.isGood, line.text });
        return truths;
    }
    if (record.signIns)
        for (const SignInReason reason :
             { SignInReason::Misuse, SignInReason::Emergency, SignInReason::Drill, SignInReason::Unexplained })
            if (const auto count = std::count_if(record.signIns->signIns.begin(), record.signIns->signIns.end(),
                                                 [&](const AccountSignIn &use) { return use.reason == reason; }))
                truths.append({ reason != SignInReason::Unexplained,
                                words("Sign-ins that were %1: %2").arg(useReasonText(reason)).arg(count) });
    for (const RecordedSheet &sheet : record.sheets)
        if (!sheet.replaces.isEmpty())
            truths.append({ true,
                            words("To be destroyed before a witness: sheet %1. Its place is taken by %2 (%3)")
                                .arg(sheet.replaces, sheet.contentId,
                                     sheet.label.isEmpty() ? sheet.userPrincipalName : sheet.label) });
    for (const Finding &finding : record.findings)
        if (finding.id == finding::SignInWasReset)
            truths.append({ true, FindingText::of(finding).headline });
    for (const RecordedAccount &account : record.accounts) {
        if (record.mode == Mode::Repair)
            break; // nothing of them was read but where they are excluded
        const bool isPermanent = account.roleAssignment == QLatin1String("permanent");
        truths.append({ isPermanent && !account.keys.isEmpty(),
                        (isPermanent ? words("%1: Global Administrator for good, keys registered: %2")
                                     : words("%1: not a permanent Global Administrator, keys registered: %2"))
                            .arg(account.userPrincipalName)
                            .arg(account.keys.size()) });
        if (record.mode == Mode::Check || record.mode == Mode::Drill)
            continue; // they set none
        if (record.mode == Mode::Incident && !account.passwordSet)
            continue; // nobody asked for it
        truths.append({ account.passwordSet,
                        account.passwordSet
                            ? words("%1: a fresh password, on paper only").arg(account.userPrincipalName)
                            : words("%1: no password was sealed in this run").arg(account.userPrincipalName) });
    }
    if (!record.groupId.isEmpty())
        truths.append({ holdsAccounts(record),
                        (holdsAccounts(record) ? words("%1 holds both accounts") : words("%1 does not hold both accounts"))
                            .arg(record.groupName) });
    int excluded = 0, failed = 0, skipped = 0;
    for (const RecordedPolicy &policy : record.policies) {
        excluded += policy.outcome == QLatin1String("excluded") || policy.outcome == QLatin1String("already");
        failed += policy.outcome == QLatin1String("failed");
        skipped += policy.outcome == QLatin1String("skipped");
    }
    if (!record.policies.isEmpty()) {
        truths.append({ holdsAccounts(record),
                        (holdsAccounts(record) ? words("Policies that leave the accounts alone: %1")
                                               : words("Policies that exclude the group: %1"))
                            .arg(excluded) });
        if (skipped)
            truths.append({ true, words("Policies that cannot reach them or were left as they are: %1").arg(skipped) });
        if (failed)
            truths.append({ false, words("Policies to be changed by hand: %1").arg(failed) });
    }
    for (const Finding &finding : record.findings)
        if (finding.step == StepId::Alerts && finding.id == QLatin1String("alerts.inPlace"))
            truths.append({ true, FindingText::of(finding).headline });
    if (!record.planHash.isEmpty() && record.mode != Mode::Check)
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

QList<CalendarEntry> nextDates(const QList<RunRecord> &records, const QList<CalendarEntry> &proofs)
{
    QList<CalendarEntry> dates = proofs;
    for (const DueDate &date : schedule(LastDone::of(records)))
        dates.append({ date.day, taskName(date.task), triggerText(date.task) });
    std::stable_sort(dates.begin(), dates.end(),
                     [](const CalendarEntry &a, const CalendarEntry &b) { return a.day < b.day; });
    return dates;
}

QByteArray remindersOf(const RunRecord &record, const QList<CalendarEntry> &dates)
{
    QList<CalendarEntry> entries = dates;
    for (CalendarEntry &entry : entries)
        entry.description = (entry.description + QLatin1Char('\n') + record.tenantDomain).trimmed();
    return calendarOf(entries, record.runId + QLatin1Char('.') + record.tenantId.value, record.finished);
}

} // namespace bg
