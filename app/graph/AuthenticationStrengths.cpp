// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/AuthenticationStrengths.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

bool AuthenticationStrength::isPhishingResistant() const
{
    static const QStringList resistant{ QStringLiteral("fido2"), QStringLiteral("windowsHelloForBusiness"),
                                        QStringLiteral("x509CertificateMultiFactor") };
    return !combinations.isEmpty()
        && std::all_of(combinations.begin(), combinations.end(),
                       [](const QString &combination) { return resistant.contains(combination); });
}

Result<QList<AuthenticationStrength>> AuthenticationStrengths::list(std::stop_token stop)
{
    GraphRequest request;
    request.path = QStringLiteral("/policies/authenticationStrengthPolicies");
    request.endpoint = QStringLiteral("authenticationStrengthPolicies.list");
    request.scopes = { QStringLiteral("Policy.Read.All") };
    const auto answer = m_graph.list(request, stop);
    if (!answer)
        return fail(answer.error());
    QList<AuthenticationStrength> strengths;
    for (const QJsonValue &json : *answer) {
        AuthenticationStrength strength{ json[QLatin1String("id")].toString(),
                                         json[QLatin1String("displayName")].toString(),
                                         json[QLatin1String("policyType")].toString(),
                                         {} };
        for (const QJsonValue &combination : json[QLatin1String("allowedCombinations")].toArray())
            strength.combinations.append(combination.toString());
        strengths.append(strength);
    }
    return strengths;
}

Result<AuthenticationStrength> AuthenticationStrengths::phishingResistant(std::stop_token stop)
{
    const auto all = list(stop);
    if (!all)
        return fail(all.error());
    for (const AuthenticationStrength &strength : *all)
        if (strength.policyType == QLatin1String("builtIn") && strength.isPhishingResistant())
            return strength;
    return fail(Error::Kind::NotFound, QStringLiteral("built-in phishing-resistant strength"));
}

} // namespace bg
