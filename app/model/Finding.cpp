// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/Finding.h"

#include "app/model/RecordedError.h"

#include <QJsonArray>

namespace bg {

namespace {

// The enumerator that has this name; `otherwise` where none has.
template <typename Enum> Enum enumNamed(const QString &text, std::initializer_list<Enum> all, Enum otherwise)
{
    for (const Enum one : all)
        if (name(one) == text)
            return one;
    return otherwise;
}

} // namespace

QString Finding::subject() const
{
    for (const char *member : { "policyId", "methodId", "label", "objectId", "userPrincipalName", "statement", "check",
                                "userName", "displayName" })
        if (const QString text = facts[QLatin1String(member)].toString(); !text.isEmpty())
            return text;
    return {};
}

QJsonObject Finding::toJson() const
{
    QJsonObject json{
        { QStringLiteral("id"), id },
        { QStringLiteral("step"), name(step) },
        { QStringLiteral("state"), name(state) },
        { QStringLiteral("severity"), name(severity) },
        { QStringLiteral("bearing"), name(actionOwner) },
        { QStringLiteral("evidence"), evidence },
        { QStringLiteral("requirements"), QJsonArray::fromStringList(requirements) },
        { QStringLiteral("facts"), facts },
    };
    if (error)
        json[QStringLiteral("error")] = errorJson(*error);
    return json;
}

Finding Finding::fromJson(const QJsonObject &json)
{
    const auto text = [&](const char *member) { return json[QLatin1String(member)].toString(); };
    Finding finding;
    finding.id = text("id");
    using enum StepId;
    finding.step = enumNamed(text("step"), { Preflight,    Accounts,       ExclusionGroup,
                                         Exclusions,   Keys,           Role,
                                         MethodPolicy, PerUserMfa,     RegistrationCampaign,
                                         GuardPolicy,  Proof,          SealedPassword,
                                         Sheets,       Alerts,         Maintenance,
                                         FinalCheck,   LeaveRestrictedUnit,      NewKeys,
                                         NewPins,      RestoreRestrictedUnit,   OtherAdmins,
                                         BlockSignIn,      UnknownAuthMethods, Uses,
                                         ReportOnly, PolicyRestore,  SignInReset, ConfirmAccounts },
                         Preflight);
    finding.state = enumNamed(text("state"), { State::Missing, State::Drifted, State::InPlace, State::NotApplicable },
                          State::InPlace);
    finding.severity = enumNamed(text("severity"),
                             { Severity::Fine, Severity::Note, Severity::Advice, Severity::Warning, Severity::Stop },
                             Severity::Fine);
    finding.actionOwner = enumNamed(
        text("bearing"), { ActionOwner::Stops, ActionOwner::WizardWillDo, ActionOwner::YouDecide, ActionOwner::Fine }, ActionOwner::Fine);
    finding.evidence = text("evidence");
    finding.facts = json[QStringLiteral("facts")].toObject();
    for (const QJsonValue &one : json[QStringLiteral("requirements")].toArray())
        finding.requirements.append(one.toString());
    finding.error = errorFrom(json[QStringLiteral("error")].toObject());
    return finding;
}

} // namespace bg
