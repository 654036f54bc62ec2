// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/Words.h"

#include "ui/words/Translate.h"

namespace bg {

QString modeName(Mode mode)
{
    switch (mode) {
    case Mode::Provision:
        return words("Set up");
    case Mode::Rotate:
        return words("Rotate");
    case Mode::Check:
        return words("Check");
    case Mode::Drill:
        return words("Drill");
    case Mode::Incident:
        return words("An account was used");
    case Mode::Repair:
        return words("Repair");
    }
    return {};
}

QString modeSentence(Mode mode)
{
    switch (mode) {
    case Mode::Provision:
        return words("Two accounts, their keys, every policy, sealed sheets.");
    case Mode::Rotate:
        return words("New passwords, PINs or keys, one account at a time.");
    case Mode::Check:
        return words("Read only: is everything still as it should be?");
    case Mode::Drill:
        return words("Sign in as the account, time the alert, write the log.");
    case Mode::Incident:
        return words("See each sign-in, explain it, shut out whoever should not have been in.");
    case Mode::Repair:
        return words("Let people in again whom a policy locks out.");
    }
    return {};
}

QString stageName(PageId page)
{
    switch (page) {
    case PageId::Welcome:
        return words("Welcome");
    case PageId::SignIn:
        return words("Sign in");
    case PageId::TenantStatus:
        return words("Where it stands");
    case PageId::Tenant:
        return words("Tenant");
    case PageId::Accounts:
        return words("Accounts");
    case PageId::Keys:
        return words("Keys");
    case PageId::Places:
        return words("Places and people");
    case PageId::Alerts:
        return words("Alerts");
    case PageId::Repair:
        return words("Who locks people out");
    case PageId::Uses:
        return words("How they were used");
    case PageId::Rotate:
        return words("What to renew");
    case PageId::Review:
        return words("Review");
    case PageId::Work:
        return words("Work");
    case PageId::Questions:
        return words("Questions");
    case PageId::Findings:
        return words("What was found");
    case PageId::Paper:
        return words("Paper");
    case PageId::Proof:
        return words("Proof");
    case PageId::Drill:
        return words("Drill");
    case PageId::Done:
        return words("Done");
    }
    return {};
}

QString licenceName(Licence licence)
{
    switch (licence) {
    case Licence::Free:
        return words("Entra ID Free");
    case Licence::P1:
        return words("Entra ID P1");
    case Licence::P2:
        return words("Entra ID P2");
    }
    return {};
}

QString printerKind(Trust trust)
{
    switch (trust) {
    case Trust::Allowed:
        return words("wired to this computer");
    case Trust::Warned:
        return words("read the note");
    case Trust::Refused:
        return words("not for secrets");
    }
    return {};
}

QString printerWarning(TrustReason reason)
{
    switch (reason) {
    case TrustReason::Local:
        return words("This printer is wired to this computer. Nobody else sees the page on its way.");
    case TrustReason::Network:
        return words("This printer is on the network. The page travels encrypted, but the printer may keep a copy.");
    case TrustReason::ClearText:
        return words("The page would cross the network in clear text. Use a printer on a cable if you can.");
    case TrustReason::Shared:
        return words("This printer is shared with others. Stand beside it while it prints.");
    case TrustReason::Unknown:
        return words("It is not known how this printer is connected. Use one on a cable if you can.");
    case TrustReason::MakesFile:
        return words("This is not a printer: it writes a file, and the secret would stay on a disk.");
    case TrustReason::Fax:
        return words("This is a fax: the page would leave the house.");
    case TrustReason::Cloud:
        return words("This printer sends the page through a cloud service, where a copy may stay.");
    }
    return {};
}

QString stepTitle(StepId step, const QString &subject)
{
    const auto named = [&subject](const QString &alone, const QString &with) {
        return subject.isEmpty() ? alone : with.arg(subject);
    };
    switch (step) {
    case StepId::Preflight:
        return words("Reading the tenant");
    case StepId::Accounts:
        return named(words("Accounts"), words("Account %1"));
    case StepId::ExclusionGroup:
        return words("Exclusion group, both members");
    case StepId::Exclusions:
        return words("Excluding from policies");
    case StepId::Keys:
        return named(words("Security keys"), words("Security key %1"));
    case StepId::Role:
        return named(words("Global Administrator, permanent"), words("Global Administrator for %1"));
    case StepId::MethodPolicy:
        return words("Passkey policy lets the keys in");
    case StepId::PerUserMfa:
        return named(words("Per-user MFA off"), words("Per-user MFA off for %1"));
    case StepId::RegistrationCampaign:
        return words("Registration campaign leaves the accounts alone");
    case StepId::GuardPolicy:
        return words("Policy that guards the accounts");
    case StepId::Proof:
        return named(words("Proof by key"), words("Proof by key for %1"));
    case StepId::SealedPassword:
        return named(words("Sealed passwords"), words("Sealed password of %1"));
    case StepId::Sheets:
        return words("Papers for the safe");
    case StepId::Alerts:
        return words("Alerts when an account is used");
    case StepId::Maintenance:
        return words("What wears out with time");
    case StepId::FinalCheck:
        return words("Final check of everything");
    case StepId::LeaveRestrictedUnit:
        return named(words("Out of the restricted unit"), words("%1 out of the restricted unit"));
    case StepId::NewKeys:
        return named(words("New security keys"), words("New security key %1"));
    case StepId::NewPins:
        return named(words("New PINs"), words("New PIN for key %1"));
    case StepId::RestoreRestrictedUnit:
        return named(words("Back into the restricted unit"), words("%1 back into the restricted unit"));
    case StepId::OtherAdmins:
        return words("Others still get in");
    case StepId::BlockSignIn:
        return named(words("Whoever is in goes out"), words("Whoever is in %1 goes out"));
    case StepId::UnknownAuthMethods:
        return named(words("Keys of strangers"), words("Keys of strangers taken from %1"));
    case StepId::Uses:
        return words("What the accounts were used for");
    case StepId::ReportOnly:
        return words("Policies that only report from now on");
    case StepId::PolicyRestore:
        return words("Policies that become what they were");
    case StepId::ConfirmAccounts:
        return words("These are the emergency accounts");
    case StepId::SignInReset:
        return named(words("Sign-ins that are reset"), words("Sign-in of %1 is reset"));
    }
    return {};
}

QString stepDetail(const StepStatus &status)
{
    const bool isCountable = status.total > 0;
    switch (status.phase) {
    case StepStatus::Phase::Waiting:
        if (status.step == StepId::Role)
            return words("after the keys");
        if (status.step == StepId::SealedPassword || status.step == StepId::SignInReset)
            return words("last, before printing");
        return words("waits for its turn");
    case StepStatus::Phase::Working:
        if (isCountable && status.step == StepId::Exclusions)
            return words("%1 of %2 · one a second, Entra's limit").arg(status.done).arg(status.total);
        return isCountable ? words("%1 of %2").arg(status.done).arg(status.total) : words("at work");
    case StepStatus::Phase::Settling:
        return words("written; waiting until every replica shows it");
    case StepStatus::Phase::Done:
        return words("done and read back");
    case StepStatus::Phase::AlreadyDone:
        return words("was in place already");
    case StepStatus::Phase::Skipped:
        return words("left out");
    case StepStatus::Phase::Failed:
        return words("not done");
    }
    return {};
}

Mark markOf(StepStatus::Phase phase)
{
    switch (phase) {
    case StepStatus::Phase::Waiting:
        return Mark::Open;
    case StepStatus::Phase::Working:
    case StepStatus::Phase::Settling:
        return Mark::Working;
    case StepStatus::Phase::Done:
    case StepStatus::Phase::AlreadyDone:
        return Mark::Done;
    case StepStatus::Phase::Skipped:
        return Mark::Skipped;
    case StepStatus::Phase::Failed:
        return Mark::Failed;
    }
    return Mark::Open;
}

Mark markOf(const Finding &finding)
{
    switch (finding.actionOwner) {
    case ActionOwner::Stops:
        return Mark::Failed;
    case ActionOwner::WizardWillDo:
        return Mark::Note;
    case ActionOwner::YouDecide:
        return Mark::Attention;
    case ActionOwner::Fine:
        return Mark::Done;
    }
    return Mark::Note;
}

QString timeLeftText(std::chrono::seconds left)
{
    const auto minutes = (left.count() + 30) / 60;
    if (minutes < 1)
        return words("Less than a minute left");
    return minutes == 1 ? words("About a minute left") : words("About %1 minutes left").arg(minutes);
}

QString actionOwnerTitle(ActionOwner actionOwner)
{
    switch (actionOwner) {
    case ActionOwner::Stops:
        return words("Stops the set-up");
    case ActionOwner::WizardWillDo:
        return words("The wizard will do");
    case ActionOwner::YouDecide:
        return words("For you to decide");
    case ActionOwner::Fine:
        return words("Fine");
    }
    return {};
}

} // namespace bg
