// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>

// Every finding that preflight makes: its id, what the sentence should say, and the names of its parameters in
// Finding::facts. Strings if nothing else is said; (n) a number, [] an array of strings. Ids are stable: records and
// scripts read them.
namespace bg::preflight {

// --- the tenant
// A work or school tenant: {displayName, tenantId}
inline constexpr QLatin1String TenantSupported{ "tenant.supported" };
// B2C or external-id tenants have no emergency access accounts of this kind: {tenantType}. Stops
inline constexpr QLatin1String TenantUnsupported{ "tenant.unsupported" };
// Accounts will be made on this domain, the tenant's initial one: {domain}
inline constexpr QLatin1String DomainInitial{ "domain.initial" };
// The tenant shows no verified initial domain: no cloud-only account can be made. Stops
inline constexpr QLatin1String DomainMissing{ "domain.missing" };
// The initial domain is federated: sign-in would depend on another identity provider: {domain}. Stops
inline constexpr QLatin1String DomainInitialFederated{ "domain.initialFederated" };
// Several domains of the cloud's own suffix; only the initial one is used: {domain, others[]}
inline constexpr QLatin1String DomainSeveral{ "domain.several" };
// These domains sign in through a federated provider; the emergency accounts will not: {domains[]}
inline constexpr QLatin1String DomainFederated{ "domain.federated" };
// Passwords of the domain expire after {days (n)} days; the emergency accounts are exempted one by one: {domain, days}
inline constexpr QLatin1String PasswordsExpire{ "passwords.expire" };
// Passwords of the domain do not expire: {domain}
inline constexpr QLatin1String PasswordsLast{ "passwords.last" };
// Accounts are synchronised from on-premises; the emergency accounts are made in the cloud only
inline constexpr QLatin1String DirectorySyncOn{ "directorySync.on" };
inline constexpr QLatin1String DirectorySyncOff{ "directorySync.off" };

// --- licences
// P2: Conditional Access and PIM are there
inline constexpr QLatin1String LicenceP2{ "licence.p2" };
// P1: Conditional Access is there, PIM is not
inline constexpr QLatin1String LicenceP1{ "licence.p1" };
// Neither: no Conditional Access, no role-assignable group; accounts, keys and role still can be set up
inline constexpr QLatin1String LicenceFree{ "licence.free" };
// The licence ran out ({plan, status}): policies stay in force but cannot be edited, so no exclusion can be added
inline constexpr QLatin1String LicenceLapsed{ "licence.lapsed" };
// The licence list says {listed}, the service behaves like {behaves}; the wizard goes by behaviour. Values: "free",
// "p1", "p2"
inline constexpr QLatin1String LicenceDisagrees{ "licence.disagrees" };

// --- the person who signed in
// Is an active Global Administrator: {userPrincipalName}
inline constexpr QLatin1String OperatorActive{ "operator.active" };
// Active, but only until {end} (ISO time): a long run may outlast it: {userPrincipalName, end}
inline constexpr QLatin1String OperatorActiveUntil{ "operator.activeUntil" };
// Only eligible: must activate the role first; the wizard can do that: {userPrincipalName, asks[] of "Justification",
// "MultiFactorAuthentication", "Ticketing"; approval (bool); maximumDuration ISO 8601}. Stops
inline constexpr QLatin1String OperatorEligible{ "operator.eligible" };
// Is an emergency account itself, by the record of this computer: only a repair is offered: {userPrincipalName}. Stops
inline constexpr QLatin1String OperatorIsRecordedAccount{ "operator.isRecordedAccount" };
// Is in the group that most policies exclude, and so looks like an emergency account: {userPrincipalName}
inline constexpr QLatin1String OperatorLooksLikeEmergency{ "operator.looksLikeEmergency" };
// Neither active nor eligible: someone else has to sign in: {userPrincipalName}. Stops
inline constexpr QLatin1String OperatorNotAdministrator{ "operator.notAdministrator" };
// {count (n)} Global Administrators today, {after (n)} with the emergency accounts: fine, or too many ("many": five or
// more is more than advised), or one person only
inline constexpr QLatin1String AdministratorsFew{ "administrators.few" };
inline constexpr QLatin1String AdministratorsMany{ "administrators.many" };
inline constexpr QLatin1String AdministratorsOne{ "administrators.one" };

// --- PIM
// Permanent active assignments of Global Administrator are allowed
inline constexpr QLatin1String PimPermits{ "pim.permits" };
// They are forbidden, the longest is {maximumDuration} (ISO 8601): choose direct assignment, changing the rule for a
// moment, or stopping: {maximumDuration, choice: "direct", "change", "stop"}. "stop" stops
inline constexpr QLatin1String PimForbids{ "pim.forbids" };
// An assignment must name a ticket
inline constexpr QLatin1String PimAsksTicket{ "pim.asksTicket" };
// An assignment needs a sign-in with MFA: the wizard may ask to sign in again
inline constexpr QLatin1String PimAsksMfa{ "pim.asksMfa" };
// No PIM (no P2): the role is assigned directly, which is permanent
inline constexpr QLatin1String PimAbsent{ "pim.absent" };

// --- gates for everybody
inline constexpr QLatin1String SecurityDefaultsOff{ "securityDefaults.off" };
// Security defaults are on and know no exceptions: the accounts need their key at each sign-in, which they will have.
// The wizard does not switch them
inline constexpr QLatin1String SecurityDefaultsOn{ "securityDefaults.on" };
// Passkeys (FIDO2) are on and reach the accounts
inline constexpr QLatin1String PasskeysReady{ "passkeys.ready" };
// The passkey policy is off: {choice: "change", "leave"}. "leave" stops
inline constexpr QLatin1String PasskeysOff{ "passkeys.off" };
// The self-service switch is off, and then keys cannot be registered for others either (a known limit): {choice}
inline constexpr QLatin1String PasskeysSelfServiceOff{ "passkeys.selfServiceOff" };
// The policy reaches only some groups; the exclusion group will be added: {groups[] ids, choice}
inline constexpr QLatin1String PasskeysTargeted{ "passkeys.targeted" };
// These groups are excluded from passkeys; an emergency account must not be in any of them: {groups[] ids}
inline constexpr QLatin1String PasskeysExcluded{ "passkeys.excluded" };
// Only keys with Microsoft-checked attestation can be registered: {profile name or empty}
inline constexpr QLatin1String PasskeysAttestation{ "passkeys.attestation" };
// Only these key models are admitted: {aaguids[], profile}. Judged again for the very key before it is touched
inline constexpr QLatin1String PasskeysAllowList{ "passkeys.allowList" };
// These key models are refused: {aaguids[], profile}
inline constexpr QLatin1String PasskeysBlockList{ "passkeys.blockList" };
// The allow list admits no key at all, or no device-bound key is allowed: {profile}. Stops
inline constexpr QLatin1String PasskeysAdmitNone{ "passkeys.admitNone" };
// The tenant uses passkey profiles: {count (n), names[]}
inline constexpr QLatin1String PasskeysProfiles{ "passkeys.profiles" };
// This cloud has no call to register keys for others: the keys must be registered by signing in as the account
inline constexpr QLatin1String KeysNotOnBehalf{ "keys.notOnBehalf" };
inline constexpr QLatin1String CampaignOff{ "campaign.off" };
// The registration campaign nudges (and in the end forces) people to set up Authenticator; the group will be excluded:
// {state: "enabled" or "default", snoozeDays (n)}
inline constexpr QLatin1String CampaignOn{ "campaign.on" };
// System-preferred sign-in method is on; a passkey ranks above codes and calls, so it does no harm: {state}
inline constexpr QLatin1String SystemPreferred{ "systemPreferred.on" };
// Administrators may reset their own password; without phone or mail on the account nobody can use that. The owner
// decides
inline constexpr QLatin1String ResetByAdministrators{ "sspr.administrators" };
inline constexpr QLatin1String ResetByAdministratorsOff{ "sspr.off" };
// Whether a change of Conditional Access asks for a further sign-in step cannot be read beforehand; if it does, the
// browser opens once more
inline constexpr QLatin1String ProtectedActionsUnknown{ "protectedActions.unknown" };

// --- accounts and group that are there already
// No account has the wanted name: {userPrincipalName}
inline constexpr QLatin1String NameFree{ "name.free" };
// An account of that name exists and will be brought to the wanted state, or must get another name:
// {userPrincipalName, objectId, adopted (bool)}
inline constexpr QLatin1String NameTaken{ "name.taken" };
// One deleted within 30 days had that name; once the new one exists it cannot be restored under its name:
// {userPrincipalName, objectId, deleted ISO time}
inline constexpr QLatin1String NameDeleted{ "name.deleted" };
// The existing account is synchronised from on-premises and cannot serve: {userPrincipalName, objectId}. Stops
inline constexpr QLatin1String AccountSynchronized{ "account.synchronized" };
// It is on another domain than the initial one: {userPrincipalName, objectId, domain}. Stops
inline constexpr QLatin1String AccountOnOtherDomain{ "account.otherDomain" };
// It carries {licences (n)} licences, which it does not need: {userPrincipalName, objectId, licences}
inline constexpr QLatin1String AccountLicensed{ "account.licensed" };
// It is disabled: the wizard enables it
inline constexpr QLatin1String AccountDisabled{ "account.disabled" };
// It sits in a restricted management unit, where nobody can reset its password: take it out:
// {userPrincipalName, objectId, units[] names}. Stops
inline constexpr QLatin1String AccountRestricted{ "account.restricted" };
// It has ways to sign in that belong to a person: {userPrincipalName, objectId, methods[] types}
inline constexpr QLatin1String AccountOtherMethods{ "account.otherMethods" };
// Per-user MFA is {state} for it; the wizard sets it to disabled: {userPrincipalName, objectId, state}
inline constexpr QLatin1String PerUserMfaOn{ "perUserMfa.on" };
// An account that may be an emergency account already, excluded from {excluded (n)} of {policies (n)} policies that
// would reach it: {userPrincipalName, objectId, excluded, policies, how[] of "record", "group", "exclusions", "name";
// role: "permanent", "timeBound", "eligible", "none"; unsuitable: "" or the reason, as in account.unsuitable}
inline constexpr QLatin1String AccountLooksLikeEmergency{ "account.looksLikeEmergency" };
// A group of the wanted name exists: {displayName, objectId, isAssignableToRole (bool)}
inline constexpr QLatin1String GroupExists{ "group.exists" };
// Several groups have that name; the wizard does not guess, and goes on only where its record names one of
// them: {displayName, objectIds[]}
inline constexpr QLatin1String GroupSeveral{ "group.several" };
// It exists, but is not of the right kind (dynamic, mail-enabled, synchronised): {displayName, objectId, reason:
// "dynamic", "synchronized", "notSecurity"}. Stops
inline constexpr QLatin1String GroupIneligible{ "group.unsuitable" };
// It is not role-assignable, so any group administrator can add people to it: {displayName, objectId}
inline constexpr QLatin1String GroupNotProtected{ "group.notProtected" };
inline constexpr QLatin1String GroupFree{ "group.free" };

// --- Conditional Access
// {total, reaching, workload, agent, managed, reportOnly, disabled, uneditable, betaOnly: all (n)}
inline constexpr QLatin1String PoliciesSeen{ "policies.seen" };
// No policy at all: {}
inline constexpr QLatin1String PoliciesNone{ "policies.none" };
// A policy of Microsoft's own; switches itself on at {switchesOn} (ISO date) at the earliest, empty when it is on or
// off already: {policyId, displayName, state, switchesOn}
inline constexpr QLatin1String PolicyManaged{ "policy.managed" };
// For workload identities only, never people; left alone: {policyId, displayName}
inline constexpr QLatin1String PolicyWorkload{ "policy.workload" };
// For agents only; left alone: {policyId, displayName}
inline constexpr QLatin1String PolicyAgent{ "policy.agent" };
// Has conditions that this program does not know; it is treated by those that it knows: {policyId, displayName,
// members[]}
inline constexpr QLatin1String PolicyUnknownCondition{ "policy.unknownCondition" };
// Reports, does not enforce yet; gets the exclusion too: {policyId, displayName}
inline constexpr QLatin1String PolicyReportOnly{ "policy.reportOnly" };
// Switched off; gets the exclusion too: {policyId, displayName}
inline constexpr QLatin1String PolicyDisabled{ "policy.disabled" };
// Uses preview features, seen only in beta: {policyId, displayName}
inline constexpr QLatin1String PolicyBetaOnly{ "policy.betaOnly" };
// Cannot be edited through Graph: {policyId, displayName, reason: "approvedClientApp" (retired control),
// "deviceStates" (retired condition), "licence"}; the exclusion has to be added by hand
inline constexpr QLatin1String PolicyCannotBeEdited{ "policy.cannotBeEdited" };
// Requires a method list (custom strength) that may not admit the keys; matters only if an exclusion is missing:
// {policyId, displayName, strength}
inline constexpr QLatin1String PolicyCustomStrength{ "policy.customStrength" };

// --- a rotation that was cut short: {userPrincipalName, ways[] content id of its sheet, and labels of its keys with
// those of their PIN sheets}
// By these papers and keys the account can be entered, as the journals tell
inline constexpr QLatin1String RotationInterrupted{ "rotation.cutShort" };
// By none that is known here; the other account stays
inline constexpr QLatin1String RotationClosed{ "rotation.closed" };

// --- a journal on this computer was changed after it was written: {file}; evidence holds the path
inline constexpr QLatin1String JournalBroken{ "journal.broken" };

// --- runs on this computer bear no seal of its own: {runs, newest: its folder}; evidence holds the folder of all
inline constexpr QLatin1String HistoryUnsealed{ "history.unsealed" };

// --- when a check could not be made
// {check: the operation's name, kind: the error's name, code: the service's code}; evidence holds its words
inline constexpr QLatin1String NotRead{ "preflight.notRead" };

} // namespace bg::preflight
