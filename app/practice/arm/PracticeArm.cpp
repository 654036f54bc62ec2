// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/arm/PracticeArm.h"

#include "app/base/Random.h"
#include "app/practice/arm/ArmAnswer.h"
#include "app/practice/arm/ArmBody.h"
#include "app/practice/arm/DiagnosticSettings.h"

#include <QJsonArray>

namespace bg {

using namespace Qt::StringLiterals;
using namespace arm;

namespace {

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

Reply PracticeArm::answer(const Call &call)
{
    m_azure.settle();
    if (call.option(u"api-version"_s).isEmpty())
        return refused(400, "MissingApiVersionParameter",
                       u"The api-version query parameter (?api-version=) is required for all requests."_s);
    if (isWrite(call) && m_azure.scenario.asksForMfa && !call.session.hasMfa
        && !call.session.contexts.contains(u"p1"_s)) {
        Reply answer
            = refused(401, "InvalidAuthenticationToken", u"The access token lacks multi-factor authentication."_s);
        const QByteArray claims = R"({"access_token":{"acrs":{"essential":true,"values":["p1"]}}})";
        answer.headers.append({ "WWW-Authenticate",
                                "Bearer authorization_uri=\"" + originOf(call).toLatin1()
                                    + "\", error=\"insufficient_claims\", claims=\"" + claims.toBase64() + "\"" });
        return answer;
    }
    return routed(call);
}

Reply PracticeArm::routed(const Call &call)
{
    const QStringList &path = call.segments;
    const auto is = [&](qsizetype at, const char *name) {
        return path.value(at).compare(QLatin1String(name), Qt::CaseInsensitive) == 0;
    };
    if (is(0, "providers") && is(1, "microsoft.aadiam") && is(2, "diagnosticSettings"))
        return settingsAnswer(m_azure, call);
    if (!is(0, "subscriptions"))
        return refused(404, "InvalidResourceType", u"There is nothing at this address."_s);
    if (path.size() == 1)
        return subscriptions();
    if (!m_azure.hasSubscription(path[1]))
        return refused(404, "SubscriptionNotFound", u"The subscription '%1' could not be found."_s.arg(path[1]));
    if (isWrite(call) && m_azure.scenario.rights == ArmScenario::Rights::Reader)
        return refused(
            403, "AuthorizationFailed",
            u"The client '%1' with object id '%1' does not have authorization to perform action over scope '%2' or the scope is invalid."_s
                .arg(call.session.userId, pathOf(call)));
    if (is(2, "locations") && path.size() == 3)
        return locations(call);
    if (is(2, "providers") && (path.size() == 4 || is(4, "register")))
        return provider(call);
    if (is(2, "resourceGroups") && path.size() == 3)
        return list(call, u"/subscriptions/"_s + path[1] + u"/resourcegroups/"_s,
                    u"microsoft.resources/resourcegroups"_s);
    if (is(2, "resourceGroups") && path.size() == 4)
        return call.method == "PUT" ? put(call, pathOf(call), u"Microsoft.Resources/resourceGroups"_s)
                                    : list(call, pathOf(call), {});

    const Address address = addressOf(path);
    const QString space = address.type.section(u'/', 0, 0);
    if (is(4, "locations") && is(6, "operationStatuses"))
        return operation(path.value(7));
    if (space != "microsoft.securityinsights"_L1 && space != "microsoft.alertsmanagement"_L1
        && !m_azure.isRegistered(path[1], space))
        return refused(409, "MissingSubscriptionRegistration",
                       u"The subscription is not registered to use namespace '%1'."_s.arg(space));
    if (address.name.isEmpty())
        return list(call, address.scope, address.type);
    if (call.method == "PUT")
        return put(call, pathOf(call), address.type);
    return call.method == "GET" ? list(call, pathOf(call), {})
                                : refused(405, "MethodNotAllowed", u"The method is not allowed."_s);
}

Reply PracticeArm::subscriptions() const
{
    QJsonArray all;
    for (int i = 0; i < m_azure.scenario.subscriptions; ++i)
        all.append(QJsonObject{ { u"id"_s, u"/subscriptions/"_s + ArmScenario::subscriptionId(i) },
                                { u"subscriptionId"_s, ArmScenario::subscriptionId(i) },
                                { u"displayName"_s, u"Practice subscription %1"_s.arg(i + 1) },
                                { u"state"_s, u"Enabled"_s } });
    return Reply::of({ { u"value"_s, all } });
}

Reply PracticeArm::locations(const Call &call) const
{
    QList<QJsonObject> all;
    const auto add = [&](const QString &name, const QString &displayName, const QString &type) {
        all.append({ { u"id"_s, u"/subscriptions/"_s + call.segments[1] + u"/locations/"_s + name },
                     { u"name"_s, name },
                     { u"displayName"_s, displayName },
                     { u"metadata"_s, QJsonObject{ { u"regionType"_s, type } } } });
    };
    add(u"eastus"_s, u"East US"_s, u"Physical"_s);
    add(u"northeurope"_s, u"North Europe"_s, u"Physical"_s);
    add(u"westeurope"_s, u"West Europe"_s, u"Physical"_s);
    add(u"europe"_s, u"Europe"_s, u"Logical"_s);
    return page(call, all, m_azure.scenario.pageSize);
}

Reply PracticeArm::provider(const Call &call)
{
    const QString name = call.segments[3], key = (call.segments[1] + u'/' + name).toLower();
    if (isWrite(call)) {
        if (!m_azure.scenario.mayRegister)
            return refused(
                403, "AuthorizationFailed",
                u"The client does not have authorization to perform action '%1/register/action'."_s.arg(name));
        if (!m_azure.registered.contains(key))
            m_azure.registered[key] = m_azure.clock->utcNow().addMSecs(m_azure.scenario.delay.count());
    }
    const QString state = m_azure.isRegistered(call.segments[1], name) ? u"Registered"_s
        : m_azure.registered.contains(key)                             ? u"Registering"_s
                                                                       : u"NotRegistered"_s;
    return Reply::of({ { u"id"_s, u"/subscriptions/"_s + call.segments[1] + u"/providers/"_s + name },
                       { u"namespace"_s, name },
                       { u"registrationState"_s, state } });
}

// With a type, all resources of it below `prefix`; without one, the resource at `prefix`.
Reply PracticeArm::list(const Call &call, const QString &prefix, const QString &type) const
{
    if (type.isEmpty()) {
        const auto found = m_azure.resources.find(prefix.toLower());
        if (found == m_azure.resources.end())
            return call.segments.size() == 4 ? refused(
                       404, "ResourceGroupNotFound", u"Resource group '%1' could not be found."_s.arg(call.segments[3]))
                                             : notFound(prefix);
        return Reply::of(*found);
    }
    QList<QJsonObject> all;
    for (auto resource = m_azure.resources.begin(); resource != m_azure.resources.end(); ++resource)
        if (resource.key().startsWith(prefix.toLower()) && resource.value()[u"type"_s].toString().toLower() == type)
            all.append(*resource);
    return page(call, all, m_azure.scenario.pageSize);
}

QString PracticeArm::refersToNothing(const QJsonObject &properties) const
{
    for (const QJsonValue &scope : properties[u"scopes"_s].toArray())
        if (!m_azure.resources.contains(scope.toString().toLower()))
            return scope.toString();
    for (const QJsonValue &group : properties[u"actions"_s].toObject()[u"actionGroups"_s].toArray())
        if (!m_azure.resources.contains(group.toString().toLower()))
            return group.toString();
    return {};
}

Reply PracticeArm::put(const Call &call, const QString &id, const QString &type)
{
    const QString name = call.segments.last();
    const bool isNew = !m_azure.resources.contains(id.toLower());
    const bool isWorkspace = type.compare("Microsoft.OperationalInsights/workspaces"_L1, Qt::CaseInsensitive) == 0;
    if (type.compare(m_azure.scenario.disallowedType, Qt::CaseInsensitive) == 0)
        return refused(
            403, "RequestDisallowedByPolicy",
            u"Resource '%1' was disallowed by policy. Policy identifiers: 'Allowed resource types'."_s.arg(name));
    if (const QString sentence = objection(type, call.body); !sentence.isEmpty())
        return refused(400, "BadRequest", sentence);
    if (isWorkspace && name.compare(m_azure.scenario.takenWorkspace, Qt::CaseInsensitive) == 0)
        return refused(409, "Conflict", u"The workspace name '%1' is not unique."_s.arg(name));
    const QString group = u'/' + call.segments.mid(0, 4).join(u'/');
    const bool needsGroup = call.segments.size() > 4;
    // The workspace of others stands in a group that the operator cannot list.
    if (needsGroup && !m_azure.resources.contains(group.toLower())
        && !id.startsWith(ArmScenario::foreignWorkspaceId(), Qt::CaseInsensitive))
        return refused(404, "ResourceGroupNotFound",
                       u"Resource group '%1' could not be found."_s.arg(call.segments[3]));
    const Address address = addressOf(call.segments);
    if (type == "microsoft.securityinsights/alertrules"_L1
        && !m_azure.resources.contains(
            (address.scope + u"/providers/Microsoft.SecurityInsights/onboardingStates/default"_s).toLower()))
        return refused(400, "BadRequest", u"The workspace is not onboarded to Microsoft Sentinel."_s);
    if (const QString missing = refersToNothing(call.body[u"properties"_s].toObject()); !missing.isEmpty())
        return refused(400, "BadRequest", u"The resource '%1' was not found."_s.arg(missing));
    const QJsonObject now = m_azure.resources.value(id.toLower());
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
    m_azure.resources[id.toLower()] = resource;
    return Reply::of(resource, isNew ? 201 : 200);
}

Reply PracticeArm::accepted(const Call &call, const QString &id, QJsonObject resource)
{
    QJsonObject properties = resource[u"properties"_s].toObject();
    properties[u"provisioningState"_s] = u"Creating"_s;
    properties[u"customerId"_s] = randomGuid();
    properties[u"workspaceCapping"_s]
        = QJsonObject{ { u"dailyQuotaGb"_s, -1 }, { u"dataIngestionStatus"_s, u"RespectQuota"_s } };
    resource[u"properties"_s] = properties;
    m_azure.resources[id.toLower()] = resource;
    m_azure.working[id.toLower()] = m_azure.clock->utcNow().addMSecs(m_azure.scenario.delay.count());
    const QString operation = randomGuid();
    m_operations[operation] = id.toLower();

    Reply answer = Reply::of(resource, 201);
    const QString status = originOf(call)
        + u"/subscriptions/%1/providers/Microsoft.OperationalInsights/locations/%2/operationStatuses/%3?api-version=%4"_s
              .arg(call.segments[1], resource[u"location"_s].toString(), operation, call.option(u"api-version"_s));
    answer.headers.append({ "Azure-AsyncOperation", status.toLatin1() });
    answer.headers.append({ "Retry-After", QByteArray::number(qlonglong(m_azure.scenario.retryAfter.count())) });
    return answer;
}

Reply PracticeArm::operation(const QString &id) const
{
    if (!m_operations.contains(id))
        return notFound(id);
    const bool isWorking = m_azure.working.contains(m_operations[id]);
    Reply answer = Reply::of({ { u"name"_s, id }, { u"status"_s, isWorking ? u"InProgress"_s : u"Succeeded"_s } });
    if (isWorking)
        answer.headers.append({ "Retry-After", QByteArray::number(qlonglong(m_azure.scenario.retryAfter.count())) });
    return answer;
}

} // namespace bg
