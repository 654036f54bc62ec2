// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/Paper.h"

#include "app/plan/Schedule.h"
#include "app/steps/KeySlots.h"

#include <QStringList>

namespace bg {

namespace {

QString place(const Places &places, int which)
{
    return which % 2 == 0 ? places.a : places.b;
}

PostMortem printed(const UseReview &review, const Ledger &ledger)
{
    PostMortem form;
    form.since = review.since;
    form.until = review.until;
    form.blind = review.blind;
    const QList<LedgerAccount> accounts = ledger.accounts();
    const auto nameOf = [&](const ObjectId &id) {
        for (const LedgerAccount &account : accounts)
            if (account.id == id)
                return account.userPrincipalName.value;
        return id.value;
    };
    for (const SeenUse &use : review.uses)
        form.uses.append({ use.when, nameOf(use.account), use.application,
                           QStringList{ use.ipAddress, use.place }.join(QLatin1Char(' ')).trimmed(),
                           use.methods.join(QStringLiteral(", ")), name(use.reason), use.note, use.gotIn() });
    for (const UseDeed &deed : review.deeds)
        form.deeds.append({ deed.when, nameOf(deed.account), deed.activity, deed.targets });
    for (const LedgerAccount &account : accounts)
        if (account.passwordSet)
            form.renewed.append(account.userPrincipalName.value);
    return form;
}

} // namespace

SheetFacts sheetFacts(const Cloud &cloud, const DesiredState &desired, const TenantFacts &tenant,
                      const QString &planHash, const QString &runId, const QDateTime &now)
{
    SheetFacts facts;
    facts.tenantName = tenant.displayName;
    facts.tenantDomain = tenant.initialDomain;
    facts.tenantId = tenant.id;
    facts.cloud = cloud;
    facts.planHash = planHash;
    facts.runId = runId;
    facts.issued = now;
    facts.drillBy = now.date().addDays(daysBetween(Duty::Drill, desired.cadence));
    facts.reviewBy = now.date().addDays(daysBetween(Duty::Review, desired.cadence));
    facts.rotateBy = now.date().addDays(daysBetween(Duty::Rotation, desired.cadence));
    facts.authorisedBy = desired.people.authorisedBy;
    facts.operatorName = desired.people.operatorName;
    facts.witness = desired.people.witness;
    facts.placeA = desired.places.a;
    facts.placeB = desired.places.b;
    return facts;
}

PrintedAccount printedAccount(const DesiredState &desired, const Ledger &ledger, int index)
{
    const LedgerAccount account = ledger.account(index);
    PrintedAccount printed;
    printed.userPrincipalName = account.userPrincipalName.value;
    printed.displayName = account.displayName;
    printed.objectId = account.id;
    printed.number = index + 1;
    printed.count = int(desired.accounts.size());
    printed.place = place(desired.places, index);
    for (const KeySlot &slot : keySlots(desired)) {
        for (const RecordedKey &key : account.keys) {
            if (slot.account != index || key.label != slot.label)
                continue;
            PrintedKey line;
            line.label = key.label;
            line.model = key.model;
            line.serial = key.serial;
            line.firmware = key.firmware;
            line.place = place(desired.places, index + slot.number);
            line.pinPlace = place(desired.places, index + slot.number + 1);
            line.pinEnvelope = QStringLiteral("P-%1").arg(slot.position);
            printed.keys.append(line);
        }
    }
    return printed;
}

OpenSheets openSheets(const SheetFacts &facts, const DesiredState &desired, const Ledger &ledger)
{
    OpenSheets sheets;
    sheets.facts = facts;
    for (int index = 0; index < desired.accounts.size(); ++index)
        sheets.accounts.append(printedAccount(desired, ledger, index));
    sheets.exclusionGroup = ledger.groupName();
    for (const RecordedPolicy &policy : ledger.policies())
        if (policy.outcome == QLatin1String("excluded") || policy.outcome == QLatin1String("already"))
            ++sheets.policiesExcluded;
    sheets.ceremony = ledger.ceremony();
    if (const auto uses = ledger.uses())
        sheets.postMortem = printed(*uses, ledger);
    QStringList renewed;
    for (const RecordedSheet &sheet : ledger.sheets()) {
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

OpenSheets drillSlip(const Cloud &cloud, const RunRecord &drilled)
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
    OpenSheets sheets;
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
