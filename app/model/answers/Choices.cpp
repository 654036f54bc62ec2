// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/answers/AlertAnswers.h"
#include "app/model/answers/ChoiceNames.h"

#include <QJsonArray>
#include <QJsonObject>

namespace bg {

namespace {

template <typename T, std::size_t Count> QString nameOf(const choice::Named<T> (&known)[Count], T value)
{
    for (const auto &[name, meaning] : known)
        if (meaning == value)
            return QLatin1String(name);
    return {};
}

QJsonArray accountsOf(const DesiredState &desired)
{
    QJsonArray accounts;
    for (const AccountChoice &choice : desired.accounts) {
        QJsonObject account{ { QStringLiteral("userName"), choice.userName } };
        if (!choice.displayName.isEmpty())
            account[QStringLiteral("displayName")] = choice.displayName;
        accounts.append(account);
    }
    return accounts;
}

QJsonObject answersOf(const RotationChoice &rotation)
{
    QJsonArray numbers;
    for (const int account : rotation.accounts)
        numbers.append(account + 1);
    return { { QStringLiteral("accounts"), numbers },
             { QStringLiteral("password"), rotation.password },
             { QStringLiteral("pins"), rotation.pins },
             { QStringLiteral("keys"), rotation.keys } };
}

QJsonObject answersOf(const StatementAnswers &said)
{
    QJsonObject answers;
    for (const StatementAnswer &one : said) {
        QJsonObject answer{ { QStringLiteral("answer"), name(one.said) } };
        if (one.on.isValid())
            answer[QStringLiteral("on")] = one.on.toString(Qt::ISODate);
        answers[one.statement] = answer;
    }
    return answers;
}

} // namespace

QJsonObject DesiredState::toAnswers() const
{
    QJsonObject json{
        { QStringLiteral("accounts"), accountsOf(*this) },
        { QStringLiteral("keysPerAccount"), keysPerAccount },
        { QStringLiteral("exclusionGroup"), exclusionGroup },
        { QStringLiteral("pin"), nameOf(choice::pins, pin) },
        { QStringLiteral("places"),
          QJsonObject{ { QStringLiteral("A"), places.a }, { QStringLiteral("B"), places.b } } },
        { QStringLiteral("people"),
          QJsonObject{ { QStringLiteral("authorisedBy"), QJsonArray::fromStringList(people.authorisedBy) },
                       { QStringLiteral("operator"), people.operatorName },
                       { QStringLiteral("witness"), people.witness } } },
        { QStringLiteral("passwordShape"), nameOf(choice::passwordShapes, passwordShape) },
        { QStringLiteral("paper"), nameOf(choice::papers, paper) },
        { QStringLiteral("pimRule"), nameOf(choice::pimRules, pimRule) },
        { QStringLiteral("methodPolicy"), nameOf(choice::methodPolicies, methodPolicy) },
        { QStringLiteral("guardPolicy"), guardPolicy },
        { QStringLiteral("alerts"), alertAnswers(alerts) },
        { QStringLiteral("rotation"), answersOf(rotation) },
        { QStringLiteral("cadence"), renewalIntervals.toJson() },
        { QStringLiteral("adopt"), nameOf(choice::adoptions, adopt) },
    };
    QJsonObject settings{ { QStringLiteral("alwaysUv"), keySettings.alwaysUv } };
    if (keySettings.minimumPinLength > 0)
        settings[QStringLiteral("minimumPinLength")] = keySettings.minimumPinLength;
    json[QStringLiteral("keySettings")] = settings;
    if (!language.isEmpty())
        json[QStringLiteral("language")] = language;
    if (!drift.isEmpty()) {
        QJsonArray names;
        for (const StepId step : drift)
            names.append(name(step));
        json[QStringLiteral("repair")] = names;
    }
    if (!answers.isEmpty())
        json[QStringLiteral("questionnaire")] = answersOf(answers);
    return json;
}

} // namespace bg
