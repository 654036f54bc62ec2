// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ScriptedRun.h"

#include "app/model/FindingIds.h"
#include "tests/ui/ScriptedTenant.h"

namespace bg {

QList<PlannedWrite> ScriptedRun::writes(const DesiredState &desired)
{
    QList<PlannedWrite> writes;
    const auto add
        = [&](StepId step, const QString &object, const QString &property, QJsonValue before, QJsonValue after) {
              PlannedWrite write;
              write.step = step;
              write.object = object;
              write.property = property;
              write.before = before;
              write.after = after;
              writes.append(write);
          };
    for (const AccountChoice &account : desired.accounts)
        add(StepId::Accounts, account.userName, {}, QJsonValue(), QStringLiteral("new account"));
    add(StepId::ExclusionGroup, desired.exclusionGroup, {}, QJsonValue(), QStringLiteral("new group, role-assignable"));
    for (int i = 1; i <= 17; ++i)
        add(StepId::Exclusions,
            QStringLiteral("CA%1: require multifactor authentication").arg(i, 3, 10, QLatin1Char('0')),
            QStringLiteral("excludeGroups"), QStringLiteral("none"), desired.exclusionGroup);
    for (const AccountChoice &account : desired.accounts) {
        for (int key = 0; key < desired.keysPerAccount; ++key)
            add(StepId::Keys, account.userName, QStringLiteral("fido2Methods"), QJsonValue(),
                QStringLiteral("new key"));
        add(StepId::Role, account.userName, QStringLiteral("role"), QStringLiteral("none"),
            QStringLiteral("Global Administrator, permanent"));
        add(StepId::SealedPassword, account.userName, QStringLiteral("password"), QStringLiteral("throw-away"),
            QStringLiteral("new, sealed"));
    }
    for (const ResetChoice &choice : desired.resets) {
        const QString name = choice.userPrincipalName.value;
        add(StepId::SignInReset, name, QStringLiteral("password"), QStringLiteral("unknown"),
            QStringLiteral("one-time, on paper"));
        add(StepId::SignInReset, name, QStringLiteral("sessions"), QJsonValue(), QStringLiteral("ended"));
        add(StepId::SignInReset, name, QStringLiteral("accountEnabled"), false, true);
    }
    return writes;
}

SealedSheet ScriptedRun::sealedSheet(const DesiredState &desired, int account, const Secret &password)
{
    SealedSheet sheet;
    sheet.facts.tenantName = QStringLiteral("Contoso");
    sheet.facts.tenantDomain = QStringLiteral("contoso.onmicrosoft.com");
    sheet.facts.tenantId = ScriptedTenant::tenantFacts().id;
    sheet.facts.cloud = Cloud::known().value(0);
    sheet.facts.planHash = QStringLiteral("5D0E-88B3");
    sheet.facts.runId = QStringLiteral("7F3A-19");
    sheet.facts.issued = QDateTime(QDate(2026, 11, 20), QTime(14, 2), Qt::UTC);
    sheet.facts.placeA = desired.places.a;
    sheet.facts.placeB = desired.places.b;
    sheet.account.displayName = desired.accounts[account].displayName;
    sheet.account.userPrincipalName = desired.accounts[account].userName + QStringLiteral("@contoso.onmicrosoft.com");
    sheet.account.number = account + 1;
    sheet.password = &password;
    return sheet;
}

RunRecord ScriptedRun::record(const DesiredState &desired, const QString &outcome)
{
    RunRecord record;
    record.tenantId = ScriptedTenant::tenantFacts().id;
    record.tenantName = QStringLiteral("Contoso");
    record.tenantDomain = QStringLiteral("contoso.onmicrosoft.com");
    record.runId = QStringLiteral("7F3A-19");
    record.started = QDateTime(QDate(2026, 11, 20), QTime(14, 2), Qt::UTC);
    record.finished = record.started.addSecs(1200);
    record.planHash = planHash(writes(desired));
    record.outcome = outcome;
    record.groupId = QStringLiteral("g");
    record.groupName = desired.exclusionGroup;
    record.groupMembers = { QStringLiteral("a"), QStringLiteral("b") };
    for (int i = 0; i < desired.accounts.size(); ++i) {
        RecordedAccount account;
        account.userPrincipalName = desired.accounts[i].userName + QStringLiteral("@contoso.onmicrosoft.com");
        account.roleAssignment = QStringLiteral("permanent");
        account.passwordSet = true;
        for (int key = 1; key <= desired.keysPerAccount; ++key) {
            RecordedKey made;
            made.label = QStringLiteral("%1-%2").arg(QLatin1Char(i ? 'S' : 'N')).arg(key);
            account.keys.append(made);
        }
        record.accounts.append(account);
    }
    if (outcome == QLatin1String("done"))
        for (const RecordedAccount &account : std::as_const(record.accounts))
            record.sheets.append({ QStringLiteral("9F2C-71A4"), QStringLiteral("credential"),
                                   account.userPrincipalName, {}, {} });
    for (int i = 0; i < 20; ++i) {
        RecordedPolicy policy;
        policy.outcome = i < 17 ? QStringLiteral("excluded") : QStringLiteral("skipped");
        record.policies.append(policy);
    }
    return record;
}

RunRecord ScriptedRun::resetRun(Operator &human, RunObserver &observer, const DesiredState &desired,
                                std::stop_token stop)
{
    observer.paperBegins();
    RunRecord done = record(desired, QStringLiteral("done"));
    done.mode = Mode::Repair;
    for (const ResetChoice &choice : desired.resets) {
        const Secret password = Secret::copyOf(scriptedPassword());
        DesiredState anybody = DesiredState::proposal();
        const TemporaryPasswordSlip slip{ sealedSheet(anybody, 0, password).facts, choice.id, choice.userPrincipalName.value,
                                QStringLiteral("Administrator North"), &password };
        if (!human.printTemporaryPassword(slip, stop))
            return record(desired, QStringLiteral("cancelled"));
        Finding reset;
        reset.step = StepId::SignInReset;
        reset.id = finding::SignInWasReset;
        reset.severity = Severity::Note;
        reset.facts = { { QStringLiteral("displayName"), slip.displayName },
                        { QStringLiteral("userPrincipalName"), slip.userPrincipalName },
                        { QStringLiteral("objectId"), choice.id.value } };
        done.findings.append(reset);
        done.sheets.append({ QStringLiteral("9F2C-71A4"), QStringLiteral("oneTime"), slip.userPrincipalName, {}, {} });
    }
    return done;
}

RunRecord ScriptedRun::wholeRun(Operator &human, RunObserver &observer, const DesiredState &desired,
                                std::stop_token stop)
{
    const auto tell = [&observer](StepId step, const QString &subject, StepStatus::Phase phase) {
        StepStatus status;
        status.step = step;
        status.subject = subject;
        status.phase = phase;
        observer.stepChanged(status);
    };
    const int total = int(writes(desired).size());
    for (const AccountChoice &account : desired.accounts)
        tell(StepId::Accounts, account.userName, StepStatus::Phase::Done);
    observer.changesMade(total - 2, total);
    observer.paperBegins();
    for (int i = 0; i < desired.accounts.size(); ++i) {
        const Secret password = Secret::copyOf(scriptedPassword());
        if (!human.printSealedSheet(sealedSheet(desired, i, password), stop))
            return record(desired, QStringLiteral("cancelled"));
    }
    observer.changesMade(total, total);
    return record(desired, QStringLiteral("done"));
}

} // namespace bg
