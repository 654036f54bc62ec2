// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/Finding.h"
#include "app/model/RunRecord.h"

namespace bg {

QString name(StepId step)
{
    switch (step) {
    case StepId::Preflight:
        return QStringLiteral("preflight");
    case StepId::Accounts:
        return QStringLiteral("accounts");
    case StepId::ExclusionGroup:
        return QStringLiteral("exclusionGroup");
    case StepId::Exclusions:
        return QStringLiteral("exclusions");
    case StepId::Keys:
        return QStringLiteral("keys");
    case StepId::Role:
        return QStringLiteral("role");
    case StepId::MethodPolicy:
        return QStringLiteral("methodPolicy");
    case StepId::PerUserMfa:
        return QStringLiteral("perUserMfa");
    case StepId::RegistrationCampaign:
        return QStringLiteral("registrationCampaign");
    case StepId::GuardPolicy:
        return QStringLiteral("guardPolicy");
    case StepId::Proof:
        return QStringLiteral("proof");
    case StepId::SealedPassword:
        return QStringLiteral("sealedPassword");
    case StepId::Sheets:
        return QStringLiteral("sheets");
    case StepId::Alerts:
        return QStringLiteral("alerts");
    case StepId::Maintenance:
        return QStringLiteral("upkeep");
    case StepId::FinalCheck:
        return QStringLiteral("finalCheck");
    case StepId::LeaveRestrictedUnit:
        return QStringLiteral("leaveUnit");
    case StepId::NewKeys:
        return QStringLiteral("newKeys");
    case StepId::NewPins:
        return QStringLiteral("newPins");
    case StepId::RestoreRestrictedUnit:
        return QStringLiteral("returnToUnit");
    case StepId::OtherAdmins:
        return QStringLiteral("othersGetIn");
    case StepId::BlockSignIn:
        return QStringLiteral("shutOut");
    case StepId::UnknownAuthMethods:
        return QStringLiteral("strangeMethods");
    case StepId::Uses:
        return QStringLiteral("uses");
    case StepId::ReportOnly:
        return QStringLiteral("policyRelief");
    case StepId::PolicyRestore:
        return QStringLiteral("policyRestore");
    case StepId::ConfirmAccounts:
        return QStringLiteral("confirmAccounts");
    case StepId::SignInReset:
        return QStringLiteral("signInReset");
    }
    return {};
}

QString name(State state)
{
    switch (state) {
    case State::Missing:
        return QStringLiteral("missing");
    case State::Drifted:
        return QStringLiteral("drifted");
    case State::InPlace:
        return QStringLiteral("inPlace");
    case State::NotApplicable:
        return QStringLiteral("notApplicable");
    }
    return {};
}

QString name(Severity severity)
{
    switch (severity) {
    case Severity::Fine:
        return QStringLiteral("fine");
    case Severity::Note:
        return QStringLiteral("note");
    case Severity::Advice:
        return QStringLiteral("advice");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Stop:
        return QStringLiteral("stop");
    }
    return {};
}

QString name(ActionOwner actionOwner)
{
    switch (actionOwner) {
    case ActionOwner::Stops:
        return QStringLiteral("stops");
    case ActionOwner::WizardWillDo:
        return QStringLiteral("wizardWillDo");
    case ActionOwner::YouDecide:
        return QStringLiteral("youDecide");
    case ActionOwner::Fine:
        return QStringLiteral("fine");
    }
    return {};
}

QString name(Mode mode)
{
    switch (mode) {
    case Mode::Provision:
        return QStringLiteral("provision");
    case Mode::Rotate:
        return QStringLiteral("rotate");
    case Mode::Check:
        return QStringLiteral("check");
    case Mode::Drill:
        return QStringLiteral("drill");
    case Mode::Incident:
        return QStringLiteral("incident");
    case Mode::Repair:
        return QStringLiteral("repair");
    }
    return {};
}

std::optional<StepId> stepNamed(const QString &text)
{
    for (int step = 0; step <= int(StepId::ConfirmAccounts); ++step)
        if (name(StepId(step)) == text)
            return StepId(step);
    return std::nullopt;
}

std::optional<Mode> modeNamed(const QString &text)
{
    for (const Mode mode : { Mode::Provision, Mode::Rotate, Mode::Check, Mode::Drill, Mode::Incident, Mode::Repair })
        if (name(mode) == text)
            return mode;
    if (text == QLatin1String("misuse")) // its name in journals, records and scripts of before
        return Mode::Incident;
    return std::nullopt;
}

} // namespace bg
