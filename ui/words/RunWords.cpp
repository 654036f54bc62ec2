// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/RunWords.h"

#include <QtGlobal>

#define BG_WORDS(id, headline, meaning)                                                                                \
    {                                                                                                                  \
        id, QT_TRANSLATE_NOOP("bg", headline), QT_TRANSLATE_NOOP("bg", meaning)                                        \
    }

namespace bg {

std::span<const FindingWords> runWords()
{
    // clang-format off
    static const FindingWords all[] = {
        BG_WORDS("account.missing", "{userPrincipalName} does not exist yet", "The wizard makes it."),
        BG_WORDS("account.notOurs", "{userPrincipalName} was not made by this wizard", "It is taken over only after you say so."),
        BG_WORDS("account.drifted", "{userPrincipalName} is not as it should be", "Different: {differences}. The wizard puts it right."),
        BG_WORDS("account.unsuitable", "{userPrincipalName} cannot serve", "{why}. Choose another account or another name."),
        BG_WORDS("account.restrictedUnit", "{userPrincipalName} sits in a restricted management unit", "Nobody can reset its password or keys there. Take it out of the unit."),
        BG_WORDS("account.inPlace", "{userPrincipalName} is as it should be", "Cloud only, enabled, with a password that does not expire."),
        BG_WORDS("group.missing", "The group {displayName} does not exist yet", "The wizard makes it."),
        BG_WORDS("group.drifted", "The group {displayName} is not as it should be", "Members that are lacking: {lacking}. The wizard puts it right."),
        BG_WORDS("group.twins", "Several groups are called {displayName}", "None is plainly the right one, and the wizard does not guess. Rename one of them."),
        BG_WORDS("group.unsuitable", "The group {displayName} cannot serve", "{why}. Give the exclusion group another name."),
        BG_WORDS("group.strangers", "Others are in the group {displayName} too", "They are outside every policy as well: {members}. Take them out if they should not be."),
        BG_WORDS("group.plain", "The group {displayName} is not protected", "Any group administrator can put people in it, and so outside every policy. Watch its members."),
        BG_WORDS("group.inPlace", "The group {displayName} holds both accounts", "It is as it should be."),
        BG_WORDS("exclusions.missing", "{missing} of {total} policies do not leave the accounts alone yet", "The wizard adds the group to each of them."),
        BG_WORDS("exclusions.inPlace", "All {total} policies that can reach people leave the accounts alone", "Nothing else in them was changed."),
        BG_WORDS("exclusions.noLicence", "The tenant has no Conditional Access", "There is nothing to be excluded from."),
        BG_WORDS("policy.notEdited", "{displayName} could not be changed", "{why}. Add the exclusion group in the portal by hand."),
        BG_WORDS("policy.onlyInBeta", "{displayName} uses preview features", "It was read and changed through Graph's preview."),
        BG_WORDS("policy.changedBeside", "{displayName} changed in other ways too", "Somebody else worked on it, or the service did: {differences}."),
        BG_WORDS("edit.overwritten", "Somebody else's change was overwritten: {policies}", "They changed the excluded groups in the same moment as this wizard, and the audit log shows it. The next set-up puts their change back. Groups: {groups}."),
        BG_WORDS("edit.putBack", "Somebody else's change in {displayName} was overwritten, and is put back", "They changed its excluded groups in the same moment as this wizard. Ask them whether it is as they meant it. Groups: {groups}."),
        BG_WORDS("key.missing", "Key {label} is not registered yet", "The wizard asks for it."),
        BG_WORDS("key.inPlace", "Key {label} is registered and proven", "It finds {userName} by itself."),
        BG_WORDS("key.pinLost", "The PIN of key {label} never reached paper", "An earlier run ended too soon. The key is registered again with a new PIN."),
        BG_WORDS("key.erased", "The key for {label} was erased before it was registered", "Nobody knew its PIN: the run that made it ended before it was on paper. {model} {serial}"),
        BG_WORDS("key.notProven", "Key {label} is registered, but was not proven here", "Prove it in a drill."),
        BG_WORDS("key.skipped", "Key {label} was left out", "Run the wizard again with another key; two keys for each account are advised."),
        BG_WORDS("key.notOnBehalf", "Keys cannot be registered for others in this cloud", "Sign in as the account and add its keys there."),
        BG_WORDS("key.stranger", "{userName} has a key that is none of these", "{displayName}. Remove it if nobody knows where it is."),
        BG_WORDS("key.oldFirmware", "Key {label} has old firmware", "{model} with {firmware} can be copied by somebody who holds it long enough. Keep it sealed, or replace it."),
        BG_WORDS("key.notHardened", "Key {label} cannot insist on a longer PIN or on its PIN every time", "It works all the same. Newer keys can be told to."),
        BG_WORDS("key.stillHolds", "The key that was {label} still holds its credential", "It opens nothing any more. Destroy it, or reset it before it is used again: {model} {serial}."),
        BG_WORDS("key.notRetired", "The old key {label} stays registered", "No other key of {userName} is known to work. Prove another one first, then rotate again."),
        BG_WORDS("role.missing", "{userPrincipalName} is no Global Administrator yet", "The wizard assigns the role."),
        BG_WORDS("role.timeBound", "{userPrincipalName} is Global Administrator only until {end}", "The wizard makes it permanent."),
        BG_WORDS("role.inPlace", "{userPrincipalName} is Global Administrator, permanent", "Active now and without an end."),
        BG_WORDS("role.direct", "{userPrincipalName} got the role outside Privileged Identity Management", "As you chose, because a rule forbids permanence. An alert about it may come; it is expected."),
        BG_WORDS("methodPolicy.stops", "The passkey policy would stop the keys", "The wizard changes: {changes}."),
        BG_WORDS("methodPolicy.left", "The passkey policy stops the keys and was left as it is", "Not changed, as you chose: {changes}. The keys cannot be registered."),
        BG_WORDS("methodPolicy.inPlace", "The passkey policy lets the keys in", "It reaches both accounts."),
        BG_WORDS("campaign.reaches", "The registration campaign reaches the accounts", "The wizard takes the group out of it."),
        BG_WORDS("campaign.inPlace", "The registration campaign leaves the accounts alone", "Nothing stands between the account and its sign-in."),
        BG_WORDS("perUserMfa.enabled", "Per-user MFA is {state} for {userPrincipalName}", "The wizard sets it to disabled; the keys do that work."),
        BG_WORDS("perUserMfa.disabled", "Per-user MFA is off for {userPrincipalName}", "It does not stand in the way."),
        BG_WORDS("perUserMfa.unknown", "Per-user MFA cannot be read in this cloud", "Look it up in the portal for {userPrincipalName}."),
        BG_WORDS("guard.notChosen", "No policy guards the accounts themselves", "One can ask them, and only them, for a sign-in that resists phishing."),
        BG_WORDS("guard.missing", "The policy {displayName} does not exist yet", "The wizard makes it."),
        BG_WORDS("guard.reportOnly", "The policy {displayName} only reports so far", "Switch it on once a sign-in by key was seen in its report."),
        BG_WORDS("guard.inPlace", "The policy {displayName} guards the accounts", "They must sign in with a key."),
        BG_WORDS("password.toSet", "{userPrincipalName} gets a fresh password", "It is set last, just before it is printed."),
        BG_WORDS("password.sealed", "The password of {userPrincipalName} is on paper only", "It was set, printed and read back."),
        BG_WORDS("password.again", "{userPrincipalName} has another password than before", "An earlier run had set one. If a sheet of that run was printed, destroy it: only the newest one holds."),
        BG_WORDS("key.again", "Key {label} was registered again, with another PIN", "The PIN that an earlier run gave it never reached paper. Whatever was noted of it holds no more."),
        BG_WORDS("sheets.toHand", "The papers for the safe are to be printed", "They hold no secret."),
        BG_WORDS("sheets.handed", "The papers for the safe are printed", "They hold no secret."),
        BG_WORDS("unit.none", "{userPrincipalName} is in no restricted management unit", "Nothing stands in the way of a new password."),
        BG_WORDS("unit.holds", "{userPrincipalName} sits in the restricted unit {unit}", "Nobody can reset it there. The wizard takes it out, and puts it back when it is done."),
        BG_WORDS("unit.left", "{userPrincipalName} is not back in the unit {unit}", "It was taken out so that it could be renewed. The wizard puts it back."),
        BG_WORDS("unit.returned", "{userPrincipalName} is back in the unit {unit}", "Read again: it is protected as before."),
        BG_WORDS("key.toReplace", "Key {label} is to be replaced", "The new key is proven before the old one is removed."),
        BG_WORDS("key.replaced", "Key {label} is a new one", "It was proven, and the old one no longer opens {userName}."),
        BG_WORDS("pin.toChange", "Key {label} gets a fresh PIN", "It goes on paper first, then on the key. Have the envelope with the old PIN at hand."),
        BG_WORDS("pin.sealed", "Key {label} has a fresh PIN", "It is on its sheet only."),
        BG_WORDS("others.getIn", "You and the other account still get in", "Read before anything is shut."),
        BG_WORDS("others.closed", "{userPrincipalName} cannot be relied on now", "Look at: {problems}. Run the set-up again as soon as this is done."),
        BG_WORDS("sessions.toEnd", "All sessions of {userPrincipalName} end", "Its password is taken out of force first, so that nobody comes back with it."),
        BG_WORDS("sessions.ended", "All sessions of {userPrincipalName} are ended", "What is open elsewhere may live on for up to an hour."),
        BG_WORDS("strangeMethods.toGo", "{userPrincipalName} loses keys of strangers: {count}", "Those that you chose, and no other."),
        BG_WORDS("strangeMethods.gone", "The keys of strangers are gone from {userPrincipalName}", "Read again: they open nothing any more."),
        BG_WORDS("strangeMethods.left", "{userPrincipalName} still has a way to sign in that nobody here gave it", "{type} {displayName}. Take it away in the Entra admin center, or choose it here, unless you know whose it is."),
        BG_WORDS("relief.toDo", "Policies that lock people out: {count}", "The wizard tells them to report only."),
        BG_WORDS("relief.done", "The chosen policies stop nobody any more", "Read again: they only report."),
        BG_WORDS("policy.relieved", "{displayName} only reports now and protects nobody", "Mend it, then put it back: here, or switch it on in the portal."),
        BG_WORDS("uses.toKeep", "What the accounts were used for is written down", "In the record, and on a form to fill in."),
        BG_WORDS("uses.unexplained", "{userPrincipalName} was used, and nobody said why: {count}", "Ask everybody who may open the safe. Until then treat it as a misuse."),
        BG_WORDS("uses.misuse", "{userPrincipalName} was misused", "Somebody had its papers or a key. Look at who can get to the safes, and fill in the form."),
        BG_WORDS("finalCheck.good", "Everything was read again and is as planned", "Accounts, keys, group, role and policies."),
        BG_WORDS("finalCheck.problems", "Not everything is as planned", "Look at: {problems}."),
        BG_WORDS("account.otherMethodsSeen", "{userPrincipalName} has ways to sign in that belong to a person", "Remove them by hand: {methods}."),
        BG_WORDS("policy.reaches", "{displayName} reaches the accounts", "It does not exclude them: it is new, or somebody changed it. Run the set-up again; it adds the group."),
        BG_WORDS("accounts.unknown", "This computer knows of no emergency accounts in this tenant", "Set them up here, or bring the record of the computer that did."),
        BG_WORDS("upkeep.seen", "What wears out with time was looked at", "Keys, passwords, properties, sign-ins, dates and what only people know."),
        BG_WORDS("account.properties", "{userPrincipalName} carries properties of a person", "Empty them in the portal: {properties}. An emergency account belongs to nobody."),
        BG_WORDS("account.renamed", "{before} is now called {userPrincipalName}", "The papers in the safe name the old one. The set-up run again prints fresh sheets; or rename it back."),
        BG_WORDS("account.used", "{userPrincipalName} was used, and no run of this wizard explains it", "{count} sign-ins since {since}, the newest on {newest}. Ask everybody who has access. If nobody did, revoke its sessions and rotate now."),
        BG_WORDS("password.old", "The password of {userPrincipalName} is older than {days} days", "It was set on {changed}. Rotate it."),
        BG_WORDS("key.notAdmitted", "The passkey policy no longer admits key {key} of {userPrincipalName}", "It cannot sign in: {reason}, model {aaguid}. Put the model back into the policy, or rotate to a key that is admitted."),
        BG_WORDS("drill.overdue", "A drill was due on {day}", "At least every {days} days, sign in with each account and wait for the alert."),
        BG_WORDS("alertTest.overdue", "A test of the alerts was due on {day}", "A drill tests them: at least every {days} days."),
        BG_WORDS("statement.open", "Nobody has answered yet: {statement}", "Answer it in the wizard's check, or in the answers file."),
        BG_WORDS("statement.old", "Answered long ago: {statement}", "The answer of {on} counts for {days} days. Look again, and answer it anew."),
        BG_WORDS("statement.no", "Not so, by the answer of {on}: {statement}", "Put it right, then answer it anew."),
    };
    // clang-format on
    return all;
}

} // namespace bg
