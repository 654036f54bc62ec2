// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ScriptedDoors.h"

#include "app/plan/FindingIds.h"

#include <condition_variable>
#include <mutex>

namespace bg {

void waitForStop(std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait(lock, stop, [] { return false; });
}

Result<Identity> ScriptedDoors::signIn(const SignInChoice &chosen, std::stop_token stop)
{
    if (signInWaits) {
        waitForStop(stop);
        return fail(Error::Kind::Cancelled);
    }
    if (signInError)
        return fail(*signInError);
    choice = chosen;
    Identity who;
    who.objectId = ObjectId(QStringLiteral("0a0a0a0a-1111-2222-3333-444444444444"));
    who.tenantId = tenant.id;
    who.userName = QStringLiteral("admin@contoso.onmicrosoft.com");
    who.displayName = QStringLiteral("Contoso administrator");
    return who;
}

Result<void> ScriptedDoors::activateRole(const RoleActivation &activation, std::stop_token)
{
    activationReason = activation.reason;
    tenant.globalAdministrator = RoleHeld::Active;
    tenant.findings.removeIf([](const Finding &finding) { return finding.id == QLatin1String("operator.eligible"); });
    return {};
}

Result<Identity> ScriptedDoors::proveSignIn(const SignInChoice &, const Upn &account, std::stop_token)
{
    Identity who;
    who.userName = account.value;
    return who;
}

Result<void> ScriptedDoors::endSessions(std::stop_token)
{
    ++ends;
    return endError ? Result<void>(fail(*endError)) : Result<void>();
}

Result<TenantFacts> ScriptedDoors::preflight(Mode mode, const DesiredState &,
                                             const std::function<void(const Finding &)> &seen, std::stop_token)
{
    readFor = mode;
    for (const Finding &finding : tenant.findings)
        seen(finding);
    return tenant;
}

Result<bool> ScriptedDoors::userNameTaken(const QString &userPrincipalName, std::stop_token)
{
    return takenNames.contains(userPrincipalName);
}

Result<QList<PlannedWrite>> ScriptedDoors::plan(Mode, const DesiredState &desired, const TenantFacts &, std::stop_token)
{
    plannedFor = desired;
    return writes(desired);
}

FoundAccount ScriptedDoors::found(int number)
{
    FoundAccount account;
    account.user.id = ObjectId(QStringLiteral("5e000000-0000-0000-0000-00000000000%1").arg(number));
    account.user.userPrincipalName = Upn(QStringLiteral("emergency-%1@contoso.onmicrosoft.com").arg(number));
    account.user.displayName = QStringLiteral("Emergency access %1").arg(number);
    account.foundBy = { FoundBy::Group };
    account.role = QStringLiteral("permanent");
    account.excluded = 8;
    account.policies = 14;
    account.group = ObjectId(QStringLiteral("6e000000-0000-0000-0000-000000000001"));
    account.groupName = QStringLiteral("CA exclusions");
    return account;
}

RunRecord ScriptedDoors::run(Mode, const DesiredState &desired, const TenantFacts &, RunObserver &observer,
                             std::stop_token stop)
{
    ++runs;
    made = script(m_human, observer, desired, stop);
    return *made;
}

Result<Standing> ScriptedDoors::standing(std::stop_token)
{
    return stands;
}

RunRecord ScriptedDoors::check(const std::optional<DesiredState> &, const StatementAnswers &answers, RunObserver &,
                               std::stop_token)
{
    answered = answers;
    made = record(*stands.recorded, checked.isEmpty() ? QStringLiteral("done") : QStringLiteral("findings"));
    made->mode = Mode::Check;
    made->runId = QStringLiteral("9B20-C4");
    made->findings = checked;
    return *made;
}

Standing ScriptedDoors::standingNow()
{
    const QDateTime setUp(QDate(2026, 5, 2), QTime(14, 2), Qt::UTC);
    Standing now;
    now.groupName = DesiredState::proposal().exclusionGroup;
    now.done.setUp = now.done.rotation = setUp;
    now.dates = schedule(now.done);
    DesiredState desired = DesiredState::proposal();
    for (int i = 0; i < desired.accounts.size(); ++i) {
        desired.accounts[i].userName = i ? QStringLiteral("meadow.south") : QStringLiteral("harbour.north");
        desired.accounts[i].adopted = ObjectId(QStringLiteral("account-%1").arg(i));
        StandingAccount account;
        account.id = *desired.accounts[i].adopted;
        account.userPrincipalName = desired.accounts[i].userName + QStringLiteral("@contoso.onmicrosoft.com");
        account.role = QStringLiteral("permanent");
        account.passwordChanged = setUp;
        for (int key = 1; key <= 2; ++key)
            account.keys.append({ QStringLiteral("%1-%2").arg(QLatin1Char(i ? 'S' : 'N')).arg(key),
                                  QStringLiteral("YubiKey 5C NFC"), QStringLiteral("2810473%1").arg(key),
                                  i == 0 || key == 1, true });
        now.accounts.append(account);
    }
    now.answers = { { QStringLiteral("twoPeople"), Said::Yes, setUp.date() } };
    now.recorded = desired;
    return now;
}

TenantFacts ScriptedDoors::lockedOut()
{
    TenantFacts facts = tenantFacts();
    FoundAccount own;
    own.user.id = ObjectId(QStringLiteral("account-0"));
    own.user.userPrincipalName = Upn(QStringLiteral("harbour.north@contoso.onmicrosoft.com"));
    own.user.displayName = QStringLiteral("Harbour North");
    own.foundBy = { FoundBy::Record };
    own.role = QStringLiteral("permanent");
    facts.own = own;
    const QDateTime today(QDate(2026, 6, 3), QTime(7, 40), Qt::UTC);
    facts.enforced = { { PolicyId(QStringLiteral("policy-666")), QStringLiteral("CA666: block all"), true, today },
                       { PolicyId(QStringLiteral("policy-1")), QStringLiteral("CA001: require MFA for everybody"),
                         false, today.addDays(-90) } };
    Finding stops;
    stops.id = QStringLiteral("operator.isRecordedAccount");
    stops.state = State::Drifted;
    stops.severity = Severity::Stop;
    stops.bearing = Bearing::Stops;
    stops.facts = { { QStringLiteral("userPrincipalName"), own.user.userPrincipalName.value } };
    facts.findings = { stops };
    SeenAdministrator north{ ObjectId(QStringLiteral("admin-north")),
                             Upn(QStringLiteral("administrator.north@contoso.onmicrosoft.com")),
                             QStringLiteral("Administrator North"),
                             false,
                             true,
                             {},
                             true };
    SeenAdministrator south{ ObjectId(QStringLiteral("admin-south")),
                             Upn(QStringLiteral("administrator.south@contoso.com")),
                             QStringLiteral("Administrator South"),
                             true,
                             true,
                             QStringLiteral("synchronized"),
                             false };
    SeenAdministrator longest{ ObjectId(QStringLiteral("admin-longest")),
                               Upn(QString(64, QLatin1Char('w')) + QStringLiteral("@contoso.onmicrosoft.com")),
                               QStringLiteral("Administrator of the identity platform and its emergency procedures, "
                                              "second deputy, on call at night"),
                               true,
                               false,
                               {},
                               false };
    facts.administrators = { north, south, longest };
    return facts;
}

Result<PolicyPast> ScriptedDoors::policyPast(const TenantFacts &, std::stop_token)
{
    return pastError ? Result<PolicyPast>(fail(*pastError)) : past;
}

PolicyPast ScriptedDoors::policyPastSeen()
{
    FormerPolicy former;
    former.policy = PolicyId(QStringLiteral("policy-666"));
    former.displayName = QStringLiteral("CA666: MFA for all");
    former.until = QDateTime(QDate(2026, 6, 3), QTime(7, 40), Qt::UTC);
    former.changedBy = QStringLiteral("policies@contoso.onmicrosoft.com");
    former.json = { { QStringLiteral("state"), QStringLiteral("enabled") } };
    former.differences = { { QStringLiteral("displayName"), QStringLiteral("CA666: block all"), former.displayName },
                           { QStringLiteral("grantControls.builtInControls"), QJsonArray{ QStringLiteral("block") },
                             QJsonArray{ QStringLiteral("mfa") } } };
    PolicyPast seen;
    seen.policies = { former };
    return seen;
}

Result<UseReview> ScriptedDoors::uses(std::stop_token)
{
    return usesError ? Result<UseReview>(fail(*usesError)) : used;
}

UseReview ScriptedDoors::usesSeen()
{
    const QDateTime night(QDate(2026, 6, 3), QTime(2, 14), Qt::UTC);
    UseReview review;
    review.since = night.addDays(-32);
    review.until = night.addSecs(25000);
    const auto use = [&](const char *entry, int account, const QDateTime &when) {
        SeenUse seen;
        seen.logEntry = QString::fromLatin1(entry);
        seen.correlationId = QStringLiteral("d79f5bee-5860-4832-928f-3133e22ae912");
        seen.account = ObjectId(QStringLiteral("account-%1").arg(account));
        seen.userPrincipalName = standingNow().accounts[account].userPrincipalName;
        seen.when = when;
        seen.application = QStringLiteral("Azure Portal");
        seen.ipAddress = QStringLiteral("203.0.113.9");
        seen.place = QStringLiteral("Redmond, US");
        seen.methods = { QStringLiteral("Password") };
        seen.conditionalAccess = QStringLiteral("notApplied");
        return seen;
    };
    review.uses
        = { use("entry-1", 0, night), use("entry-2", 0, night.addSecs(-60)), use("entry-3", 1, night.addDays(-12)) };
    review.uses[1].errorCode = 50126;
    review.uses[2].reason = UseReason::Drill;
    review.uses[2].explainedBy = QStringLiteral("7F3A-19");
    review.deeds = { { QStringLiteral("deed-1"),
                       review.uses[0].account,
                       night.addSecs(120),
                       QStringLiteral("Update conditional access policy"),
                       QStringLiteral("Policy"),
                       QStringLiteral("success"),
                       { QStringLiteral("CA001: Require MFA for everybody") } } };
    review.methods
        = { { review.uses[0].account, QStringLiteral("method-1"), QStringLiteral("fido2AuthenticationMethod"),
              QStringLiteral("mine"), night.addSecs(180), false },
            { review.uses[0].account,
              QStringLiteral("method-2"),
              QStringLiteral("phoneAuthenticationMethod"),
              {},
              {},
              false } };
    review.blind = { QStringLiteral("retention") };
    return review;
}

QList<Finding> ScriptedDoors::checkFindings()
{
    const auto finding = [](const char *id, State state, Severity severity, Bearing bearing, const QJsonObject &facts) {
        Finding made;
        made.id = QString::fromLatin1(id);
        made.state = state;
        made.severity = severity;
        made.bearing = bearing;
        made.facts = facts;
        made.requirements = { QStringLiteral("S174"), QStringLiteral("S193") };
        return made;
    };
    const QJsonObject policy{ { QStringLiteral("displayName"), QStringLiteral("CA021: require compliant device") },
                              { QStringLiteral("policyId"), QStringLiteral("policy-21") } };
    const QJsonObject phone{ { QStringLiteral("userPrincipalName"),
                               QStringLiteral("meadow.south@contoso.onmicrosoft.com") },
                             { QStringLiteral("methods"), QStringLiteral("phoneAuthenticationMethod") } };
    const QJsonObject north{ { QStringLiteral("userPrincipalName"),
                               QStringLiteral("harbour.north@contoso.onmicrosoft.com") } };
    return { finding("policy.reaches", State::Missing, Severity::Warning, Bearing::WizardWillDo, policy),
             finding("account.otherMethodsSeen", State::Drifted, Severity::Warning, Bearing::YouDecide, phone),
             finding("account.inPlace", State::InPlace, Severity::Fine, Bearing::Fine, north),
             finding("role.inPlace", State::InPlace, Severity::Fine, Bearing::Fine, north) };
}

AlertHomes ScriptedDoors::alertHomes()
{
    const QString one = QStringLiteral("5b0c0000-0000-4000-8000-000000000001");
    const QString group = QStringLiteral("/subscriptions/") + one + QStringLiteral("/resourceGroups/");
    AlertHomes homes;
    homes.subscription = one;
    homes.subscriptions = { { one, QStringLiteral("Contoso production"), {} } };
    homes.resourceGroups
        = { { group + QStringLiteral("security"), QStringLiteral("security"), QStringLiteral("northeurope") } };
    homes.workspaces = { { group + QStringLiteral("security/providers/Microsoft.OperationalInsights/workspaces/soc"),
                           QStringLiteral("soc"), QStringLiteral("northeurope") } };
    homes.locations = { { group, QStringLiteral("North Europe"), QStringLiteral("northeurope") },
                        { group, QStringLiteral("West Europe"), QStringLiteral("westeurope") } };
    return homes;
}

Result<AlertHomes> ScriptedDoors::alertHomes(const QString &, std::stop_token)
{
    if (azureError)
        return fail(*azureError);
    return azure;
}

Result<void> ScriptedDoors::leave(const UnfinishedRun &run)
{
    leftRuns.append(run.runId);
    return {};
}

Result<QList<PolicyChange>> ScriptedDoors::policyChanges(const QString &journalFile)
{
    readJournals.append(journalFile);
    QList<PolicyChange> changes;
    for (int i = 1; i <= 4; ++i) {
        PolicyChange change;
        change.policy = PolicyId(QStringLiteral("policy-%1").arg(i));
        change.displayName = QStringLiteral("CA00%1: require multifactor authentication").arg(i);
        change.group = ObjectId(QStringLiteral("g"));
        change.groupName = QStringLiteral("Conditional Access - Emergency Access Exclusions");
        changes.append(change);
    }
    return changes;
}

// One of each outcome, in this order.
Result<QList<UndoneChange>> ScriptedDoors::undo(const QString &journalFile, const QList<PolicyId> &only,
                                                std::stop_token)
{
    undone.append(only);
    if (undoError)
        return fail(*undoError);
    QList<UndoneChange> all;
    const QList<PolicyChange> changes = *policyChanges(journalFile);
    for (int i = 0; i < changes.size(); ++i) {
        if (!only.isEmpty() && !only.contains(changes[i].policy))
            continue;
        UndoneChange one;
        one.change = changes[i];
        one.outcome = UndoneChange::Outcome(i);
        one.differences = { QStringLiteral("state: \"enabled\" -> \"disabled\"") };
        one.serviceMessage = QStringLiteral("1118: read-only");
        all.append(one);
    }
    return all;
}

UnfinishedRun ScriptedDoors::interrupted()
{
    UnfinishedRun run;
    run.runId = QStringLiteral("1A2B-3C");
    run.started = QDateTime(QDate(2026, 11, 19), QTime(9, 30), Qt::UTC);
    run.lastStep = StepId::Keys;
    run.journalFile = QStringLiteral("journal-of-the-interrupted-run");
    run.userPrincipalNames = { QStringLiteral("quarry.east@contoso.onmicrosoft.com"),
                               QStringLiteral("willow.west@contoso.onmicrosoft.com") };
    run.exclusionGroup = QStringLiteral("Emergency access");
    run.choices = DesiredState::proposal();
    run.choices->accounts[0] = { QStringLiteral("quarry.east"), QStringLiteral("Quarry East"), {} };
    run.choices->accounts[1] = { QStringLiteral("willow.west"), QStringLiteral("Willow West"), {} };
    run.choices->exclusionGroup = run.exclusionGroup;
    return run;
}

Result<DrillProof> ScriptedDoors::drillSignIn(const SignInChoice &, const ObjectId &, const Upn &, std::stop_token)
{
    if (drillError)
        return fail(*drillError);
    DrillProof proof = drillProof;
    proof.signedIn = drillTime;
    return proof;
}

Result<std::optional<SignInEntry>> ScriptedDoors::signInTrace(const ObjectId &, const QDateTime &, std::stop_token)
{
    return traced;
}

Result<RunRecord> ScriptedDoors::keepDrill(const DrillRecord &drill)
{
    kept = drill;
    RunRecord record = ScriptedDoors::record(DesiredState::proposal(),
                                             drill.isPassed() ? QStringLiteral("done") : QStringLiteral("findings"));
    record.mode = Mode::Drill;
    record.drill = drill;
    return record;
}

Result<void> ScriptedDoors::handLine(const RunRecord &drilled, std::stop_token stop)
{
    OpenSheets sheets;
    sheets.facts.tenantDomain = drilled.tenantDomain;
    sheets.facts.issued = drilled.finished;
    sheets.lines.append({ drilled.drill->begun,
                          QStringLiteral("lineDrill"),
                          { QStringLiteral("linePassed") },
                          { { QStringLiteral("account"), drilled.drill->userPrincipalName } } });
    return m_human.hand(sheets, stop);
}

Result<QList<Printer>> ScriptedDoors::printers(std::stop_token)
{
    Printer wired, file;
    wired.name = QStringLiteral("laser");
    wired.description = QStringLiteral("Laser printer on this desk");
    wired.isDefault = true;
    wired.trust = Trust::Allowed;
    wired.reason = TrustReason::Local;
    file.name = QStringLiteral("PDF");
    file.trust = Trust::Refused;
    file.reason = TrustReason::MakesFile;
    return QList<Printer>{ wired, file };
}

Result<PrintTrace> ScriptedDoors::print(const Secret &pdf, const Printer &, Paper, const QString &, std::stop_token)
{
    ++prints;
    if (!pdf.reveal().startsWith("%PDF"))
        return fail(Error::Kind::Internal);
    return PrintTrace{ 1, true, {} };
}

Result<void> ScriptedDoors::exportPdf(const Secret &, const QString &)
{
    return {};
}

TenantFacts ScriptedDoors::tenantFacts()
{
    const auto finding = [](const char *id, Bearing bearing, Severity severity, const QJsonObject &facts) {
        Finding made;
        made.id = QString::fromLatin1(id);
        made.bearing = bearing;
        made.severity = severity;
        made.facts = facts;
        made.evidence = QStringLiteral("GET /policies: 20 answers, 17 with users");
        made.requirements = { QStringLiteral("S8"), QStringLiteral("S122") };
        return made;
    };
    TenantFacts facts;
    facts.id = TenantId(QStringLiteral("7f3a1900-5d0e-4b8e-88b3-000000000001"));
    facts.displayName = QStringLiteral("Contoso");
    facts.initialDomain = QStringLiteral("contoso.onmicrosoft.com");
    facts.licence = Licence::P2;
    facts.globalAdministrator = RoleHeld::Active;
    const QJsonObject counts{ { QStringLiteral("reaching"), 17 }, { QStringLiteral("total"), 20 } };
    const QJsonObject managed{ { QStringLiteral("displayName"), QStringLiteral("Block device code flow") } };
    facts.findings = {
        finding("policies.seen", Bearing::WizardWillDo, Severity::Note, counts),
        finding("passkeys.selfServiceOff", Bearing::WizardWillDo, Severity::Note, {}),
        finding("policy.managed", Bearing::YouDecide, Severity::Advice, managed),
        finding("licence.p2", Bearing::Fine, Severity::Fine, {}),
        finding("securityDefaults.off", Bearing::Fine, Severity::Fine, {}),
    };
    return facts;
}

QList<PlannedWrite> ScriptedDoors::writes(const DesiredState &desired)
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

SealedSheet ScriptedDoors::sealedSheet(const DesiredState &desired, int account, const Secret &password)
{
    SealedSheet sheet;
    sheet.facts.tenantName = QStringLiteral("Contoso");
    sheet.facts.tenantDomain = QStringLiteral("contoso.onmicrosoft.com");
    sheet.facts.tenantId = tenantFacts().id;
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

RunRecord ScriptedDoors::record(const DesiredState &desired, const QString &outcome)
{
    RunRecord record;
    record.tenantId = tenantFacts().id;
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
    for (int i = 0; i < 20; ++i) {
        RecordedPolicy policy;
        policy.outcome = i < 17 ? QStringLiteral("excluded") : QStringLiteral("skipped");
        record.policies.append(policy);
    }
    return record;
}

RunRecord ScriptedDoors::resetRun(Operator &human, RunObserver &observer, const DesiredState &desired,
                                  std::stop_token stop)
{
    observer.paperBegins();
    RunRecord done = record(desired, QStringLiteral("done"));
    done.mode = Mode::Repair;
    for (const ResetChoice &choice : desired.resets) {
        const Secret password = Secret::copyOf(scriptedPassword());
        DesiredState anybody = DesiredState::proposal();
        const OneTimeSlip slip{ sealedSheet(anybody, 0, password).facts, choice.id, choice.userPrincipalName.value,
                                QStringLiteral("Administrator North"), &password };
        if (!human.handOver(slip, stop))
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

RunRecord ScriptedDoors::wholeRun(Operator &human, RunObserver &observer, const DesiredState &desired,
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
        if (!human.seal(sealedSheet(desired, i, password), stop))
            return record(desired, QStringLiteral("cancelled"));
    }
    observer.changesMade(total, total);
    return record(desired, QStringLiteral("done"));
}

} // namespace bg
