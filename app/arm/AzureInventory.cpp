// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AzureInventory.h"

#include <QJsonArray>

namespace bg {

namespace {

const QStringList &neededProviders()
{
    static const QStringList names{ QStringLiteral("Microsoft.OperationalInsights"),
                                    QStringLiteral("Microsoft.Insights") };
    return names;
}

ResourceId idOf(const QJsonObject &resource)
{
    return ResourceId(resource[QLatin1String("id")].toString());
}

ResourceId workspaceOf(const QJsonObject &setting)
{
    return ResourceId(setting[QLatin1String("properties")][QLatin1String("workspaceId")].toString());
}

bool sends(const QJsonObject &setting, const QString &category)
{
    for (const QJsonValue &log : setting[QLatin1String("properties")][QLatin1String("logs")].toArray())
        if (log[QLatin1String("category")].toString() == category)
            return log[QLatin1String("enabled")].toBool();
    return false;
}

void useSetting(AlertDeploymentSpec &spec, const QJsonObject &setting)
{
    spec.setting = setting[QLatin1String("name")].toString();
    spec.settingNow = setting[QLatin1String("properties")].toObject();
}

bool isAbsent(const Error &error)
{
    return error.kind == Error::Kind::NotFound || error.kind == Error::Kind::ProviderNotRegistered;
}

// A provider that is not registered lists nothing.
Result<QList<QJsonObject>> listed(ArmClient &arm, const QString &path, const QString &apiVersion, std::stop_token stop)
{
    ArmRequest request;
    request.path = path;
    request.apiVersion = apiVersion;
    const auto found = arm.list(request, stop);
    if (!found && isAbsent(found.error()))
        return QList<QJsonObject>();
    if (!found)
        return fail(found.error());
    QList<QJsonObject> objects;
    for (const QJsonValue &element : *found)
        objects.append(element.toObject());
    return objects;
}

// One lane's reading, straight down.
class Reading {
public:
    Reading(ArmClient &client, std::stop_token token) : m_arm(client), m_stop(std::move(token)) { }

    Result<QList<QJsonObject>> list(const QString &path, const QString &apiVersion)
    {
        return listed(m_arm, path, apiVersion, m_stop);
    }

    Result<std::optional<QJsonObject>> find(const QString &path, const QString &apiVersion)
    {
        auto found = m_arm.find(path, apiVersion, m_stop);
        if (!found && isAbsent(found.error()))
            return std::optional<QJsonObject>();
        return found;
    }

    Result<void> providers(AzureInventory &seen)
    {
        for (const QString &name : neededProviders()) {
            const auto provider = m_arm.get(subscription(seen) + QStringLiteral("/providers/") + name,
                                            QStringLiteral("2021-04-01"), m_stop);
            if (!provider)
                return fail(provider.error());
            seen.providers[name] = provider->value(QLatin1String("registrationState")).toString();
        }
        return {};
    }

    Result<void> settings(AzureInventory &seen)
    {
        const auto found = diagnosticSettings(m_arm, m_stop);
        if (!found && found.error().kind == Error::Kind::Forbidden) {
            seen.settingsUnreadable = found.error();
            return {};
        }
        if (!found)
            return fail(found.error());
        seen.settings = *found;
        return {};
    }

    Result<void> workspace(AzureInventory &seen)
    {
        const QString id = seen.spec.workspaceId().value;
        auto group = find(seen.spec.groupId().value, QStringLiteral("2022-09-01"));
        if (!group)
            return fail(group.error());
        seen.resourceGroup = *group;
        auto found = find(id, QStringLiteral("2023-09-01"));
        if (!found)
            return fail(found.error());
        seen.workspace = *found;
        if (!seen.workspace)
            return {};

        const QString sentinel = id + QStringLiteral("/providers/Microsoft.SecurityInsights");
        const QString version = QStringLiteral("2024-09-01");
        const auto onboarded = find(sentinel + QStringLiteral("/onboardingStates/default"), version);
        if (!onboarded)
            return fail(onboarded.error());
        seen.hasSentinel = onboarded->has_value();
        if (!seen.hasSentinel)
            return {};
        auto rules = list(sentinel + QStringLiteral("/alertRules"), version);
        if (!rules)
            return fail(rules.error());
        seen.sentinelRules = *rules;
        return {};
    }

    Result<void> monitor(AzureInventory &seen)
    {
        const QString insights = subscription(seen) + QStringLiteral("/providers/Microsoft.Insights");
        auto groups = list(insights + QStringLiteral("/actionGroups"), QStringLiteral("2023-01-01"));
        if (!groups)
            return fail(groups.error());
        seen.actionGroups = *groups;
        auto rules = list(insights + QStringLiteral("/scheduledQueryRules"), QStringLiteral("2023-12-01"));
        if (!rules)
            return fail(rules.error());
        seen.logAlerts = *rules;
        const auto processing
            = list(subscription(seen) + QStringLiteral("/providers/Microsoft.AlertsManagement/actionRules"),
                   QStringLiteral("2021-08-08"));
        if (!processing)
            return fail(processing.error());
        seen.suppressions = *processing;
        return {};
    }

private:
    static QString subscription(const AzureInventory &seen)
    {
        return QStringLiteral("/subscriptions/") + seen.spec.subscription;
    }

    ArmClient &m_arm;
    std::stop_token m_stop;
};

} // namespace

std::optional<QJsonObject> AzureInventory::at(const ResourceId &id) const
{
    for (const auto &one : { resourceGroup, workspace })
        if (one && idOf(*one) == id)
            return one;
    for (const auto &list : { actionGroups, logAlerts, sentinelRules })
        for (const QJsonObject &resource : list)
            if (idOf(resource) == id)
                return resource;
    for (const QJsonObject &setting : settings) // their ids come without the leading slash
        if (id.value.endsWith(QStringLiteral("/diagnosticSettings/") + setting[QLatin1String("name")].toString(),
                              Qt::CaseInsensitive))
            return setting;
    return std::nullopt;
}

Result<QList<QJsonObject>> diagnosticSettings(ArmClient &arm, std::stop_token stop)
{
    return listed(arm, QStringLiteral("/providers/microsoft.aadiam/diagnosticSettings"), QStringLiteral("2017-04-01"),
                  std::move(stop));
}

AlertDeploymentSpec fitted(AlertDeploymentSpec spec, const QList<QJsonObject> &settings)
{
    // The service refuses a second setting that sends the same category to the same workspace.
    for (const QJsonObject &setting : settings)
        if (workspaceOf(setting) == spec.workspaceId()) {
            useSetting(spec, setting);
            return spec;
        }
    if (spec.usedWorkspace.isEmpty())
        for (const QJsonObject &setting : settings)
            if (!workspaceOf(setting).isEmpty() && sends(setting, QStringLiteral("SignInLogs"))) {
                spec.usedWorkspace = workspaceOf(setting);
                useSetting(spec, setting);
                return spec;
            }
    for (const QJsonObject &setting : settings) // ours by name, but somebody pointed it elsewhere
        if (setting[QLatin1String("name")].toString().compare(spec.setting, Qt::CaseInsensitive) == 0)
            useSetting(spec, setting);
    return spec;
}

AlertDeploymentSpec fitted(AlertDeploymentSpec spec, const AzureInventory &seen)
{
    if (seen.workspace)
        spec.location = seen.workspace->value(QLatin1String("location")).toString().remove(QLatin1Char(' ')).toLower();
    for (const auto &list : { seen.actionGroups, seen.logAlerts })
        for (const QJsonObject &resource : list) {
            const QString key = resource[QLatin1String("tags")][alertTag()].toString();
            if (!key.isEmpty() && !spec.found.contains(key))
                spec.found.insert(key, idOf(resource));
        }
    return spec;
}

Result<AzureInventory> inventory(ArmClient &arm, const AlertDeploymentSpec &wanted, std::stop_token stop)
{
    if (auto fine = validated(wanted); !fine)
        return fail(std::move(fine).error());
    AzureInventory seen;
    seen.spec = wanted;
    Reading reading(arm, std::move(stop));
    if (auto done = reading.providers(seen); !done)
        return fail(std::move(done).error());
    if (auto done = reading.settings(seen); !done)
        return fail(std::move(done).error());
    seen.spec = fitted(seen.spec, seen.settings);
    if (auto done = reading.workspace(seen); !done)
        return fail(std::move(done).error());
    if (auto done = reading.monitor(seen); !done)
        return fail(std::move(done).error());
    seen.spec = fitted(seen.spec, seen);
    return seen;
}

} // namespace bg
