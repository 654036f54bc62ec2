// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace bg {

enum class StepId {
    Preflight,
    Accounts,
    ExclusionGroup,
    Exclusions,
    Keys,
    Role,
    MethodPolicy,
    PerUserMfa,
    RegistrationCampaign,
    GuardPolicy,
    Proof,
    SealedPassword,
    Sheets,
    Alerts,
    Maintenance, // of a check: what wears out, and what only people know
    FinalCheck,
    LeaveRestrictedUnit,
    NewKeys,
    NewPins,
    RestoreRestrictedUnit,
    OtherAdmins, // of an answer to a misuse: who is left to work
    BlockSignIn,
    UnknownAuthMethods,
    Uses,
    ReportOnly, // of a repair: who locks people out
    PolicyRestore, // of a repair: policies that become what they were
    SignInReset, // of a repair: who lost their way to sign in
    ConfirmAccounts, // of a repair of drift: the operator says that these are the accounts
};
QString name(StepId step); // "exclusionGroup"
std::optional<StepId> stepNamed(const QString &text);

enum class State { Missing, Drifted, InPlace, NotApplicable };
QString name(State state);

// Note and below do not fail a check.
enum class Severity { Fine, Note, Advice, Warning, Stop };
QString name(Severity severity);

// Who has to move: the four groups of the Tenant page.
enum class ActionOwner { Stops, WizardWillDo, YouDecide, Fine };
QString name(ActionOwner actionOwner);

// One thing seen. `id` names the sentence in ui/FindingText ("operator.eligible"), `facts` are its parameters and
// `evidence` is what was read, in the service's own terms. Never a secret.
struct Finding {
    QString id;
    StepId step = StepId::Preflight;
    State state = State::InPlace;
    Severity severity = Severity::Fine;
    ActionOwner actionOwner = ActionOwner::Fine;
    QString evidence;
    QJsonObject facts;
    QStringList requirements; // "S8", "S122"
    std::optional<Error> error{}; // what the service or the key answered, when that is what the finding tells of

    // The wizard's own set-up, run again, mends it.
    bool canRepair() const
    {
        return actionOwner == ActionOwner::WizardWillDo && (state == State::Missing || state == State::Drifted);
    }
    // What the person reads as open: amiss, or worth a warning.
    bool isOpen() const { return severity > Severity::Note || canRepair(); }
    // What it is about: the policy's id, the account's, the key's label; empty when there is only one of its kind.
    QString subject() const;

    QJsonObject toJson() const; // {id, step, state, severity, bearing, evidence, requirements, facts, error if any}
    static Finding fromJson(const QJsonObject &json);
    friend bool operator==(const Finding &, const Finding &) = default;
};

} // namespace bg
