// SPDX-License-Identifier: GPL-3.0-or-later
// PIM's requests for role assignments.
#include "app/base/Random.h"
#include "app/practice/Collection.h"
#include "app/practice/Directory.h"
#include "app/practice/Endpoints.h"
#include "app/practice/Refusals.h"
#include "app/practice/Router.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

const QString requestType = u"unifiedRoleAssignmentScheduleRequest"_s;

Showing showingRequests(const Directory &d)
{
    return { .type = requestType,
             .context = u"roleManagement/directory/roleAssignmentScheduleRequests"_s,
             .origin = d.graphOrigin };
}

QJsonObject rule(const Directory &d, const QString &id)
{
    for (const QJsonValue &rule : d.roleRules)
        if (rule["id"_L1].toString() == id)
            return rule.toObject();
    return {};
}

// The rules that the request breaks, by the names PIM gives them.
QStringList brokenRules(const Directory &d, const Call &call, const QString &surface)
{
    QStringList broken;
    const QString expiration = call.body["scheduleInfo"_L1]["expiration"_L1]["type"_L1].toString();
    const QJsonArray enabled = rule(d, u"Enablement_"_s + surface)["enabledRules"_L1].toArray();
    if (rule(d, u"Expiration_"_s + surface)["isExpirationRequired"_L1].toBool()
        && expiration.compare("noExpiration"_L1, Qt::CaseInsensitive) == 0)
        broken.append(u"ExpirationRule"_s);
    if (enabled.contains(u"Justification"_s) && call.body["justification"_L1].toString().trimmed().isEmpty())
        broken.append(u"JustificationRule"_s);
    if (enabled.contains(u"Ticketing"_s) && call.body["ticketInfo"_L1]["ticketNumber"_L1].toString().isEmpty())
        broken.append(u"TicketingRule"_s);
    if (enabled.contains(u"MultiFactorAuthentication"_s) && !call.session.hasMfa)
        broken.append(u"MfaRule"_s);
    return broken;
}

QDateTime endOf(const Call &call, const QDateTime &start)
{
    const QJsonValue expiration = call.body["scheduleInfo"_L1]["expiration"_L1];
    if (expiration["endDateTime"_L1].isString())
        return QDateTime::fromString(expiration["endDateTime"_L1].toString(), Qt::ISODateWithMs);
    const QString duration = expiration["duration"_L1].toString(); // PT8H, P30D
    if (duration.startsWith("PT"_L1) && duration.endsWith(u'H'))
        return start.addSecs(3600LL * duration.mid(2).chopped(1).toInt());
    if (duration.startsWith(u'P') && duration.endsWith(u'D'))
        return start.addDays(duration.mid(1).chopped(1).toInt());
    return {};
}

Reply createRequest(Directory &d, const Call &call)
{
    if (!d.isPremium2())
        return Reply::refused(
            400, "AadPremiumLicenseRequired",
            u"The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license."_s);
    if (auto problem = refusal::forShape(requestType, call))
        return *problem;
    for (const QString &name : { u"action"_s, u"principalId"_s, u"roleDefinitionId"_s, u"directoryScopeId"_s })
        if (call.body[name].toString().isEmpty())
            return Reply::refused(400, "InvalidRequest", u"The property %1 is required."_s.arg(name));
    const QString action = call.body["action"_L1].toString();
    const QString principal = call.body["principalId"_L1].toString().toLower();
    const QString role = call.body["roleDefinitionId"_L1].toString();
    const bool isActivation = action == "selfActivate"_L1;
    if (!isActivation && call.session.roles.isEmpty())
        return Reply::refused(403, "UnauthorizedAccessException", u"Attempted to perform an unauthorized operation."_s);
    if (!d.exists(principal) || !d.isSettled(principal, u"principal"_s))
        return Reply::refused(404, "SubjectNotFound", u"The subject is not found."_s);
    const auto isSame = [&](const QJsonObject &a) {
        return a["principalId"_L1].toString() == principal && a["roleDefinitionId"_L1].toString() == role;
    };
    if (action == "adminRemove"_L1) {
        if (d.roleSchedules.removeIf(isSame) + d.roleAssignments.removeIf(isSame) == 0)
            return Reply::refused(400, "RoleAssignmentDoesNotExist", u"The Role assignment does not exist."_s);
    } else if (action == "adminUpdate"_L1) {
        if (std::none_of(d.roleSchedules.begin(), d.roleSchedules.end(), isSame))
            return Reply::refused(400, "RoleAssignmentDoesNotExist", u"The Role assignment does not exist."_s);
    } else if (action != "adminAssign"_L1 && !isActivation) {
        return Reply::refused(400, "InvalidRequest", u"The action is not supported by this practice."_s);
    }
    const QDateTime start = d.now();
    const QDateTime end = endOf(call, start);
    if (action != "adminRemove"_L1) {
        const bool isEligible = std::any_of(d.eligibilities.begin(), d.eligibilities.end(), isSame);
        if (isActivation && (!isEligible || principal != call.session.userId))
            return Reply::refused(400, "RoleAssignmentDoesNotExist", u"The Role assignment does not exist."_s);
        if (const auto wanted
            = QDateTime::fromString(call.body["scheduleInfo"_L1]["startDateTime"_L1].toString(), Qt::ISODateWithMs);
            wanted.isValid() && wanted < start.addSecs(-300))
            return Reply::refused(400, "InvalidStartDateTime", u"The start time is in the past."_s);
        const QStringList broken = brokenRules(d, call, isActivation ? u"EndUser_Assignment"_s : u"Admin_Assignment"_s);
        if (!broken.isEmpty())
            return Reply::refused(400, "RoleAssignmentRequestPolicyValidationFailed",
                                  u"The following policy rules failed: [\"%1\"]"_s.arg(broken.join(u"\",\""_s)));
        for (const auto *list : { &d.roleSchedules, &d.roleAssignments })
            if (action == "adminAssign"_L1 && std::any_of(list->begin(), list->end(), isSame))
                return Reply::refused(400, "RoleAssignmentExists", u"The Role assignment already exists."_s);
    }
    const bool isDryRun = call.body["isValidationOnly"_L1].toBool();
    const QString scheduleId = randomGuid();
    if (!isDryRun && action == "adminUpdate"_L1)
        d.roleSchedules.removeIf(isSame);
    if (!isDryRun && action != "adminRemove"_L1) {
        d.roleSchedules.append(QJsonObject{
            { u"id"_s, QString::fromLatin1(randomToken()) },
            { u"principalId"_s, principal },
            { u"roleDefinitionId"_s, role },
            { u"directoryScopeId"_s, call.body["directoryScopeId"_L1] },
            { u"appScopeId"_s, QJsonValue::Null },
            { u"startDateTime"_s, start.toString(Qt::ISODateWithMs) },
            { u"endDateTime"_s, end.isValid() ? QJsonValue(end.toString(Qt::ISODateWithMs)) : QJsonValue::Null },
            { u"assignmentType"_s, isActivation ? u"Activated"_s : u"Assigned"_s },
            { u"memberType"_s, u"Direct"_s },
            { u"roleAssignmentOriginId"_s, scheduleId },
            { u"roleAssignmentScheduleId"_s, scheduleId } });
        d.audit(call.session.userId, u"Add member to role completed (PIM activation)"_s, u"RoleManagement"_s, u"User"_s,
                principal, {}, u"PIM"_s);
    }
    const QJsonValue ticket = call.body["ticketInfo"_L1];
    const QJsonObject request{
        { u"id"_s, scheduleId },
        { u"status"_s, action == "adminRemove"_L1 ? u"Revoked"_s : u"Provisioned"_s },
        { u"createdDateTime"_s, start.toString(Qt::ISODateWithMs) },
        { u"completedDateTime"_s, start.toString(Qt::ISODateWithMs) },
        { u"approvalId"_s, QJsonValue::Null },
        { u"customData"_s, QJsonValue::Null },
        { u"action"_s, action },
        { u"principalId"_s, principal },
        { u"roleDefinitionId"_s, role },
        { u"directoryScopeId"_s, call.body["directoryScopeId"_L1] },
        { u"appScopeId"_s, QJsonValue::Null },
        { u"isValidationOnly"_s, isDryRun },
        { u"targetScheduleId"_s, scheduleId },
        { u"justification"_s,
          call.body.contains("justification"_L1) ? call.body["justification"_L1] : QJsonValue::Null },
        { u"createdBy"_s,
          QJsonObject{ { u"application"_s, QJsonValue::Null },
                       { u"device"_s, QJsonValue::Null },
                       { u"user"_s,
                         QJsonObject{ { u"displayName"_s, QJsonValue::Null }, { u"id"_s, call.session.userId } } } } },
        { u"scheduleInfo"_s,
          QJsonObject{
              { u"startDateTime"_s, start.toString(Qt::ISODateWithMs) },
              { u"recurrence"_s, QJsonValue::Null },
              { u"expiration"_s,
                QJsonObject{ { u"type"_s, end.isValid() ? u"afterDateTime"_s : u"noExpiration"_s },
                             { u"endDateTime"_s,
                               end.isValid() ? QJsonValue(end.toString(Qt::ISODateWithMs)) : QJsonValue::Null },
                             { u"duration"_s, QJsonValue::Null } } } } },
        { u"ticketInfo"_s,
          ticket.isObject()
              ? ticket
              : QJsonObject{ { u"ticketNumber"_s, QJsonValue::Null }, { u"ticketSystem"_s, QJsonValue::Null } } }
    };
    if (!isDryRun)
        d.scheduleRequests.append(request);
    return shown(call, request, showingRequests(d), 201);
}

} // namespace

void addScheduleRequests(Router &router, Directory &d)
{
    const QString base = u"roleManagement/directory/roleAssignmentScheduleRequests"_s;
    const QString writes = u"RoleAssignmentSchedule.ReadWrite.Directory|RoleManagement.ReadWrite.Directory"_s;
    const QString reads = writes + u"|RoleAssignmentSchedule.Read.Directory|RoleManagement.Read.Directory"_s;
    const auto anybody = Router::Caller::Anybody;
    router.on(
        "POST", base, u"roleAssignmentScheduleRequests.create"_s, writes,
        [&d](const Call &call) { return createRequest(d, call); }, anybody);
    router.on("GET", base, u"roleAssignmentScheduleRequests.list"_s, reads,
              [&d](const Call &call) { return shown(call, d.scheduleRequests, showingRequests(d)); });
    router.on("GET", base + u"/{}"_s, u"roleAssignmentScheduleRequests.get"_s, reads, [&d](const Call &call) {
        for (const QJsonObject &request : d.scheduleRequests)
            if (request["id"_L1].toString() == call.captures[0])
                return shown(call, request, showingRequests(d));
        return refusal::notFound(call.captures[0]);
    });
    router.on("POST", base + u"/{}/cancel"_s, u"roleAssignmentScheduleRequests.cancel"_s, writes,
              [&d](const Call &call) {
                  for (const QJsonObject &request : std::as_const(d.scheduleRequests))
                      if (request["id"_L1].toString() == call.captures[0]) // all of ours are provisioned at once
                          return Reply::refused(400, "RoleAssignmentRequestCannotBeCancelled",
                                                u"A request that was provisioned cannot be cancelled."_s);
                  return refusal::notFound(call.captures[0]);
              });
}

} // namespace bg
