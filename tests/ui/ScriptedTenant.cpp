// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ScriptedTenant.h"

#include "app/model/FindingIds.h"

namespace bg {

DiscoveredAccount ScriptedTenant::found(int number)
{
    DiscoveredAccount account;
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

TenantStatus ScriptedTenant::statusNow()
{
    const QDateTime setUp(QDate(2026, 5, 2), QTime(14, 2), Qt::UTC);
    TenantStatus now;
    now.groupName = DesiredState::proposal().exclusionGroup;
    now.done.setUp = now.done.rotation = setUp;
    now.dates = schedule(now.done);
    DesiredState desired = DesiredState::proposal();
    for (int i = 0; i < desired.accounts.size(); ++i) {
        desired.accounts[i].userName = i ? QStringLiteral("meadow.south") : QStringLiteral("harbour.north");
        desired.accounts[i].adopted = ObjectId(QStringLiteral("account-%1").arg(i));
        AccountStatus account;
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

TenantFacts ScriptedTenant::lockedOut()
{
    TenantFacts facts = tenantFacts();
    DiscoveredAccount own;
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
    stops.actionOwner = ActionOwner::Stops;
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

PolicyHistory ScriptedTenant::policyHistorySeen()
{
    PolicyVersion former;
    former.policy = PolicyId(QStringLiteral("policy-666"));
    former.displayName = QStringLiteral("CA666: MFA for all");
    former.until = QDateTime(QDate(2026, 6, 3), QTime(7, 40), Qt::UTC);
    former.changedBy = QStringLiteral("policies@contoso.onmicrosoft.com");
    former.json = { { QStringLiteral("state"), QStringLiteral("enabled") } };
    former.differences = { { QStringLiteral("displayName"), QStringLiteral("CA666: block all"), former.displayName },
                           { QStringLiteral("grantControls.builtInControls"), QJsonArray{ QStringLiteral("block") },
                             QJsonArray{ QStringLiteral("mfa") } },
                           { QStringLiteral("conditions.users.excludeGroups"), QJsonArray(),
                             QJsonArray{ QStringLiteral("4be5ac3c-6c0e-4f9b-9d7c-0f4d3c1a2b3e") } } };
    PolicyHistory seen;
    seen.policies = { former };
    seen.names = { { QStringLiteral("4be5ac3c-6c0e-4f9b-9d7c-0f4d3c1a2b3e"), QStringLiteral("Branch offices") } };
    return seen;
}

SignInReview ScriptedTenant::usesSeen()
{
    const QDateTime night(QDate(2026, 6, 3), QTime(2, 14), Qt::UTC);
    SignInReview review;
    review.since = night.addDays(-32);
    review.until = night.addSecs(25000);
    const auto use = [&](const char *entry, int account, const QDateTime &when) {
        AccountSignIn seen;
        seen.logEntry = QString::fromLatin1(entry);
        seen.correlationId = QStringLiteral("d79f5bee-5860-4832-928f-3133e22ae912");
        seen.account = ObjectId(QStringLiteral("account-%1").arg(account));
        seen.userPrincipalName = statusNow().accounts[account].userPrincipalName;
        seen.when = when;
        seen.application = QStringLiteral("Azure Portal");
        seen.ipAddress = QStringLiteral("203.0.113.9");
        seen.place = QStringLiteral("Redmond, US");
        seen.methods = { QStringLiteral("Password") };
        seen.conditionalAccess = QStringLiteral("notApplied");
        return seen;
    };
    review.signIns
        = { use("entry-1", 0, night), use("entry-2", 0, night.addSecs(-60)), use("entry-3", 1, night.addDays(-12)) };
    review.signIns[1].errorCode = 50126;
    review.signIns[2].reason = SignInReason::Drill;
    review.signIns[2].explainedBy = QStringLiteral("7F3A-19");
    review.actions = { { QStringLiteral("deed-1"),
                       review.signIns[0].account,
                       night.addSecs(120),
                       QStringLiteral("Update conditional access policy"),
                       QStringLiteral("Policy"),
                       QStringLiteral("success"),
                       { QStringLiteral("CA001: Require MFA for everybody") } } };
    review.methods
        = { { review.signIns[0].account, QStringLiteral("method-1"), QStringLiteral("fido2AuthenticationMethod"),
              QStringLiteral("mine"), night.addSecs(180), false },
            { review.signIns[0].account,
              QStringLiteral("method-2"),
              QStringLiteral("phoneAuthenticationMethod"),
              {},
              {},
              false } };
    review.blind = { QStringLiteral("retention") };
    return review;
}

QList<Finding> ScriptedTenant::checkFindings()
{
    const auto finding = [](const char *id, State state, Severity severity, ActionOwner actionOwner, const QJsonObject &facts) {
        Finding made;
        made.id = QString::fromLatin1(id);
        made.state = state;
        made.severity = severity;
        made.actionOwner = actionOwner;
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
    return { finding("policy.reaches", State::Missing, Severity::Warning, ActionOwner::WizardWillDo, policy),
             finding("account.otherMethodsSeen", State::Drifted, Severity::Warning, ActionOwner::YouDecide, phone),
             finding("account.inPlace", State::InPlace, Severity::Fine, ActionOwner::Fine, north),
             finding("role.inPlace", State::InPlace, Severity::Fine, ActionOwner::Fine, north) };
}

AlertTargets ScriptedTenant::alertTargets()
{
    const QString one = QStringLiteral("5b0c0000-0000-4000-8000-000000000001");
    const QString group = QStringLiteral("/subscriptions/") + one + QStringLiteral("/resourceGroups/");
    AlertTargets targets;
    targets.subscription = one;
    targets.subscriptions = { { one, QStringLiteral("Contoso production"), {} } };
    targets.resourceGroups
        = { { group + QStringLiteral("security"), QStringLiteral("security"), QStringLiteral("northeurope") } };
    targets.workspaces = { { group + QStringLiteral("security/providers/Microsoft.OperationalInsights/workspaces/soc"),
                           QStringLiteral("soc"), QStringLiteral("northeurope") } };
    targets.locations = { { group, QStringLiteral("North Europe"), QStringLiteral("northeurope") },
                        { group, QStringLiteral("West Europe"), QStringLiteral("westeurope") } };
    return targets;
}

UnfinishedRun ScriptedTenant::interrupted()
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

TenantFacts ScriptedTenant::tenantFacts()
{
    const auto finding = [](const char *id, ActionOwner actionOwner, Severity severity, const QJsonObject &facts) {
        Finding made;
        made.id = QString::fromLatin1(id);
        made.actionOwner = actionOwner;
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
        finding("policies.seen", ActionOwner::WizardWillDo, Severity::Note, counts),
        finding("passkeys.selfServiceOff", ActionOwner::WizardWillDo, Severity::Note, {}),
        finding("policy.managed", ActionOwner::YouDecide, Severity::Advice, managed),
        finding("licence.p2", ActionOwner::Fine, Severity::Fine, {}),
        finding("securityDefaults.off", ActionOwner::Fine, Severity::Fine, {}),
    };
    return facts;
}

} // namespace bg
