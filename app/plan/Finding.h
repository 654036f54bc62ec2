// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    FinalCheck,
    LeaveUnit,
    NewKeys,
    NewPins,
    ReturnToUnit,
};
QString name(StepId step); // "exclusionGroup"
std::optional<StepId> stepNamed(const QString &text);

enum class State { Missing, Drifted, InPlace, NotApplicable };
QString name(State state);

// Note and below do not fail a check.
enum class Severity { Fine, Note, Advice, Warning, Stop };
QString name(Severity severity);

// Who has to move: the four groups of the Tenant page.
enum class Bearing { Stops, WizardWillDo, YouDecide, Fine };
QString name(Bearing bearing);

// One thing seen. `id` names the sentence in ui/FindingText ("operator.eligible"), `facts` are its parameters and
// `evidence` is what was read, in the service's own terms. Never a secret.
struct Finding {
    QString id;
    StepId step = StepId::Preflight;
    State state = State::InPlace;
    Severity severity = Severity::Fine;
    Bearing bearing = Bearing::Fine;
    QString evidence;
    QJsonObject facts;
    QStringList requirements; // "S8", "S122"

    QJsonObject toJson() const; // {id, step, state, severity, evidence, requirements, facts}
    friend bool operator==(const Finding &, const Finding &) = default;
};

} // namespace bg
