// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AlertDeployment.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

using namespace std::chrono_literals;

namespace {

bool isRegistered(const QString &state)
{
    return state.compare(QLatin1String("Registered"), Qt::CaseInsensitive) == 0;
}

QString providerOf(const SpecResource &resource)
{
    return resource.type.section(QLatin1Char('/'), 0, 0);
}

} // namespace

Result<QList<AzureChoice>> AlertDeployment::subscriptions(std::stop_token stop)
{
    ArmRequest request;
    request.path = QStringLiteral("/subscriptions");
    request.apiVersion = QStringLiteral("2022-12-01");
    const auto found = m_arm.list(request, stop);
    if (!found)
        return fail(found.error());
    QList<AzureChoice> choices;
    for (const QJsonValue &subscription : *found)
        if (subscription[QLatin1String("state")].toString() == QLatin1String("Enabled"))
            choices.append({ subscription[QLatin1String("subscriptionId")].toString(),
                             subscription[QLatin1String("displayName")].toString(),
                             {} });
    return choices;
}

Result<QList<AzureChoice>> AlertDeployment::choices(const QString &path, const QString &apiVersion,
                                                    std::stop_token stop)
{
    ArmRequest request;
    request.path = path;
    request.apiVersion = apiVersion;
    const auto found = m_arm.list(request, stop);
    if (!found && found.error().kind == Error::Kind::ProviderNotRegistered)
        return QList<AzureChoice>();
    if (!found)
        return fail(found.error());
    QList<AzureChoice> choices;
    for (const QJsonValue &resource : *found)
        choices.append({ resource[QLatin1String("id")].toString(), resource[QLatin1String("name")].toString(),
                         resource[QLatin1String("location")].toString() });
    return choices;
}

Result<QList<AzureChoice>> AlertDeployment::resourceGroups(const QString &subscription, std::stop_token stop)
{
    return choices(QStringLiteral("/subscriptions/%1/resourcegroups").arg(subscription), QStringLiteral("2022-09-01"),
                   stop);
}

Result<QList<AzureChoice>> AlertDeployment::workspaces(const QString &subscription, std::stop_token stop)
{
    return choices(
        QStringLiteral("/subscriptions/%1/providers/Microsoft.OperationalInsights/workspaces").arg(subscription),
        QStringLiteral("2023-09-01"), stop);
}

Result<QList<AzureChoice>> AlertDeployment::locations(const QString &subscription, std::stop_token stop)
{
    ArmRequest request;
    request.path = QStringLiteral("/subscriptions/%1/locations").arg(subscription);
    request.apiVersion = QStringLiteral("2022-12-01");
    const auto found = m_arm.list(request, stop);
    if (!found)
        return fail(found.error());
    QList<AzureChoice> choices;
    for (const QJsonValue &location : *found)
        if (location[QLatin1String("metadata")][QLatin1String("regionType")].toString() != QLatin1String("Logical"))
            choices.append({ location[QLatin1String("id")].toString(),
                             location[QLatin1String("displayName")].toString(),
                             location[QLatin1String("name")].toString() });
    return choices;
}

Result<void> AlertDeployment::registerProvider(const QString &subscription, const QString &name, std::stop_token stop)
{
    const QString path = QStringLiteral("/subscriptions/%1/providers/%2").arg(subscription, name);
    const QString version = QStringLiteral("2021-04-01");
    ArmRequest request;
    request.method = "POST";
    request.path = path + QStringLiteral("/register");
    request.apiVersion = version;
    if (const auto answer = m_arm.send(request, stop); !answer) {
        Error error = answer.error();
        if (error.kind == Error::Kind::Forbidden)
            error.kind = Error::Kind::ProviderNotRegistered;
        error.detail = name;
        return fail(std::move(error));
    }
    const auto end = m_clock.now() + 10min;
    while (m_clock.now() < end) {
        const auto provider = m_arm.get(path, version, stop);
        if (!provider)
            return fail(provider.error());
        if (isRegistered(provider->value(QLatin1String("registrationState")).toString()))
            return {};
        if (!m_clock.sleep(3s, stop))
            return fail(Error::Kind::Cancelled);
    }
    return fail(Error::Kind::TimedOut, name);
}

QStringList AlertDeployment::missingProviders(const AzureInventory &seen, const QList<PlannedResource> &plan)
{
    QStringList missing;
    for (auto provider = seen.providers.begin(); provider != seen.providers.end(); ++provider) {
        const bool isNeeded = std::any_of(plan.begin(), plan.end(), [&](const PlannedResource &one) {
            return one.isWrite() && providerOf(one.resource).compare(provider.key(), Qt::CaseInsensitive) == 0;
        });
        if (isNeeded && !isRegistered(provider.value()))
            missing.append(provider.key());
    }
    return missing;
}

Result<void> AlertDeployment::apply(const AzureInventory &seen, const QList<PlannedResource> &plan,
                                    const Progress &progress, std::stop_token stop)
{
    for (const QString &provider : missingProviders(seen, plan))
        if (auto done = registerProvider(seen.spec.subscription, provider, stop); !done)
            return done;

    int done = 0;
    for (const PlannedResource &one : plan) {
        if (one.isWrite()) {
            const auto written = m_arm.put(one.resource.id.value, one.resource.apiVersion, one.resource.body, stop);
            if (!written) {
                Error error = written.error();
                if (error.detail.isEmpty())
                    error.detail = one.resource.key + QStringLiteral(": ") + one.resource.name;
                return fail(std::move(error));
            }
        }
        if (progress)
            progress(++done, int(plan.size()));
    }
    return {};
}

Result<AzureInventory> AlertDeployment::verified(const AlertDeploymentSpec &spec, std::stop_token stop)
{
    auto seen = inventory(m_arm, spec, stop);
    if (!seen)
        return seen;
    const auto plan = planned(*seen);
    if (!plan)
        return fail(plan.error());
    for (const PlannedResource &one : *plan)
        if (one.isWrite())
            return fail(Error::Kind::NotSettled,
                        one.resource.key + QStringLiteral(": ") + one.differences.value(0).text());
    return seen;
}

} // namespace bg
