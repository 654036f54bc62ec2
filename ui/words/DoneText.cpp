// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/DoneText.h"

#include "app/model/FindingIds.h"
#include "app/plan/DriftRepair.h"
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

static bool hasSheet(const RunRecord &record, const RecordedAccount &account)
{
    return std::any_of(record.sheets.begin(), record.sheets.end(), [&](const RecordedSheet &sheet) {
        return sheet.kind == QLatin1String("credential")
            && sheet.userPrincipalName.compare(account.userPrincipalName, Qt::CaseInsensitive) == 0;
    });
}

static Truth passwordTruth(const RunRecord &record, const RecordedAccount &account)
{
    const QString &name = account.userPrincipalName;
    if (!account.passwordSet)
        return { false, words("%1: no password was sealed in this run").arg(name) };
    if (!hasSheet(record, account))
        return { false, words("%1: a new password was set, and it is on no paper").arg(name) };
    return { true, words("%1: a new password, on paper only").arg(name) };
}

bool isRepairOfDrift(const RunRecord &record)
{
    return record.mode == Mode::Repair
        && std::any_of(record.findings.begin(), record.findings.end(),
                       [](const Finding &finding) { return finding.step == StepId::ConfirmAccounts; });
}

static QList<Truth> inAllLines(const RunRecord &record)
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
    for (const Finding &finding : record.findings)
        if (finding.id == finding::KeyPinLost && !record.isWhole())
            truths.append({ false, FindingText::of(finding).headline });
    for (const Finding &finding : record.findings)
        if (finding.id == finding::SignInWasReset)
            truths.append({ true, FindingText::of(finding).headline });
    // Read back when it was mended.
    if (isRepairOfDrift(record))
        for (const Finding &finding : record.findings)
            if (mendableSteps().contains(finding.step) && finding.state != State::NotApplicable
                && finding.step != StepId::Exclusions && finding.step != StepId::ExclusionGroup
                && finding.step != StepId::Alerts)
                truths.append({ finding.severity <= Severity::Note, FindingText::of(finding).headline });
    for (const RecordedAccount &account : record.accounts) {
        if (record.mode == Mode::Repair)
            break; // nothing of them was read but where they are excluded
        const bool isPermanent = account.roleAssignment == QLatin1String("permanent");
        truths.append({ isPermanent && !account.keys.isEmpty(),
                        (isPermanent ? words("%1: Global Administrator, permanently assigned; keys registered: %2")
                                     : words("%1: not permanently assigned Global Administrator; keys registered: %2"))
                            .arg(account.userPrincipalName)
                            .arg(account.keys.size()) });
        if (record.mode == Mode::Check || record.mode == Mode::Drill)
            continue; // they set none
        if (record.mode == Mode::Incident && !account.passwordSet)
            continue; // nobody asked for it
        truths.append(passwordTruth(record, account));
    }
    if (record.accounts.isEmpty() && record.mode == Mode::Provision)
        truths.append({ false, words("No emergency account was created") });
    if (!record.groupId.isEmpty())
        truths.append({ holdsAccounts(record),
                        (holdsAccounts(record) ? words("The group “%1” contains both accounts")
                                               : words("The group “%1” does not contain both accounts"))
                            .arg(record.groupName) });
    else if (record.mode == Mode::Provision)
        truths.append({ false, words("There is no exclusion group") });
    int excluded = 0, failed = 0, skipped = 0;
    for (const RecordedPolicy &policy : record.policies) {
        excluded += policy.outcome == QLatin1String("excluded") || policy.outcome == QLatin1String("already");
        failed += policy.outcome == QLatin1String("failed");
        skipped += policy.outcome == QLatin1String("skipped");
    }
    if (!record.policies.isEmpty()) {
        truths.append({ holdsAccounts(record),
                        (holdsAccounts(record) ? words("Policies that do not apply to the accounts: %1")
                                               : words("Policies that exclude the group: %1"))
                            .arg(excluded) });
        if (skipped)
            truths.append({ true, words("Policies that were skipped, because they cannot apply to the accounts: %1").arg(skipped) });
        if (failed)
            truths.append({ false, words("Policies to be changed by hand: %1").arg(failed) });
    }
    for (const Finding &finding : record.findings)
        if (finding.step == StepId::Alerts && finding.id == QLatin1String("alerts.inPlace"))
            truths.append({ true, FindingText::of(finding).headline });
    if (!record.planHash.isEmpty() && record.mode != Mode::Check && record.outcome != QLatin1String("findings"))
        truths.append(record.isWhole()
                          ? Truth{ true, words("What was done is what was reviewed: plan %1").arg(record.planHash) }
                          : Truth{ false, words("Not every reviewed change was made: plan %1").arg(record.planHash) });
    return truths;
}

QList<Truth> truthsOf(const RunRecord &record)
{
    QList<Truth> truths = inAllLines(record);
    std::stable_partition(truths.begin(), truths.end(), [](const Truth &truth) { return !truth.holds; });
    return truths.mid(0, 10);
}

namespace {

QString titleOfDone(const RunRecord &record)
{
    const bool isDone = record.outcome == QLatin1String("done");
    switch (record.mode) {
    case Mode::Provision:
        return isDone ? words("The emergency accounts are set up") : words("Set up, with open points");
    case Mode::Rotate:
        return isDone ? words("The secrets are renewed") : words("Renewed, with open points");
    case Mode::Check:
        return isDone ? words("Checked: everything is in order") : words("Checked, with open points");
    case Mode::Drill:
        return record.drill && record.drill->isPassed() ? words("The drill was passed")
                                                        : words("The drill was not passed");
    case Mode::Incident:
        return isDone ? words("The sign-ins are explained and the accounts are safe")
                      : words("The sign-ins are explained, with open points");
    case Mode::Repair:
        return isDone ? words("The repair is done") : words("Repaired, with open points");
    }
    return {};
}

QString againText(Mode mode)
{
    switch (mode) {
    case Mode::Provision:
        return words("Run the set-up again now. It continues where this run ended.");
    case Mode::Rotate:
        return words("Run “Rotate” again now. It continues where this run ended.");
    case Mode::Check:
        return words("Run the check again.");
    case Mode::Drill:
        return words("Run the drill again.");
    case Mode::Incident:
        return words("Run “An account was used” again now.");
    case Mode::Repair:
        return words("Run the repair again now.");
    }
    return {};
}

bool hasSealedSheets(const RunRecord &record)
{
    return std::any_of(record.sheets.begin(), record.sheets.end(),
                       [](const RecordedSheet &sheet) { return sheet.kind != QLatin1String("oneTime"); });
}

QStringList sheetsToDestroy(const RunRecord &record)
{
    QStringList steps;
    for (const RecordedSheet &sheet : record.sheets)
        if (!sheet.replaces.isEmpty())
            steps.append(words("Destroy sheet %1 before a witness. Sheet %2 replaces it (%3).")
                             .arg(sheet.replaces, sheet.contentId,
                                  sheet.label.isEmpty() ? sheet.userPrincipalName : sheet.label));
    return steps;
}

} // namespace

DoneHeading doneHeading(const RunRecord &record)
{
    if (record.isWhole())
        return { titleOfDone(record),
                 record.mode == Mode::Check
                     ? words("Nothing was changed. Save the evidence, and add the next dates to your calendar.")
                     : words("This is the state now, as read back from the tenant.") };
    return { record.outcome == QLatin1String("cancelled") ? words("Stopped before the end")
                                                          : words("Failed before the end"),
             words("What was done stays done. This is the state now.") };
}

QStringList nextSteps(const RunRecord &record)
{
    QStringList steps;
    if (!record.isWhole())
        steps.append(againText(record.mode));
    if (record.mode == Mode::Check)
        return record.isWhole() ? QStringList() : steps;
    if (record.mode == Mode::Drill) {
        steps.append(words("Put the line into the access record."));
        steps.append(words("Put what was opened into a new tamper-evident envelope, and write its number into the "
                           "access record."));
        if (record.drill && !record.drill->isPassed())
            steps.append(words("Correct what failed, and repeat the drill."));
        return steps;
    }
    if (record.mode == Mode::Repair) {
        if (!record.sheets.isEmpty())
            steps.append(words("Bring each one-time password to its owner in person, and ask whether it worked."));
        if (record.isWhole())
            steps.append(isRepairOfDrift(record)
                             ? words("Find out who changed what was repaired, and check again tomorrow.")
                             : words("Have an administrator sign in, and renew the emergency account that was used with "
                                     "“Rotate”."));
        return steps;
    }
    steps += sheetsToDestroy(record);
    if (hasSealedSheets(record)) {
        steps.append(record.isWhole()
                         ? words("Seal the envelopes and write the seal numbers into the access record.")
                         : words("Keep the sheets that were printed under lock until the run is complete."));
        if (record.isWhole())
            steps.append(words("Bring each set to its place, never both by the same person."));
    }
    if (record.mode == Mode::Provision && record.isWhole())
        steps.append(words("Tell those who may authorise that the accounts exist, and whom to call."));
    return steps;
}

QString untestedText(const QString &userPrincipalName)
{
    return words("%1 was not tested: nobody has signed in with it yet").arg(userPrincipalName);
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
