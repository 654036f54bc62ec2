// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of a new tenant: PIM's rules, authentication methods, strengths.
#include "app/practice/Json.h"
#include "app/practice/Seed.h"

namespace bg {

using namespace Qt::StringLiterals;

// The 17 fixed rules of PIM for one role.
void addRoleRules(Directory &directory)
{
    const auto target = [](const QString &caller, const QString &level) {
        return QJsonObject{ { u"caller"_s, caller },
                            { u"operations"_s, QJsonArray{ u"all"_s } },
                            { u"level"_s, level },
                            { u"inheritableSettings"_s, QJsonArray() },
                            { u"enforcedSettings"_s, QJsonArray() } };
    };
    const auto add = [&](const QString &kind, const QString &prefix, const QString &caller, const QString &level,
                         QJsonObject rule) {
        rule[u"@odata.type"_s] = u"#microsoft.graph.unifiedRoleManagementPolicy%1Rule"_s.arg(kind);
        rule[u"id"_s] = prefix + u'_' + caller + u'_' + level;
        rule[u"target"_s] = target(caller, level);
        directory.roleRules.append(rule);
    };
    const auto surface = [&](const QString &caller, const QString &level, bool mustExpire, const QString &longest,
                             const QJsonArray &enabled) {
        add(u"Expiration"_s, u"Expiration"_s, caller, level,
            { { u"isExpirationRequired"_s, mustExpire }, { u"maximumDuration"_s, longest } });
        add(u"Enablement"_s, u"Enablement"_s, caller, level, { { u"enabledRules"_s, enabled } });
        for (const QString &recipient : { u"Admin"_s, u"Requestor"_s, u"Approver"_s })
            add(u"Notification"_s, u"Notification_"_s + recipient, caller, level,
                { { u"notificationType"_s, u"Email"_s },
                  { u"recipientType"_s, recipient },
                  { u"notificationLevel"_s, u"All"_s },
                  { u"isDefaultRecipientsEnabled"_s, true },
                  { u"notificationRecipients"_s, QJsonArray() } });
    };
    QJsonArray onAssignment{ u"Justification"_s };
    if (directory.scenario.pimAsksTicket)
        onAssignment.append(u"Ticketing"_s);
    if (!directory.scenario.pimPermitsPermanent)
        onAssignment.append(u"MultiFactorAuthentication"_s);
    const bool mustExpire = !directory.scenario.pimPermitsPermanent;
    surface(u"Admin"_s, u"Eligibility"_s, false, u"P365D"_s, {});
    surface(u"Admin"_s, u"Assignment"_s, mustExpire, u"P180D"_s, onAssignment);
    surface(u"EndUser"_s, u"Assignment"_s, true, u"PT8H"_s, { u"MultiFactorAuthentication"_s, u"Justification"_s });
    add(u"Approval"_s, u"Approval"_s, u"EndUser"_s, u"Assignment"_s,
        { { u"setting"_s,
            QJsonObject{ { u"isApprovalRequired"_s, false },
                         { u"isApprovalRequiredForExtension"_s, false },
                         { u"isRequestorJustificationRequired"_s, true },
                         { u"approvalMode"_s, u"SingleStage"_s },
                         { u"approvalStages"_s, QJsonArray() } } } });
    add(u"AuthenticationContext"_s, u"AuthenticationContext"_s, u"EndUser"_s, u"Assignment"_s,
        { { u"isEnabled"_s, false }, { u"claimValue"_s, QJsonValue::Null } });
}

void addMethodPolicies(Directory &directory, const QString &pilots)
{
    using Restriction = PracticeScenario::KeyRestriction;
    const PracticeScenario &scenario = directory.scenario;
    const QString profile = u"00000000-0000-0000-0000-000000000001"_s;
    const QJsonObject restrictions{ { u"isEnforced"_s, scenario.keyRestriction != Restriction::None },
                                    { u"enforcementType"_s,
                                      scenario.keyRestriction == Restriction::Allow ? u"allow"_s : u"block"_s },
                                    { u"aaGuids"_s, QJsonArray::fromStringList(scenario.restrictedAaguids) } };
    QJsonObject target{ { u"targetType"_s, u"group"_s },
                        { u"id"_s, scenario.passkeysForAll ? u"all_users"_s : pilots },
                        { u"isRegistrationRequired"_s, false },
                        { u"allowedPasskeyProfiles"_s, QJsonArray() } };
    QJsonArray profiles;
    if (scenario.passkeyProfiles) {
        target[u"allowedPasskeyProfiles"_s] = QJsonArray{ profile };
        profiles.append(QJsonObject{
            { u"id"_s, profile },
            { u"name"_s, u"Default passkey profile"_s },
            { u"passkeyTypes"_s, u"deviceBound"_s },
            { u"attestationEnforcement"_s, scenario.attestationEnforced ? u"registrationOnly"_s : u"disabled"_s },
            { u"keyRestrictions"_s, restrictions } });
    }
    const QJsonObject none{ { u"isEnforced"_s, false },
                            { u"enforcementType"_s, u"block"_s },
                            { u"aaGuids"_s, QJsonArray() } };
    directory.fido2
        = QJsonObject{ { u"@odata.type"_s, u"#microsoft.graph.fido2AuthenticationMethodConfiguration"_s },
                       { u"id"_s, u"Fido2"_s },
                       { u"state"_s, u"enabled"_s },
                       { u"isSelfServiceRegistrationAllowed"_s, scenario.selfServiceRegistration },
                       { u"isAttestationEnforced"_s, !scenario.passkeyProfiles && scenario.attestationEnforced },
                       { u"keyRestrictions"_s, scenario.passkeyProfiles ? none : restrictions },
                       { u"defaultPasskeyProfile"_s,
                         scenario.passkeyProfiles ? QJsonValue(profile) : QJsonValue::Null },
                       { u"includeTargets"_s, QJsonArray{ target } },
                       { u"excludeTargets"_s, QJsonArray() },
                       { u"passkeyProfiles"_s, profiles } };
    directory.otherMethodConfigurations = jsonArray(R"([
        {"@odata.type": "#microsoft.graph.smsAuthenticationMethodConfiguration", "id": "Sms", "state": "enabled",
         "includeTargets": [{"targetType": "group", "id": "all_users", "isRegistrationRequired": false, "isUsableForSignIn": false}],
         "excludeTargets": []},
        {"@odata.type": "#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration", "id": "TemporaryAccessPass",
         "state": "enabled", "defaultLifetimeInMinutes": 60, "defaultLength": 8, "minimumLifetimeInMinutes": 60,
         "maximumLifetimeInMinutes": 480, "isUsableOnce": true, "excludeTargets": [],
         "includeTargets": [{"targetType": "group", "id": "all_users", "isRegistrationRequired": false}]}])");
    const QJsonObject campaignTarget{ { u"id"_s, u"all_users"_s },
                                      { u"targetType"_s, u"group"_s },
                                      { u"targetedAuthenticationMethod"_s, u"microsoftAuthenticator"_s } };
    const QJsonObject campaign{ { u"snoozeDurationInDays"_s, 1 },
                                { u"state"_s, scenario.registrationCampaign ? u"enabled"_s : u"disabled"_s },
                                { u"enforceRegistrationAfterAllowedSnoozes"_s, true },
                                { u"excludeTargets"_s,
                                  QJsonArray{ QJsonObject{ { u"id"_s, pilots }, { u"targetType"_s, u"group"_s } } } },
                                { u"includeTargets"_s, QJsonArray{ campaignTarget } } };
    directory.methodsPolicy = QJsonObject{
        { u"id"_s, u"authenticationMethodsPolicy"_s },
        { u"displayName"_s, u"Authentication Methods Policy"_s },
        { u"description"_s, u"The tenant-wide policy of sign-in methods"_s },
        { u"lastModifiedDateTime"_s, beginning },
        { u"policyVersion"_s, u"1.5"_s },
        { u"policyMigrationState"_s, u"migrationComplete"_s },
        { u"reconfirmationInDays"_s, QJsonValue::Null },
        { u"registrationEnforcement"_s, QJsonObject{ { u"authenticationMethodsRegistrationCampaign"_s, campaign } } },
        { u"systemCredentialPreferences"_s,
          QJsonObject{ { u"state"_s, u"default"_s },
                       { u"excludeTargets"_s, QJsonArray() },
                       { u"includeTargets"_s,
                         QJsonArray{ QJsonObject{ { u"id"_s, u"all_users"_s }, { u"targetType"_s, u"group"_s } } } } } }
    };
    directory.authorization = jsonObject(R"({"id": "authorizationPolicy", "allowInvitesFrom": "everyone",
        "allowedToSignUpEmailBasedSubscriptions": true, "allowedToUseSSPR": true,
        "allowEmailVerifiedUsersToJoinOrganization": false, "blockMsolPowerShell": false, "displayName": "Authorization Policy",
        "description": "Used to manage authorization related settings across the company.",
        "guestUserRoleId": "10dae51f-b6af-4016-8d66-8c2a99b929b3",
        "defaultUserRolePermissions": {"allowedToCreateApps": true, "allowedToCreateSecurityGroups": true,
        "allowedToReadOtherUsers": true, "permissionGrantPoliciesAssigned": []}})");
    directory.securityDefaults
        = QJsonObject{ { u"id"_s, u"00000000-0000-0000-0000-000000000005"_s },
                       { u"displayName"_s, u"Security Defaults"_s },
                       { u"description"_s, u"A basic set of protections for the whole tenant."_s },
                       { u"isEnabled"_s, scenario.securityDefaults } };
}

void addStrengths(Directory &directory)
{
    const auto add = [&](const char *number, const char *name, const QStringList &combinations) {
        const QString id = u"00000000-0000-0000-0000-00000000000"_s + QLatin1String(number);
        directory.strengths[id] = QJsonObject{ { u"id"_s, id },
                                               { u"createdDateTime"_s, u"2021-12-01T00:00:00Z"_s },
                                               { u"modifiedDateTime"_s, u"2021-12-01T00:00:00Z"_s },
                                               { u"displayName"_s, QLatin1String(name) },
                                               { u"description"_s, u"Built in"_s },
                                               { u"policyType"_s, u"builtIn"_s },
                                               { u"requirementsSatisfied"_s, u"mfa"_s },
                                               { u"allowedCombinations"_s, QJsonArray::fromStringList(combinations) } };
    };
    const QStringList resistant{ u"windowsHelloForBusiness"_s, u"fido2"_s, u"x509CertificateMultiFactor"_s };
    add("2", "Multifactor authentication",
        resistant
            + QStringList{ u"password,microsoftAuthenticatorPush"_s, u"password,softwareOath"_s, u"password,sms"_s });
    add("3", "Passwordless MFA", resistant + QStringList{ u"deviceBasedPush"_s });
    add("4", "Phishing-resistant MFA", resistant);
}

} // namespace bg
