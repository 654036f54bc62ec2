// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>

// Every finding that the steps of a run make, and every question they ask through Operator::confirm: the id, what the
// sentence should say, and the names of its parameters in Finding::facts. Strings if nothing else is said; (n) a
// number, [] an array of strings. Ids are stable: records and scripts read them. Preflight's are in
// app/steps/preflight/FindingIds.h.
namespace bg::finding {

// --- accounts: {userPrincipalName, objectId when it exists}
// Does not exist yet; it will be made
inline constexpr QLatin1String AccountMissing{ "account.missing" };
// Exists, was not made by this program here, and will be taken over after a question
inline constexpr QLatin1String AccountNotOurs{ "account.notOurs" };
// Differs from what an emergency account should be: {differences[] of "disabled", "passwordExpires", "displayName"}
inline constexpr QLatin1String AccountDrifted{ "account.drifted" };
// Cannot serve: {reason: "synchronized", "guest", "federated", "otherDomain"}
inline constexpr QLatin1String AccountIneligible{ "account.unsuitable" };
// Sits in a restricted management unit: nobody can reset its password or keys until it is taken out
inline constexpr QLatin1String AccountRestrictedUnit{ "account.restrictedUnit" };
inline constexpr QLatin1String AccountInPlace{ "account.inPlace" };

// --- exclusion group: {displayName, objectId when it exists}
inline constexpr QLatin1String GroupMissing{ "group.missing" };
// {lacking[] user names, owners[] ids that could add members, describes (bool)}
inline constexpr QLatin1String GroupDrifted{ "group.drifted" };
// Several groups of that name, and none that is plainly ours: the wizard does not guess: {objectIds[]}
inline constexpr QLatin1String GroupTwins{ "group.twins" };
// Cannot serve: {reason: "dynamic", "synchronized", "notSecurity", "restrictedUnit": its members are frozen}
inline constexpr QLatin1String GroupIneligible{ "group.unsuitable" };
// Others are members too, and so outside every policy: {members[] user names or ids}. The owner decides
inline constexpr QLatin1String GroupStrangers{ "group.strangers" };
// Not role-assignable, so that any Groups Administrator can add members; it cannot be changed: {licence}
inline constexpr QLatin1String GroupPlain{ "group.plain" };
inline constexpr QLatin1String GroupInPlace{ "group.inPlace" };

// --- Conditional Access exclusions
// {missing (n)} of {total (n)} policies do not exclude the group yet
inline constexpr QLatin1String ExclusionsMissing{ "exclusions.missing" };
// No policy reaches an account, as policies and members of the group were read: {total (n), skipped (n), failed (n)}
inline constexpr QLatin1String ExclusionsInPlace{ "exclusions.inPlace" };
// The service refused to change some, each named by policy.notEdited: {missing, total, skipped, failed}
inline constexpr QLatin1String ExclusionsRefused{ "exclusions.refused" };
// The policies exclude the group, but an account is not in it: {total, reached (n) policies that reach an account}
inline constexpr QLatin1String ExclusionsWithoutMembers{ "exclusions.withoutMembers" };
// The tenant has no Conditional Access (no P1)
inline constexpr QLatin1String ExclusionsNoLicence{ "exclusions.noLicence" };
// The service refused to change this policy: {displayName, policyId, serviceCode, reason: "schema" 1007,
// "oldDeviceState" 1088, "readOnlyTemplate" 1118, "approvedClientApp", "notLicensed", "refused"; serviceMessage}. To do
// by hand
inline constexpr QLatin1String PolicyNotEdited{ "policy.notEdited" };
// Seen only in beta: part of what it does is in preview: {displayName, policyId}
inline constexpr QLatin1String PolicyOnlyInBeta{ "policy.onlyInBeta" };
// Something besides our exclusion differs before and after: somebody else worked on it, or the service did:
// {displayName, policyId, differences[] paths with old and new value}
inline constexpr QLatin1String PolicyChangedBeside{ "policy.changedBeside" };
// Our list went over one that somebody else had changed a moment before; the audit log shows it: {policies[] names,
// groups[] ids of those that they had excluded, or taken out}
inline constexpr QLatin1String UpdateLost{ "edit.overwritten" };
// Such an edit, which is in the policy again: {displayName, policyId, groups[]}
inline constexpr QLatin1String EditPutBack{ "edit.putBack" };

// --- keys: {label, userName}
inline constexpr QLatin1String KeyMissing{ "key.missing" };
inline constexpr QLatin1String KeySlotFinding{ "key.inPlace" };
// Registered again by this run, because the PIN that an earlier one gave it never reached paper
inline constexpr QLatin1String KeyAgain{ "key.again" };
// Registered by a run that ended before its PIN was on paper: nobody knows the PIN. It is registered again
inline constexpr QLatin1String KeyPinLost{ "key.pinLost" };
// Nobody knew its PIN, and it was erased to be used again: {label, model, serial}
inline constexpr QLatin1String KeyErased{ "key.erased" };
// Registered, but no assertion of it was checked by this program: {methodId}
inline constexpr QLatin1String KeyNotProven{ "key.notProven" };
// Registered by this run, given up before it was proven, and out of the tenant again: {label, userName, model, serial}
inline constexpr QLatin1String KeyGivenUp{ "key.givenUp" };
// The key refused the PIN that was made for it as too simple; the one on its sheet is longer: {label, length (n)}
inline constexpr QLatin1String KeyPinStronger{ "key.pinStronger" };
// The person went on without this key: {reason: kind of the error, or "chosen"}
inline constexpr QLatin1String KeySkipped{ "key.skipped" };
// The cloud has no call to register keys on behalf: sign in as the account and add them there
inline constexpr QLatin1String KeysNotOnBehalf{ "key.notOnBehalf" };
// Registered, but no slot of ours: {methodId, displayName, aaguid, userName}
inline constexpr QLatin1String KeyStranger{ "key.stranger" };
// The key cannot be told to insist on what was wished: {label, lacks[] of "minimumPinLength", "alwaysUv"}
inline constexpr QLatin1String KeyNotHardened{ "key.notHardened" };
// Firmware before 5.7: can be cloned by someone who holds it long enough (EUCLEAK): {label, model, firmware}
inline constexpr QLatin1String KeyOldFirmware{ "key.oldFirmware" };
// Taken out of Entra, but the key itself still holds its credential. It opens nothing any more and still offers itself:
// destroy or reset it: {label, userName, model, serial, reason: "notAtHand", "cannot" (no credential management), or
// the kind of the error}
inline constexpr QLatin1String KeyStillHolds{ "key.stillHolds" };
// To be taken out of Entra, and left there: no other key of the account is known to work: {label, userName, model,
// serial}
inline constexpr QLatin1String KeyNotRetired{ "key.notRetired" };

// --- role: {userPrincipalName}
inline constexpr QLatin1String RoleMissing{ "role.missing" };
// Active, but not for ever: {end ISO time, assignmentType}
inline constexpr QLatin1String RoleTimeBound{ "role.timeBound" };
inline constexpr QLatin1String RoleInPlace{ "role.inPlace" };
// Assigned outside PIM, as chosen where the rule forbids permanence: PIM raises an alert about it
inline constexpr QLatin1String RoleDirect{ "role.direct" };

// --- other gates
// The passkey policy stops the keys: {changes[] of "enable", "selfService", "target"}
inline constexpr QLatin1String MethodPolicyStops{ "methodPolicy.stops" };
// The same, and the person chose to leave it as it is: {changes[]}
inline constexpr QLatin1String MethodPolicyLeft{ "methodPolicy.left" };
inline constexpr QLatin1String MethodPolicyInPlace{ "methodPolicy.inPlace" };
// The registration campaign would nudge the accounts: {state, snoozeDays (n)}
inline constexpr QLatin1String CampaignReaches{ "campaign.reaches" };
inline constexpr QLatin1String CampaignInPlace{ "campaign.inPlace" };
// Per-user MFA is {state}, not disabled: {userPrincipalName, state}
inline constexpr QLatin1String PerUserMfaOn{ "perUserMfa.enabled" };
inline constexpr QLatin1String PerUserMfaOff{ "perUserMfa.disabled" };
// This cloud does not show per-user MFA: {userPrincipalName}
inline constexpr QLatin1String PerUserMfaUnknown{ "perUserMfa.unknown" };
// Guard policy: asks the accounts, and only them, for a sign-in that resists phishing: {displayName, policyId}
inline constexpr QLatin1String GuardNotChosen{ "guard.notChosen" };
inline constexpr QLatin1String GuardMissing{ "guard.missing" };
inline constexpr QLatin1String GuardReportOnly{ "guard.reportOnly" };
inline constexpr QLatin1String GuardInPlace{ "guard.inPlace" };

// --- paper
inline constexpr QLatin1String PasswordToSet{ "password.toSet" }; // {userPrincipalName}
// An earlier run had set one: what is on older paper holds no more
inline constexpr QLatin1String PasswordAgain{ "password.again" };
inline constexpr QLatin1String PasswordSealed{ "password.sealed" };
inline constexpr QLatin1String SheetsToHand{ "sheets.toHand" };
inline constexpr QLatin1String SheetsHanded{ "sheets.handed" };

// --- alerts; what is seen of each resource is in app/arm/AlertFindings.h
// Nobody asked for alerts: a use of the accounts is seen only when somebody looks
inline constexpr QLatin1String AlertsNotChosen{ "alerts.notChosen" };
// Not deployed by this program; the files for it can be saved
inline constexpr QLatin1String AlertsAsFiles{ "alerts.asFiles" };
// Wanted, but something is not decided: {lacking[] of "subscription", "location", "receivers"}
inline constexpr QLatin1String AlertsUnclear{ "alerts.unclear" };
// Nothing of it is there yet: {resources (n), monthlyCost text with currency}
inline constexpr QLatin1String AlertsMissing{ "alerts.missing" };
// Some of it is missing or was changed: {changes (n), resources[] names}
inline constexpr QLatin1String AlertsDrifted{ "alerts.drifted" };
// All is as the wizard made it, and yet somebody may not be told: {problems (n)}
inline constexpr QLatin1String AlertsNeedAttention{ "alerts.needAttention" };
// An earlier run made alerts, and Azure could not be read now: {kind, serviceCode}
inline constexpr QLatin1String AlertsUnreadable{ "alerts.unreadable" };

// --- rotation
// {userPrincipalName}, and {unit} names where there is one
inline constexpr QLatin1String UnitNone{ "unit.none" };
// A restricted management unit holds the account: it is taken out for the rotation and put back
inline constexpr QLatin1String UnitHolds{ "unit.holds" };
// Taken out, and not back yet
inline constexpr QLatin1String UnitLeft{ "unit.left" };
inline constexpr QLatin1String UnitReturned{ "unit.returned" };
// {label, userName}
inline constexpr QLatin1String KeyToReplace{ "key.toReplace" };
inline constexpr QLatin1String KeyReplaced{ "key.replaced" };
inline constexpr QLatin1String PinToChange{ "pin.toChange" };
inline constexpr QLatin1String PinSealed{ "pin.sealed" };

// --- answer to a use of an account: {userPrincipalName, objectId}
// The operator, and the account that stays as it is, get in
inline constexpr QLatin1String OtherAdmins{ "others.getIn" };
// The account that stays as it is cannot be relied on: {problems[] of "account", "role", "keys"}
inline constexpr QLatin1String OtherAccountClosed{ "others.closed" };
// {userPrincipalName}: its sessions are ended, and its password is taken out of force
inline constexpr QLatin1String SessionsToEnd{ "sessions.toEnd" };
inline constexpr QLatin1String SessionsEnded{ "sessions.ended" };
// {userPrincipalName}, and {count (n)} of the ways to sign in that somebody chose to take away
inline constexpr QLatin1String UnknownAuthMethodsToGo{ "strangeMethods.toGo" };
inline constexpr QLatin1String UnknownAuthMethodsGone{ "strangeMethods.gone" };
// No run here gave it to the account, and nobody chose to take it away: {methodId, type, displayName}
inline constexpr QLatin1String UnknownAuthMethodLeft{ "strangeMethods.left" };
inline constexpr QLatin1String SignInsToRecord{ "uses.toKeep" };
// Nobody said why it signed in: {count (n)}
inline constexpr QLatin1String UseUnexplained{ "uses.unexplained" };
// Somebody had its papers or its keys: how the places are guarded has to be looked at: {count (n)}
inline constexpr QLatin1String UseMisuse{ "uses.misuse" };

// --- repair
// {count (n)} policies that somebody chose are on: they are told to report only
inline constexpr QLatin1String ReportOnlyToDo{ "relief.toDo" };
inline constexpr QLatin1String ReportOnlyDone{ "relief.done" };
// Only reports since a repair, and protects nobody: {displayName, policyId}
inline constexpr QLatin1String PolicyRelieved{ "policy.relieved" };
// {count (n)} policies that somebody chose are not what they were
inline constexpr QLatin1String RestoreToDo{ "restore.toDo" };
inline constexpr QLatin1String RestoreDone{ "restore.done" };
// Is what it was before somebody changed it: {displayName, policyId, until ISO time, changedBy}
inline constexpr QLatin1String PolicyRestored{ "policy.restored" };
// The service refused that: the same, and {serviceMessage}
inline constexpr QLatin1String PolicyNotRestored{ "policy.notRestored" };
// An administrator who lost their way to sign in: {displayName, userPrincipalName, objectId}
inline constexpr QLatin1String SignInToReset{ "signIn.toReset" };
// One password was set, is on paper, and opens the account once; no session of before is left
inline constexpr QLatin1String SignInWasReset{ "signIn.reset" };

// --- a repair of drift
// The accounts and the group are shown to the operator before anything is mended: {accounts[], group, groupId, members[]}
inline constexpr QLatin1String AccountsToConfirm{ "accounts.toConfirm" };
// The operator said that these are the accounts
inline constexpr QLatin1String AccountsConfirmed{ "accounts.confirmed" };

// --- upkeep: what a check alone looks at
// No run on this computer set accounts up, and no answers name any
inline constexpr QLatin1String AccountsUnknown{ "accounts.unknown" };
// All of it was looked at; what is amiss has findings of its own
inline constexpr QLatin1String MaintenanceSeen{ "upkeep.seen" };
// Something was not looked at, so that nothing is said about it: {what of "properties", "keys", "signIns", "alerts";
// userPrincipalName and objectId of an account, reason of "noPermission", "noLicence", "appOnly"; code of the service}
inline constexpr QLatin1String NotSeen{ "check.notSeen" };
// Personal properties that the account should not have: {userPrincipalName, objectId, properties[] of Graph's names}
inline constexpr QLatin1String AccountProperties{ "account.properties" };
// Has another user name than it was set up with: {userPrincipalName, objectId, before}
inline constexpr QLatin1String AccountRenamed{ "account.renamed" };
// Signed in, and no run of this computer explains it: {userPrincipalName, objectId, count (n), newest ISO time, since}
inline constexpr QLatin1String AccountUsed{ "account.used" };
// The password is older than {days (n)} days: {userPrincipalName, objectId, changed ISO time, days}
inline constexpr QLatin1String PasswordOld{ "password.old" };
// The passkey policy does not admit this key's model any more: {userPrincipalName, objectId, methodId, key, model,
// aaguid, reason: name of the verdict}
inline constexpr QLatin1String KeyNotAdmitted{ "key.notAdmitted" };
// The drill, or the test of the alerts, was due on {day ISO date}: {day, days (n)}
inline constexpr QLatin1String DrillOverdue{ "drill.overdue" };
inline constexpr QLatin1String AlertTestOverdue{ "alertTest.overdue" };
// In the newest drill the alert took {minutes (n)} minutes, more than {most (n)}: {userPrincipalName, minutes, most}
inline constexpr QLatin1String AlertLate{ "alert.late" };
// In the newest drill no alert came: {userPrincipalName, day ISO date}
inline constexpr QLatin1String AlertNeverCame{ "alert.neverCame" };
// What only people know: never answered, answered long ago, or answered with no: {statement, answer, on ISO date, days
// (n)}
inline constexpr QLatin1String StatementOpen{ "statement.open" };
inline constexpr QLatin1String StatementOld{ "statement.old" };
inline constexpr QLatin1String StatementNo{ "statement.no" };

// --- final check
inline constexpr QLatin1String FinalCheckGood{ "finalCheck.good" };
// {problems[] of "account:<user name>", "methods:<user name>", "licence:<user name>", "role:<user name>",
// "keys:<user name>", "group", "policy:<display name>"}
inline constexpr QLatin1String FinalCheckProblems{ "finalCheck.problems" };
// The account has ways to sign in that belong to a person: {userPrincipalName, methods[] types}
inline constexpr QLatin1String OtherMethods{ "account.otherMethodsSeen" };
// A policy that appeared, or lost the exclusion, while the wizard worked or since: {displayName, policyId, state,
// isNew (bool): no earlier run saw it}
inline constexpr QLatin1String PolicyReaches{ "policy.reaches" };

} // namespace bg::finding

namespace bg::question {

// An account of that name exists, but no record here says that this program made it. Take it over, with a new password,
// new keys and Global Administrator? {userPrincipalName, objectId, displayName, created ISO time}. No: the step fails
inline constexpr QLatin1String TakeOverAccount{ "takeOverAccount" };
// A group of that name exists that this program did not make. Use it? {displayName, objectId, members[]}
inline constexpr QLatin1String TakeOverGroup{ "takeOverGroup" };
// A record names these accounts and this group; the rest as the directory shows it. Are they the emergency accounts?
// {accounts[]: name, when made and ways to sign in, group, groupId, members[]}. No: the run ends, nothing was written
inline constexpr QLatin1String ConfirmAccounts{ "confirmAccounts" };
// The key has a PIN. Replace it by a fresh one (Yes), or keep the one that was entered (No)? {label, model, serial}
inline constexpr QLatin1String ReplaceExistingPin{ "replaceExistingPin" };
// The key serves the other account already: use it for both (Yes), or take another (No)? {label, otherLabel,
// otherUserName, model, serial}
inline constexpr QLatin1String ShareKey{ "shareKey" };
// The tenant demands attestation, and the model is none that we know to give it: try it (Yes), or take another (No)?
// {label, model, aaguid}
inline constexpr QLatin1String AttestationDemanded{ "attestationDemanded" };
// The PIN of the key that is in was made by a run that ended before it was on paper, so that nobody knows it. Erase the
// key, with everything on it, and use it (Yes), or leave it as it is (No)? {label, model, serial, isCertain (bool):
// else it is a key of the same model, and may be another}
inline constexpr QLatin1String ResetKey{ "resetKey" };
// The key that had this label until now is out of Entra. Is it at hand, so that its credential can be taken off it?
// {label, userName, model, serial}
inline constexpr QLatin1String OldKeyAtHand{ "oldKeyAtHand" };
// The key that is in does not hold that credential. Look at another one? {label, userName, model, serial}
inline constexpr QLatin1String NotThatKey{ "notThatKey" };

} // namespace bg::question
