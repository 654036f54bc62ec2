// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/arm/PracticeArm.h"

#include "app/base/Ids.h"
#include "app/base/Random.h"
#include "app/practice/arm/ArmBody.h"

#include <QJsonArray>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSettings = 5;
const QString securityAdministrator = u"194ae4cb-b126-40b2-bd5b-6091b380977d"_s;

Answer refused(int status, const char *code, const QString &message)
{
    Answer answer = Answer::refused(status, code, message);
    answer.json = { { u"error"_s, QJsonObject{ { u"code"_s, QLatin1String(code) }, { u"message"_s, message } } } };
    return answer;
}

Answer notFound(const QString &id)
{
    return refused(404, "ResourceNotFound", u"The Resource '%1' under resource group was not found."_s.arg(id));
}

QString idOf(const Call &call)
{
    return u'/' + call.segments.join(u'/');
}

QString origin(const Call &call)
{
    return u"http://"_s + QString::fromLatin1(call.header("Host"));
}

bool isWrite(const Call &call)
{
    return call.method != "GET" && call.method != "HEAD";
}

// "microsoft.insights/actiongroups", from the last "providers" of the path; what stands behind it is the name, if any.
struct Address {
    QString type, scope, name;
};

Address addressOf(const QStringList &segments)
{
    qsizetype at = -1;
    for (qsizetype i = 0; i < segments.size(); ++i)
        if (segments[i].compare("providers"_L1, Qt::CaseInsensitive) == 0)
            at = i;
    if (at < 0 || segments.size() < at + 3)
        return {};
    return { (segments[at + 1] + u'/' + segments[at + 2]).toLower(), u'/' + segments.mid(0, at).join(u'/'),
             segments.value(at + 3) };
}

QJsonObject withStatus(QJsonObject properties)
{
    for (const QString &list : { u"emailReceivers"_s, u"smsReceivers"_s }) {
        QJsonArray receivers;
        for (const QJsonValue &value : properties[list].toArray()) {
            QJsonObject receiver = value.toObject();
            receiver[u"status"_s] = u"Enabled"_s;
            receivers.append(receiver);
        }
        properties[list] = receivers;
    }
    return properties;
}

} // namespace

PracticeArm::PracticeArm(ArmScenario arm, Clock &clock) : scenario(std::move(arm)), m_clock(&clock)
{
    for (int i = 0; i < scenario.subscriptions; ++i)
        for (const QString &name : scenario.registered)
            registered[(ArmScenario::subscriptionId(i) + u'/' + name).toLower()] = m_clock->utcNow();
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
        registered[ArmScenario::subscriptionId() + u'/' + QLatin1String(name)] = m_clock->utcNow();
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

bool PracticeArm::hasSubscription(const QString &id) const
{
    for (int i = 0; i < scenario.subscriptions; ++i)
        if (id.compare(ArmScenario::subscriptionId(i), Qt::CaseInsensitive) == 0)
            return true;
    return false;
}

bool PracticeArm::isRegistered(const QString &subscription, const QString &name) const
{
    const QString key = (subscription + u'/' + name).toLower();
    return registered.contains(key) && registered[key] <= m_clock->utcNow();
}

void PracticeArm::settle()
{
    for (auto working = m_working.begin(); working != m_working.end();) {
        if (working.value() > m_clock->utcNow()) {
            ++working;
            continue;
        }
        QJsonObject &resource = resources[working.key()];
        QJsonObject properties = resource[u"properties"_s].toObject();
        properties[u"provisioningState"_s] = u"Succeeded"_s;
        resource[u"properties"_s] = properties;
        working = m_working.erase(working);
    }
}

Answer PracticeArm::answer(const Call &call)
{
    settle();
    if (call.option(u"api-version"_s).isEmpty())
        return refused(400, "MissingApiVersionParameter",
                       u"The api-version query parameter (?api-version=) is required for all requests."_s);
    if (isWrite(call) && scenario.asksForMfa && !call.session.hasMfa && !call.session.contexts.contains(u"p1"_s)) {
        Answer answer
            = refused(401, "InvalidAuthenticationToken", u"The access token lacks multi-factor authentication."_s);
        const QByteArray claims = R"({"access_token":{"acrs":{"essential":true,"values":["p1"]}}})";
        answer.headers.append({ "WWW-Authenticate",
                                "Bearer authorization_uri=\"" + origin(call).toLatin1()
                                    + "\", error=\"insufficient_claims\", claims=\"" + claims.toBase64() + "\"" });
        return answer;
    }
    return routed(call);
}

Answer PracticeArm::routed(const Call &call)
{
    const QStringList &path = call.segments;
    const auto is = [&](qsizetype at, const char *name) {
        return path.value(at).compare(QLatin1String(name), Qt::CaseInsensitive) == 0;
    };
    if (is(0, "providers") && is(1, "microsoft.aadiam") && is(2, "diagnosticSettings"))
        return settingsCall(call);
    if (!is(0, "subscriptions"))
        return refused(404, "InvalidResourceType", u"There is nothing at this address."_s);
    if (path.size() == 1)
        return subscriptions();
    if (!hasSubscription(path[1]))
        return refused(404, "SubscriptionNotFound", u"The subscription '%1' could not be found."_s.arg(path[1]));
    if (isWrite(call) && scenario.rights == ArmScenario::Rights::Reader)
        return refused(
            403, "AuthorizationFailed",
            u"The client '%1' with object id '%1' does not have authorization to perform action over scope '%2' or the scope is invalid."_s
                .arg(call.session.userId, idOf(call)));
    if (is(2, "providers") && (path.size() == 4 || is(4, "register")))
        return provider(call);
    if (is(2, "resourceGroups") && path.size() == 3)
        return list(call, u"/subscriptions/"_s + path[1] + u"/resourcegroups/"_s,
                    u"microsoft.resources/resourcegroups"_s);
    if (is(2, "resourceGroups") && path.size() == 4)
        return call.method == "PUT" ? put(call, idOf(call), u"Microsoft.Resources/resourceGroups"_s)
                                    : list(call, idOf(call), {});

    const Address address = addressOf(path);
    const QString space = address.type.section(u'/', 0, 0);
    if (is(4, "locations") && is(6, "operationStatuses"))
        return operation(path.value(7));
    if (space != "microsoft.securityinsights"_L1 && space != "microsoft.alertsmanagement"_L1
        && !isRegistered(path[1], space))
        return refused(409, "MissingSubscriptionRegistration",
                       u"The subscription is not registered to use namespace '%1'."_s.arg(space));
    if (address.name.isEmpty())
        return list(call, address.scope, address.type);
    if (call.method == "PUT")
        return put(call, idOf(call), address.type);
    return call.method == "GET" ? list(call, idOf(call), {})
                                : refused(405, "MethodNotAllowed", u"The method is not allowed."_s);
}

Answer PracticeArm::subscriptions() const
{
    QJsonArray all;
    for (int i = 0; i < scenario.subscriptions; ++i)
        all.append(QJsonObject{ { u"id"_s, u"/subscriptions/"_s + ArmScenario::subscriptionId(i) },
                                { u"subscriptionId"_s, ArmScenario::subscriptionId(i) },
                                { u"displayName"_s, u"Practice subscription %1"_s.arg(i + 1) },
                                { u"state"_s, u"Enabled"_s } });
    return Answer::of({ { u"value"_s, all } });
}

Answer PracticeArm::provider(const Call &call)
{
    const QString name = call.segments[3], key = (call.segments[1] + u'/' + name).toLower();
    if (isWrite(call)) {
        if (!scenario.mayRegister)
            return refused(
                403, "AuthorizationFailed",
                u"The client does not have authorization to perform action '%1/register/action'."_s.arg(name));
        if (!registered.contains(key))
            registered[key] = m_clock->utcNow().addMSecs(scenario.delay.count());
    }
    const QString state = isRegistered(call.segments[1], name) ? u"Registered"_s
        : registered.contains(key)                             ? u"Registering"_s
                                                               : u"NotRegistered"_s;
    return Answer::of({ { u"id"_s, u"/subscriptions/"_s + call.segments[1] + u"/providers/"_s + name },
                        { u"namespace"_s, name },
                        { u"registrationState"_s, state } });
}

Answer PracticeArm::page(const Call &call, const QList<QJsonObject> &all) const
{
    const int from = call.option(u"$skiptoken"_s).toInt();
    QJsonArray values;
    for (qsizetype i = from; i < all.size() && i < from + scenario.pageSize; ++i)
        values.append(all[i]);
    QJsonObject json{ { u"value"_s, values } };
    if (from + scenario.pageSize < all.size())
        json[u"nextLink"_s] = origin(call) + idOf(call) + u"?api-version="_s + call.option(u"api-version"_s)
            + u"&$skiptoken=%1"_s.arg(from + scenario.pageSize);
    return Answer::of(json);
}

// With a type, all resources of it below `prefix`; without one, the resource at `prefix`.
Answer PracticeArm::list(const Call &call, const QString &prefix, const QString &type) const
{
    if (type.isEmpty()) {
        const auto found = resources.find(prefix.toLower());
        if (found == resources.end())
            return call.segments.size() == 4 ? refused(
                       404, "ResourceGroupNotFound", u"Resource group '%1' could not be found."_s.arg(call.segments[3]))
                                             : notFound(prefix);
        return Answer::of(*found);
    }
    QList<QJsonObject> all;
    for (auto resource = resources.begin(); resource != resources.end(); ++resource)
        if (resource.key().startsWith(prefix.toLower()) && resource.value()[u"type"_s].toString().toLower() == type)
            all.append(*resource);
    return page(call, all);
}

QString PracticeArm::refersToNothing(const QJsonObject &properties) const
{
    for (const QJsonValue &scope : properties[u"scopes"_s].toArray())
        if (!resources.contains(scope.toString().toLower()))
            return scope.toString();
    for (const QJsonValue &group : properties[u"actions"_s].toObject()[u"actionGroups"_s].toArray())
        if (!resources.contains(group.toString().toLower()))
            return group.toString();
    return {};
}

Answer PracticeArm::put(const Call &call, const QString &id, const QString &type)
{
    const QString name = call.segments.last();
    const bool isNew = !resources.contains(id.toLower());
    const bool isWorkspace = type.compare("Microsoft.OperationalInsights/workspaces"_L1, Qt::CaseInsensitive) == 0;
    if (type.compare(scenario.disallowedType, Qt::CaseInsensitive) == 0)
        return refused(
            403, "RequestDisallowedByPolicy",
            u"Resource '%1' was disallowed by policy. Policy identifiers: 'Allowed resource types'."_s.arg(name));
    if (const QString sentence = objection(type, call.body); !sentence.isEmpty())
        return refused(400, "BadRequest", sentence);
    if (isWorkspace && name.compare(scenario.takenWorkspace, Qt::CaseInsensitive) == 0)
        return refused(409, "Conflict", u"The workspace name '%1' is not unique."_s.arg(name));
    const QString group = u'/' + call.segments.mid(0, 4).join(u'/');
    const bool needsGroup = call.segments.size() > 4;
    // The workspace of others stands in a group that the operator cannot list.
    if (needsGroup && !resources.contains(group.toLower())
        && !id.startsWith(ArmScenario::foreignWorkspaceId(), Qt::CaseInsensitive))
        return refused(404, "ResourceGroupNotFound",
                       u"Resource group '%1' could not be found."_s.arg(call.segments[3]));
    const Address address = addressOf(call.segments);
    if (type == "microsoft.securityinsights/alertrules"_L1
        && !resources.contains(
            (address.scope + u"/providers/Microsoft.SecurityInsights/onboardingStates/default"_s).toLower()))
        return refused(400, "BadRequest", u"The workspace is not onboarded to Microsoft Sentinel."_s);
    if (const QString missing = refersToNothing(call.body[u"properties"_s].toObject()); !missing.isEmpty())
        return refused(400, "BadRequest", u"The resource '%1' was not found."_s.arg(missing));
    const QJsonObject now = resources.value(id.toLower());
    if (!isNew && now.contains(u"location"_s)
        && now[u"location"_s].toString().compare(call.body[u"location"_s].toString(), Qt::CaseInsensitive) != 0)
        return refused(
            409, "InvalidResourceLocation",
            u"The resource '%1' already exists in location '%2'."_s.arg(name, now[u"location"_s].toString()));
    if (!isNew && now.contains(u"etag"_s) && call.body[u"etag"_s] != now[u"etag"_s])
        return refused(409, "Conflict", u"Newer instance of rule '%1' exists."_s.arg(name));

    QJsonObject resource = call.body; // replaced as a whole: what is not said again is gone
    resource[u"id"_s] = id;
    resource[u"name"_s] = name;
    resource[u"type"_s] = type;
    if (type == "microsoft.insights/actiongroups"_L1)
        resource[u"properties"_s] = withStatus(resource[u"properties"_s].toObject());
    if (type == "microsoft.securityinsights/alertrules"_L1)
        resource[u"etag"_s] = u"\"%1\""_s.arg(randomGuid());
    if (isWorkspace && isNew)
        return accepted(call, id, std::move(resource));
    resources[id.toLower()] = resource;
    return Answer::of(resource, isNew ? 201 : 200);
}

Answer PracticeArm::accepted(const Call &call, const QString &id, QJsonObject resource)
{
    QJsonObject properties = resource[u"properties"_s].toObject();
    properties[u"provisioningState"_s] = u"Creating"_s;
    properties[u"customerId"_s] = randomGuid();
    properties[u"workspaceCapping"_s]
        = QJsonObject{ { u"dailyQuotaGb"_s, -1 }, { u"dataIngestionStatus"_s, u"RespectQuota"_s } };
    resource[u"properties"_s] = properties;
    resources[id.toLower()] = resource;
    m_working[id.toLower()] = m_clock->utcNow().addMSecs(scenario.delay.count());
    const QString operation = randomGuid();
    m_operations[operation] = id.toLower();

    Answer answer = Answer::of(resource, 201);
    const QString status = origin(call)
        + u"/subscriptions/%1/providers/Microsoft.OperationalInsights/locations/%2/operationStatuses/%3?api-version=%4"_s
              .arg(call.segments[1], resource[u"location"_s].toString(), operation, call.option(u"api-version"_s));
    answer.headers.append({ "Azure-AsyncOperation", status.toLatin1() });
    answer.headers.append({ "Retry-After", QByteArray::number(qlonglong(scenario.retryAfter.count())) });
    return answer;
}

Answer PracticeArm::operation(const QString &id) const
{
    if (!m_operations.contains(id))
        return notFound(id);
    const bool isWorking = m_working.contains(m_operations[id]);
    Answer answer = Answer::of({ { u"name"_s, id }, { u"status"_s, isWorking ? u"InProgress"_s : u"Succeeded"_s } });
    if (isWorking)
        answer.headers.append({ "Retry-After", QByteArray::number(qlonglong(scenario.retryAfter.count())) });
    return answer;
}

Answer PracticeArm::settingsCall(const Call &call)
{
    const bool isAdmin
        = call.session.roles.contains(globalAdministratorRole()) || call.session.roles.contains(securityAdministrator);
    if (!isAdmin)
        return refused(
            403, "AuthorizationFailed",
            u"The client '%1' does not have authorization to perform action 'microsoft.aadiam/diagnosticSettings/%2' over scope '/providers/microsoft.aadiam'."_s
                .arg(call.session.userId, isWrite(call) ? u"write"_s : u"read"_s));
    if (call.segments.size() == 3)
        return page(call, settings.values());
    const QString name = call.segments[3];
    if (call.method == "PUT")
        return putSetting(call, name);
    return settings.contains(name.toLower()) ? Answer::of(settings[name.toLower()]) : notFound(name);
}

Answer PracticeArm::putSetting(const Call &call, const QString &name)
{
    if (const QString sentence = objection(u"microsoft.aadiam/diagnosticsettings"_s, call.body); !sentence.isEmpty())
        return refused(400, "BadRequest", sentence);
    const QJsonObject properties = call.body[u"properties"_s].toObject();
    const QString workspace = properties[u"workspaceId"_s].toString();
    if (!workspace.isEmpty() && !resources.contains(workspace.toLower()))
        return refused(404, "ResourceNotFound", u"The workspace '%1' was not found."_s.arg(workspace));
    if (!settings.contains(name.toLower()) && settings.size() >= mostSettings)
        return refused(409, "Conflict", u"The maximum of 5 diagnostic settings was reached."_s);
    for (auto other = settings.begin(); other != settings.end(); ++other) {
        const QJsonObject theirs = other.value()[u"properties"_s].toObject();
        if (other.key() == name.toLower() || workspace.isEmpty()
            || theirs[u"workspaceId"_s].toString().compare(workspace, Qt::CaseInsensitive) != 0)
            continue;
        for (const QJsonValue &log : properties[u"logs"_s].toArray())
            for (const QJsonValue &their : theirs[u"logs"_s].toArray())
                if (log[u"enabled"_s].toBool() && their[u"enabled"_s].toBool()
                    && log[u"category"_s] == their[u"category"_s])
                    return refused(
                        409, "Conflict",
                        u"Data sink '%1' is already used in diagnostic setting '%2' for category '%3'."_s.arg(
                            workspace, other.key(), log[u"category"_s].toString()));
    }
    const QJsonObject setting{ { u"id"_s, u"providers/microsoft.aadiam/diagnosticSettings/"_s + name },
                               { u"name"_s, name },
                               { u"type"_s, QString() },
                               { u"location"_s, QString() },
                               { u"properties"_s, properties } };
    settings[name.toLower()] = setting;
    return Answer::of(setting);
}

QJsonObject PracticeArm::save() const
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
void PracticeArm::load(const QJsonObject &state)
{
    resources.clear();
    settings.clear();
    registered.clear();
    m_working.clear();
    const QJsonObject things = state[u"resources"_s].toObject(), tenant = state[u"settings"_s].toObject(),
                      providers = state[u"registered"_s].toObject();
    for (auto resource = things.begin(); resource != things.end(); ++resource) {
        resources[resource.key()] = resource.value().toObject();
        if (resource.value()[u"properties"_s][u"provisioningState"_s].toString() == "Creating"_L1)
            m_working[resource.key()] = m_clock->utcNow();
    }
    for (auto setting = tenant.begin(); setting != tenant.end(); ++setting)
        settings[setting.key()] = setting.value().toObject();
    for (auto provider = providers.begin(); provider != providers.end(); ++provider)
        registered[provider.key()] = QDateTime::fromString(provider.value().toString(), Qt::ISODateWithMs);
}

} // namespace bg
