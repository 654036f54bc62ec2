// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/arm/Azure.h"

#include <QJsonArray>

namespace bg {

using namespace Qt::StringLiterals;

Azure::Azure(ArmScenario wanted, Clock &time) : scenario(std::move(wanted)), clock(&time)
{
    for (int i = 0; i < scenario.subscriptions; ++i)
        for (const QString &name : scenario.registered)
            registered[(ArmScenario::subscriptionId(i) + u'/' + name).toLower()] = clock->utcNow();
    for (int i = 0; i < scenario.foreignSettings; ++i) {
        const QString name = u"archive-%1"_s.arg(i + 1);
        const QJsonObject log{ { u"category"_s, u"AuditLogs"_s }, { u"enabled"_s, true } };
        settings[name] = {
            { u"name"_s, name },
            { u"id"_s, u"providers/microsoft.aadiam/diagnosticSettings/"_s + name },
            { u"properties"_s,
              QJsonObject{
                  { u"storageAccountId"_s,
                    u"/subscriptions/%1/resourceGroups/archive/providers/Microsoft.Storage/storageAccounts/archive%2"_s
                        .arg(ArmScenario::subscriptionId())
                        .arg(i) },
                  { u"logs"_s, QJsonArray{ log } } } }
        };
    }
    if (!scenario.foreignWorkspace)
        return;
    const QString id = ArmScenario::foreignWorkspaceId();
    for (const char *name : { "microsoft.operationalinsights", "microsoft.insights" })
        registered[ArmScenario::subscriptionId() + u'/' + QLatin1String(name)] = clock->utcNow();
    resources[id.toLower()]
        = { { u"id"_s, id },
            { u"name"_s, u"soc"_s },
            { u"type"_s, u"Microsoft.OperationalInsights/workspaces"_s },
            { u"location"_s, u"northeurope"_s },
            { u"properties"_s,
              QJsonObject{ { u"provisioningState"_s, u"Succeeded"_s }, { u"retentionInDays"_s, 90 } } } };
    if (scenario.hasSentinel) {
        const QString state = id + u"/providers/Microsoft.SecurityInsights/onboardingStates/default"_s;
        resources[state.toLower()] = { { u"id"_s, state },
                                       { u"name"_s, u"default"_s },
                                       { u"type"_s, u"Microsoft.SecurityInsights/onboardingStates"_s },
                                       { u"properties"_s, QJsonObject() } };
    }
    const QJsonArray logs{ QJsonObject{ { u"category"_s, u"SignInLogs"_s }, { u"enabled"_s, true } },
                           QJsonObject{ { u"category"_s, u"AuditLogs"_s }, { u"enabled"_s, false } },
                           QJsonObject{ { u"category"_s, u"RiskyUsers"_s }, { u"enabled"_s, true } } };
    settings[u"soc"_s]
        = { { u"name"_s, u"SOC"_s },
            { u"id"_s, u"providers/microsoft.aadiam/diagnosticSettings/SOC"_s },
            { u"properties"_s,
              QJsonObject{ { u"workspaceId"_s, id }, { u"eventHubName"_s, QJsonValue::Null }, { u"logs"_s, logs } } } };
}

bool Azure::hasSubscription(const QString &id) const
{
    for (int i = 0; i < scenario.subscriptions; ++i)
        if (id.compare(ArmScenario::subscriptionId(i), Qt::CaseInsensitive) == 0)
            return true;
    return false;
}

bool Azure::isRegistered(const QString &subscription, const QString &name) const
{
    const QString key = (subscription + u'/' + name).toLower();
    return registered.contains(key) && registered[key] <= clock->utcNow();
}

void Azure::settle()
{
    for (auto work = working.begin(); work != working.end();) {
        if (work.value() > clock->utcNow()) {
            ++work;
            continue;
        }
        QJsonObject &resource = resources[work.key()];
        QJsonObject properties = resource[u"properties"_s].toObject();
        properties[u"provisioningState"_s] = u"Succeeded"_s;
        resource[u"properties"_s] = properties;
        work = working.erase(work);
    }
}

QJsonObject Azure::save() const
{
    QJsonObject things, tenant, providers;
    for (auto resource = resources.begin(); resource != resources.end(); ++resource)
        things[resource.key()] = resource.value();
    for (auto setting = settings.begin(); setting != settings.end(); ++setting)
        tenant[setting.key()] = setting.value();
    for (auto provider = registered.begin(); provider != registered.end(); ++provider)
        providers[provider.key()] = provider.value().toString(Qt::ISODateWithMs);
    return { { u"resources"_s, things }, { u"settings"_s, tenant }, { u"registered"_s, providers } };
}

// Work that was under way when it was saved is done.
void Azure::load(const QJsonObject &state)
{
    resources.clear();
    settings.clear();
    registered.clear();
    working.clear();
    const QJsonObject things = state[u"resources"_s].toObject(), tenant = state[u"settings"_s].toObject(),
                      providers = state[u"registered"_s].toObject();
    for (auto resource = things.begin(); resource != things.end(); ++resource) {
        resources[resource.key()] = resource.value().toObject();
        if (resource.value()[u"properties"_s][u"provisioningState"_s].toString() == "Creating"_L1)
            working[resource.key()] = clock->utcNow();
    }
    for (auto setting = tenant.begin(); setting != tenant.end(); ++setting)
        settings[setting.key()] = setting.value().toObject();
    for (auto provider = providers.begin(); provider != providers.end(); ++provider)
        registered[provider.key()] = QDateTime::fromString(provider.value().toString(), Qt::ISODateWithMs);
}

} // namespace bg
