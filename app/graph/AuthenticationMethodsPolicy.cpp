// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/AuthenticationMethodsPolicy.h"

namespace bg {

namespace {

QString methodsPolicyPath()
{
    return QStringLiteral("/policies/authenticationMethodsPolicy");
}
QString fido2Path()
{
    return methodsPolicyPath() + QStringLiteral("/authenticationMethodConfigurations/fido2");
}

GraphRequest readingMethodsPolicy(const QString &path, const char *endpoint)
{
    GraphRequest request;
    request.path = path;
    request.endpoint = QLatin1String(endpoint);
    request.scopes = { QStringLiteral("Policy.Read.All") };
    return request;
}

GraphRequest writingMethodsPolicy(const QString &path, const char *endpoint, const QJsonObject &body)
{
    GraphRequest request = readingMethodsPolicy(path, endpoint);
    request.method = "PATCH";
    request.scopes = { QStringLiteral("Policy.ReadWrite.AuthenticationMethod") };
    request.body = body;
    return request;
}

QStringList ids(const QJsonArray &targets)
{
    QStringList all;
    for (const QJsonValue &target : targets)
        all.append(target[QLatin1String("id")].toString());
    return all;
}

} // namespace

RegistrationCampaign RegistrationCampaign::fromJson(const QJsonObject &json)
{
    RegistrationCampaign campaign;
    campaign.state = json.value(QLatin1String("state")).toString(QStringLiteral("default"));
    campaign.snoozeDays = json.value(QLatin1String("snoozeDurationInDays")).toInt(1);
    campaign.includeTargets = json.value(QLatin1String("includeTargets")).toArray();
    campaign.excludeTargets = json.value(QLatin1String("excludeTargets")).toArray();
    return campaign;
}

QStringList RegistrationCampaign::excludedIds() const
{
    return ids(excludeTargets);
}

Result<MethodsPolicy> AuthenticationMethodsPolicy::policy(ApiVersion version, std::stop_token stop)
{
    GraphRequest request = readingMethodsPolicy(methodsPolicyPath(), "authenticationMethodsPolicy.get");
    request.version = version;
    const auto answer = m_graph.send(request, stop);
    if (!answer)
        return fail(answer.error());

    MethodsPolicy policy;
    policy.json = answer->json;
    policy.campaign = RegistrationCampaign::fromJson(
        policy.json
            .value(QLatin1String("registrationEnforcement"))[QLatin1String("authenticationMethodsRegistrationCampaign")]
            .toObject());
    const QJsonValue preferred = policy.json.value(QLatin1String("systemCredentialPreferences"));
    policy.systemPreferredState = preferred[QLatin1String("state")].toString();
    policy.systemPreferredExcluded = ids(preferred[QLatin1String("excludeTargets")].toArray());
    for (const QJsonValue &method : policy.json.value(QLatin1String("authenticationMethodConfigurations")).toArray())
        if (method[QLatin1String("id")].toString().compare(QLatin1String("fido2"), Qt::CaseInsensitive) == 0)
            policy.fido2 = Fido2Policy::fromJson(method.toObject());
    return policy;
}

Result<void> AuthenticationMethodsPolicy::change(const Fido2PolicyChange &change, std::stop_token stop)
{
    return m_graph.send(writingMethodsPolicy(fido2Path(), "authenticationMethodConfigurations.update", change.toJson()), stop)
        .map([](const GraphResponse &) {});
}

Result<void> AuthenticationMethodsPolicy::exclude(const RegistrationCampaign &campaign,
                                                  const QJsonArray &excludeTargets, std::stop_token stop)
{
    const QJsonObject whole{
        { QStringLiteral("snoozeDurationInDays"), campaign.snoozeDays },
        { QStringLiteral("state"), campaign.state },
        { QStringLiteral("includeTargets"), campaign.includeTargets },
        { QStringLiteral("excludeTargets"), excludeTargets },
    };
    const QJsonObject body{ { QStringLiteral("registrationEnforcement"),
                              QJsonObject{ { QStringLiteral("authenticationMethodsRegistrationCampaign"), whole } } } };
    return m_graph.send(writingMethodsPolicy(methodsPolicyPath(), "authenticationMethodsPolicy.update", body), stop)
        .map([](const GraphResponse &) {});
}

} // namespace bg
