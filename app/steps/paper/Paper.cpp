// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/paper/Paper.h"

#include "app/plan/Schedule.h"
#include "app/steps/KeySlots.h"

#include <QStringList>

namespace bg {

namespace {

QString place(const Places &places, int which)
{
    return which % 2 == 0 ? places.a : places.b;
}

PostMortem printed(const SignInReview &review, const RunState &runState)
{
    PostMortem form;
    form.since = review.since;
    form.until = review.until;
    form.blind = review.blind;
    const QList<AccountState> accounts = runState.accounts();
    const auto nameOf = [&](const ObjectId &id) {
        for (const AccountState &account : accounts)
            if (account.id == id)
                return account.userPrincipalName.value;
        return id.value;
    };
    for (const AccountSignIn &use : review.signIns)
        form.signIns.append({ use.when, nameOf(use.account), use.application,
                           QStringList{ use.ipAddress, use.place }.join(QLatin1Char(' ')).trimmed(),
                           use.methods.join(QStringLiteral(", ")), name(use.reason), use.note, use.gotIn() });
    for (const AuditedAction &action : review.actions)
        form.actions.append({ action.when, nameOf(action.account), action.activity, action.targets });
    for (const AccountState &account : accounts)
        if (account.passwordSet)
            form.renewed.append(account.userPrincipalName.value);
    return form;
}

} // namespace

SheetHeader sheetHeader(const Cloud &cloud, const DesiredState &desired, const TenantFacts &tenant,
                      const QString &planHash, const QString &runId, const QDateTime &now)
{
    SheetHeader facts;
    facts.tenantName = tenant.displayName;
    facts.tenantDomain = tenant.initialDomain;
    facts.tenantId = tenant.id;
    facts.cloud = cloud;
    facts.planHash = planHash;
    facts.runId = runId;
    facts.issued = now;
    facts.drillBy = now.date().addDays(daysBetween(RecurringTask::Drill, desired.renewalIntervals));
    facts.reviewBy = now.date().addDays(daysBetween(RecurringTask::Review, desired.renewalIntervals));
    facts.rotateBy = now.date().addDays(daysBetween(RecurringTask::Rotation, desired.renewalIntervals));
    facts.authorisedBy = desired.people.authorisedBy;
    facts.operatorName = desired.people.operatorName;
    facts.witness = desired.people.witness;
    facts.placeA = desired.places.a;
    facts.placeB = desired.places.b;
    return facts;
}

static PrintedKey printedKey(const DesiredState &desired, const KeySlot &slot)
{
    PrintedKey line;
    line.label = slot.label;
    line.place = place(desired.places, slot.account + slot.number);
    line.pinPlace = place(desired.places, slot.account + slot.number + 1);
    line.pinEnvelope = QStringLiteral("P-%1").arg(slot.position);
    return line;
}

static PrintedAccount accountWithoutKeys(const DesiredState &desired, const AccountState &account, int index)
{
    PrintedAccount printed;
    printed.userPrincipalName = account.userPrincipalName.value;
    printed.displayName = account.displayName;
    printed.objectId = account.id;
    printed.number = index + 1;
    printed.count = int(desired.accounts.size());
    printed.place = place(desired.places, index);
    return printed;
}

PrintedAccount printedAccount(const DesiredState &desired, const RunState &runState, int index)
{
    const AccountState account = runState.account(index);
    PrintedAccount printed = accountWithoutKeys(desired, account, index);
    for (const KeySlot &slot : keySlots(desired)) {
        for (const RecordedKey &key : account.keys) {
            if (slot.account != index || key.label != slot.label)
                continue;
            PrintedKey line = printedKey(desired, slot);
            line.model = key.model;
            line.serial = key.serial;
            line.firmware = key.firmware;
            printed.keys.append(line);
        }
    }
    return printed;
}

NonSecretSheets sheetsToCome(const SheetHeader &facts, const DesiredState &desired, const RunState &runState)
{
    NonSecretSheets sheets;
    sheets.facts = facts;
    sheets.exclusionGroup = desired.exclusionGroup;
    for (int index = 0; index < desired.accounts.size(); ++index) {
        PrintedAccount account = accountWithoutKeys(desired, runState.account(index), index);
        for (const KeySlot &slot : keySlots(desired))
            if (slot.account == index)
                account.keys.append(printedKey(desired, slot));
        sheets.accounts.append(account);
    }
    return sheets;
}

NonSecretSheets nonSecretSheets(const SheetHeader &facts, const DesiredState &desired, const RunState &runState)
{
    NonSecretSheets sheets;
    sheets.facts = facts;
    for (int index = 0; index < desired.accounts.size(); ++index)
        sheets.accounts.append(printedAccount(desired, runState, index));
    sheets.exclusionGroup = runState.groupName();
    for (const RecordedPolicy &policy : runState.policies())
        if (policy.outcome == QLatin1String("excluded") || policy.outcome == QLatin1String("already"))
            ++sheets.policiesExcluded;
    sheets.ceremony = runState.ceremony();
    if (const auto signIns = runState.signIns())
        sheets.postMortem = printed(*signIns, runState);
    QStringList renewed;
    for (const RecordedSheet &sheet : runState.sheets()) {
        if (sheet.replaces.isEmpty())
            continue;
        const QString subject = sheet.label.isEmpty() ? sheet.userPrincipalName : sheet.label;
        sheets.outdated.append({ sheet.replaces, subject, sheet.contentId });
        if (!renewed.contains(sheet.userPrincipalName))
            renewed.append(sheet.userPrincipalName);
    }
    if (!renewed.isEmpty())
        sheets.lines.append({ facts.issued,
                              QStringLiteral("lineRotation"),
                              { QStringLiteral("lineRotated") },
                              { { QStringLiteral("accounts"), renewed.join(QStringLiteral(", ")) },
                                { QStringLiteral("run"), facts.runId } } });
    return sheets;
}

NonSecretSheets drillSlip(const Cloud &cloud, const RunRecord &drilled)
{
    const DrillRecord &drill = *drilled.drill;
    const auto delay = drill.untilAlert();
    RecordLine line;
    line.when = drill.begun;
    line.what = drill.isBlind ? QStringLiteral("lineBlindDrill") : QStringLiteral("lineDrill");
    line.results = { drill.isPassed() ? QStringLiteral("linePassed") : QStringLiteral("lineNotPassed"),
                     delay ? QStringLiteral("lineAlertAfter") : QStringLiteral("lineNoAlert") };
    if (drill.wasSealIntact == false)
        line.results += QStringLiteral("lineSealBroken");
    if (!drill.witness.isEmpty())
        line.results += QStringLiteral("lineWitness");
    if (!drill.problems.isEmpty())
        line.results += QStringLiteral("lineProblems");
    const qint64 seconds = delay ? delay->count() : 0;
    line.facts = { { QStringLiteral("account"), drill.userPrincipalName },
                   { QStringLiteral("minutes"), seconds / 60 },
                   { QStringLiteral("seconds"), seconds % 60 },
                   { QStringLiteral("witness"), drill.witness },
                   { QStringLiteral("problems"), drill.problems } };
    NonSecretSheets sheets;
    sheets.facts.tenantName = drilled.tenantName;
    sheets.facts.tenantDomain = drilled.tenantDomain;
    sheets.facts.tenantId = drilled.tenantId;
    sheets.facts.cloud = cloud;
    sheets.facts.runId = drilled.runId;
    sheets.facts.issued = drilled.finished;
    sheets.lines.append(line);
    return sheets;
}

} // namespace bg
