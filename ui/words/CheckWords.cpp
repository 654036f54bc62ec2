// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/CheckWords.h"

#include <QtGlobal>

#define BG_CHECK_WORDS(id, headline, meaning)                                                                          \
    {                                                                                                                  \
        id, QT_TRANSLATE_NOOP("bg", headline), QT_TRANSLATE_NOOP("bg", meaning)                                        \
    }

namespace bg {

std::span<const FindingWords> checkWords()
{
    // clang-format off
    static const FindingWords all[] = {
        BG_CHECK_WORDS("account.missing", "{userPrincipalName} is gone", "It was set up, and the directory does not have it any more. Within 30 days it can be restored in the Entra admin center; else run the set-up again."),
        BG_CHECK_WORDS("account.notOurs", "{userPrincipalName} is another account than the one that was set up", "The one that was set up is gone, and this one has its name. Find out who made it."),
        BG_CHECK_WORDS("account.drifted", "{userPrincipalName} was changed since it was set up", "Different: {differences}. A repair puts it right."),
        BG_CHECK_WORDS("group.missing", "The group {displayName} is gone", "Without it no policy leaves the accounts alone. A repair makes it again and excludes it from every policy."),
        BG_CHECK_WORDS("group.drifted", "The group {displayName} was changed since it was set up", "Members that are lacking: {lacking}. A repair puts it right."),
        BG_CHECK_WORDS("exclusions.missing", "{missing} of {total} policies do not leave the accounts alone", "They are new, or somebody changed them. A repair adds the group to each of them."),
        BG_CHECK_WORDS("key.missing", "Key {label} is not registered any more", "It opens nothing. Run the set-up again with a key in its place."),
        BG_CHECK_WORDS("role.missing", "{userPrincipalName} is no longer Global Administrator", "In an emergency it could do nothing. A repair assigns the role again."),
        BG_CHECK_WORDS("role.timeBound", "{userPrincipalName} is Global Administrator only until {end}", "From then on it can do nothing. A repair makes the role permanent."),
        BG_CHECK_WORDS("methodPolicy.stops", "The passkey policy was changed and would stop new keys", "Different: {changes}. A repair puts it right."),
        BG_CHECK_WORDS("campaign.reaches", "The registration campaign reaches the accounts", "It can stand between an account and its sign-in. A repair takes the group out of it."),
        BG_CHECK_WORDS("perUserMfa.enabled", "Per-user MFA is {state} for {userPrincipalName}", "It can ask for a method that the account does not have. A repair sets it to disabled."),
        BG_CHECK_WORDS("guard.missing", "The policy {displayName} that guarded the accounts is gone", "Run the set-up again to make it."),
        BG_CHECK_WORDS("policy.reaches", "{displayName} reaches the accounts", "It does not exclude them: it is new, or somebody changed it. A repair adds the group."),
    };
    // clang-format on
    return all;
}

} // namespace bg
