// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/Roles.h"

#include "app/graph/GraphTime.h"
#include "app/graph/ODataText.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

namespace {

QString roleManagement()
{
    return QStringLiteral("/roleManagement/directory/");
}

QString filter(const std::optional<ObjectId> &principal)
{
    const QString role = QStringLiteral("roleDefinitionId%20eq%20") + odataLiteral(globalAdministratorRole());
    const QString who = principal
        ? QStringLiteral("principalId%20eq%20") + odataLiteral(principal->value) + QStringLiteral("%20and%20")
        : QString();
    // Whose role it is comes along where that is not known beforehand.
    return QStringLiteral("?$filter=") + who + role + (principal ? QString() : QStringLiteral("&$expand=principal"));
}

QString principalName(const QJsonValue &json)
{
    return json[QLatin1String("principal")][QLatin1String("userPrincipalName")].toString();
}

Result<QList<RoleAssignment>> assignmentsOf(GraphClient &graph, const std::optional<ObjectId> &principal,
                                            std::stop_token stop)
{
    GraphRequest request;
    request.path = roleManagement() + QStringLiteral("roleAssignments") + filter(principal);
    request.endpoint = QStringLiteral("roleAssignments.list");
    request.scopes = { QStringLiteral("RoleManagement.Read.Directory") };
    const auto answer = graph.list(request, stop);
    if (!answer)
        return fail(answer.error());
    QList<RoleAssignment> assignments;
    for (const QJsonValue &json : *answer)
        assignments.append({ json[QLatin1String("id")].toString(),
                             ObjectId(json[QLatin1String("principalId")].toString()),
                             json[QLatin1String("roleDefinitionId")].toString(),
                             json[QLatin1String("directoryScopeId")].toString(), principalName(json) });
    return assignments;
}

RoleInstance instanceFrom(const QJsonValue &json)
{
    RoleInstance instance;
    instance.id = json[QLatin1String("id")].toString();
    instance.principal = ObjectId(json[QLatin1String("principalId")].toString());
    instance.roleDefinitionId = json[QLatin1String("roleDefinitionId")].toString();
    instance.directoryScopeId = json[QLatin1String("directoryScopeId")].toString();
    instance.assignmentType = json[QLatin1String("assignmentType")].toString();
    instance.memberType = json[QLatin1String("memberType")].toString();
    instance.userPrincipalName = principalName(json);
    if (const QDateTime end = graphTime(json[QLatin1String("endDateTime")]); end.isValid())
        instance.end = end;
    return instance;
}

void addTicket(QJsonObject &body, const std::optional<Ticket> &ticket)
{
    if (ticket)
        body.insert(QStringLiteral("ticketInfo"),
                    QJsonObject{ { QStringLiteral("ticketNumber"), ticket->number },
                                 { QStringLiteral("ticketSystem"), ticket->system } });
}

} // namespace

bool RoleInstance::isPermanent() const
{
    const auto is = [](const QString &text, const char *word) {
        return text.compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
    };
    return is(assignmentType, "Assigned") && is(memberType, "Direct") && directoryScopeId == QLatin1String("/") && !end;
}

Result<QList<RoleAssignment>> Roles::assignments(const ObjectId &principal, std::stop_token stop)
{
    return assignmentsOf(m_graph, principal, stop);
}

Result<QList<RoleAssignment>> Roles::globalAdministrators(std::stop_token stop)
{
    return assignmentsOf(m_graph, std::nullopt, stop);
}

Result<QHash<QString, QString>> Roles::names(std::stop_token stop)
{
    GraphRequest request;
    request.path = roleManagement() + QStringLiteral("roleDefinitions?$select=id,displayName");
    request.endpoint = QStringLiteral("roleDefinitions.list");
    request.scopes = { QStringLiteral("RoleManagement.Read.Directory") };
    const auto answer = m_graph.list(request, stop);
    if (!answer)
        return fail(answer.error());
    QHash<QString, QString> names;
    for (const QJsonValue &json : *answer)
        names.insert(json[QLatin1String("id")].toString(), json[QLatin1String("displayName")].toString());
    return names;
}

Result<QList<RoleInstance>> Roles::instances(const QString &collection, const std::optional<ObjectId> &principal,
                                             std::stop_token stop)
{
    const bool isEligibility = collection.startsWith(QLatin1String("roleEligibility"));
    GraphRequest request;
    request.path = roleManagement() + collection + filter(principal);
    request.endpoint = collection + QStringLiteral(".list");
    request.scopes = { isEligibility ? QStringLiteral("RoleEligibilitySchedule.Read.Directory")
                                     : QStringLiteral("RoleAssignmentSchedule.Read.Directory") };
    const auto answer = m_graph.list(request, stop);
    if (!answer)
        return fail(answer.error());
    QList<RoleInstance> all;
    for (const QJsonValue &json : *answer)
        all.append(instanceFrom(json));
    return all;
}

Result<QList<RoleInstance>> Roles::activeInstances(const ObjectId &principal, std::stop_token stop)
{
    return instances(QStringLiteral("roleAssignmentScheduleInstances"), principal, stop);
}

Result<QList<RoleInstance>> Roles::activeInstances(std::stop_token stop)
{
    return instances(QStringLiteral("roleAssignmentScheduleInstances"), std::nullopt, stop);
}

Result<QList<RoleInstance>> Roles::eligibleInstances(const ObjectId &principal, std::stop_token stop)
{
    return instances(QStringLiteral("roleEligibilityScheduleInstances"), principal, stop);
}

Result<QList<RoleInstance>> Roles::eligibleInstances(std::stop_token stop)
{
    return instances(QStringLiteral("roleEligibilityScheduleInstances"), std::nullopt, stop);
}

// A request that arrived twice is answered RoleAssignmentExists or PendingRoleAssignmentRequest: nothing to look for.
Result<void> Roles::request(const QJsonObject &body, std::stop_token stop)
{
    GraphRequest request;
    request.method = "POST";
    request.path = roleManagement() + QStringLiteral("roleAssignmentScheduleRequests");
    request.endpoint = QStringLiteral("roleAssignmentScheduleRequests.create");
    request.scopes = { QStringLiteral("RoleAssignmentSchedule.ReadWrite.Directory") };
    request.body = body;
    request.didArrive = [](std::stop_token) -> Result<bool> { return false; };
    const auto answer = m_graph.send(request, stop);
    if (!answer && answer.error().serviceCode == QLatin1String("RoleAssignmentExists"))
        return {};
    return answer.map([](const GraphResponse &) {});
}

Result<void> Roles::assignPermanently(const ObjectId &principal, const QString &justification,
                                      const std::optional<Ticket> &ticket, std::stop_token stop)
{
    return requestPermanent(QStringLiteral("adminAssign"), principal, justification, ticket, stop);
}

Result<void> Roles::takeEndAway(const ObjectId &principal, const QString &justification,
                                const std::optional<Ticket> &ticket, std::stop_token stop)
{
    return requestPermanent(QStringLiteral("adminUpdate"), principal, justification, ticket, stop);
}

// No startDateTime: a clock that runs ahead of the service's would be refused.
Result<void> Roles::requestPermanent(const QString &action, const ObjectId &principal, const QString &justification,
                                     const std::optional<Ticket> &ticket, std::stop_token stop)
{
    QJsonObject body{
        { QStringLiteral("action"), action },
        { QStringLiteral("principalId"), principal.value },
        { QStringLiteral("roleDefinitionId"), globalAdministratorRole() },
        { QStringLiteral("directoryScopeId"), QStringLiteral("/") },
        { QStringLiteral("justification"), justification },
        { QStringLiteral("scheduleInfo"),
          QJsonObject{ { QStringLiteral("expiration"),
                         QJsonObject{ { QStringLiteral("type"), QStringLiteral("noExpiration") } } } } },
    };
    addTicket(body, ticket);
    return request(body, stop);
}

Result<void> Roles::activateSelf(const ObjectId &operatorId, const QString &justification,
                                 std::chrono::minutes duration, const std::optional<Ticket> &ticket,
                                 std::stop_token stop)
{
    QJsonObject body{
        { QStringLiteral("action"), QStringLiteral("selfActivate") },
        { QStringLiteral("principalId"), operatorId.value },
        { QStringLiteral("roleDefinitionId"), globalAdministratorRole() },
        { QStringLiteral("directoryScopeId"), QStringLiteral("/") },
        { QStringLiteral("justification"), justification },
        { QStringLiteral("scheduleInfo"),
          QJsonObject{
              { QStringLiteral("expiration"),
                QJsonObject{ { QStringLiteral("type"), QStringLiteral("afterDuration") },
                             { QStringLiteral("duration"), QStringLiteral("PT%1M").arg(duration.count()) } } } } },
    };
    addTicket(body, ticket);
    return request(body, stop);
}

Result<void> Roles::assignDirectly(const ObjectId &principal, std::stop_token stop)
{
    GraphRequest request;
    request.method = "POST";
    request.path = roleManagement() + QStringLiteral("roleAssignments");
    request.endpoint = QStringLiteral("roleAssignments.create");
    request.scopes = { QStringLiteral("RoleManagement.ReadWrite.Directory") };
    request.body = {
        { QStringLiteral("@odata.type"), QStringLiteral("#microsoft.graph.unifiedRoleAssignment") },
        { QStringLiteral("roleDefinitionId"), globalAdministratorRole() },
        { QStringLiteral("principalId"), principal.value },
        { QStringLiteral("directoryScopeId"), QStringLiteral("/") },
    };
    request.didArrive = [&](std::stop_token stopLooking) -> Result<bool> {
        return assignments(principal, stopLooking).map([](const QList<RoleAssignment> &found) {
            return std::any_of(found.begin(), found.end(), [](const RoleAssignment &assignment) {
                return assignment.directoryScopeId == QLatin1String("/");
            });
        });
    };
    const auto answer = m_graph.send(request, stop);
    if (!answer && answer.error().kind != Error::Kind::Conflict)
        return fail(answer.error());
    return {};
}

} // namespace bg
