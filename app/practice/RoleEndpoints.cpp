// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Ids.h"
#include "app/base/Random.h"
#include "app/practice/Collection.h"
#include "app/practice/Directory.h"
#include "app/practice/Endpoints.h"
#include "app/practice/Json.h"
#include "app/practice/Refusals.h"
#include "app/practice/Router.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

QString ruleSetId(const Directory &d)
{
    return u"DirectoryRole_"_s + d.tenantId + u'_' + seededId(u"rule set"_s);
}

QList<QJsonObject> roleDefinitions()
{
    const QList<std::pair<const char *, const char *>> roles{
        { "62e90394-69f5-4237-9190-012177145e10", "Global Administrator" },
        { "f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Global Reader" },
        { "e8611ab8-c189-46e8-94e1-60213ab1f814", "Privileged Role Administrator" },
        { "7be44c8a-adaf-4e2a-84d6-ab2649e08a13", "Privileged Authentication Administrator" },
        { "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", "Conditional Access Administrator" },
    };
    QList<QJsonObject> definitions;
    for (const auto &[id, name] : roles)
        definitions.append(QJsonObject{ { u"id"_s, QLatin1String(id) },
                                        { u"templateId"_s, QLatin1String(id) },
                                        { u"displayName"_s, QLatin1String(name) },
                                        { u"description"_s, QLatin1String(name) },
                                        { u"isBuiltIn"_s, true },
                                        { u"isEnabled"_s, true },
                                        { u"resourceScopes"_s, QJsonArray{ u"/"_s } },
                                        { u"version"_s, u"1"_s } });
    return definitions;
}

Reply addAssignment(Directory &d, const Call &call)
{
    if (auto problem = refusal::forShape(u"unifiedRoleAssignment"_s, call))
        return *problem;
    for (const QString &name : { u"roleDefinitionId"_s, u"principalId"_s, u"directoryScopeId"_s })
        if (call.body[name].toString().isEmpty())
            return refusal::badRequest(
                u"A value is required for property '%1' of resource 'RoleAssignment'."_s.arg(name));
    const QString principal = call.body["principalId"_L1].toString().toLower();
    if (!d.exists(principal) || !d.isSettled(principal, u"principal"_s))
        return refusal::notFound(principal);
    if (d.groups.contains(principal) && !d.groups[principal]["isAssignableToRole"_L1].toBool())
        return refusal::badRequest(u"The group is not role-assignable."_s);
    const QString role = call.body["roleDefinitionId"_L1].toString();
    for (const auto *list : { &d.roleAssignments, &d.roleSchedules })
        for (const QJsonObject &other : *list)
            if (other["principalId"_L1].toString() == principal && other["roleDefinitionId"_L1].toString() == role)
                return refusal::badRequest(
                    u"A conflicting object with one or more of the specified property values is present in the directory."_s);
    QJsonObject assignment{ { u"id"_s, QString::fromLatin1(randomToken()) },
                            { u"principalId"_s, principal },
                            { u"roleDefinitionId"_s, role },
                            { u"directoryScopeId"_s, call.body["directoryScopeId"_L1] } };
    d.roleAssignments.append(assignment);
    d.audit(call.session.userId, u"Add member to role"_s, u"RoleManagement"_s, u"User"_s, principal);
    return shown(call, assignment,
                 { .type = u"unifiedRoleAssignment"_s,
                   .context = u"roleManagement/directory/roleAssignments"_s,
                   .origin = d.graphOrigin },
                 201);
}

QJsonObject asAssignment(const QJsonObject &line)
{
    return { { u"id"_s, line["id"_L1] },
             { u"principalId"_s, line["principalId"_L1] },
             { u"roleDefinitionId"_s, line["roleDefinitionId"_L1] },
             { u"directoryScopeId"_s, line["directoryScopeId"_L1] } };
}

// Assignments of both kinds, as roleAssignments lists them.
QList<QJsonObject> allAssignments(const Directory &d)
{
    QList<QJsonObject> list = d.roleAssignments;
    for (const QJsonObject &schedule : d.roleSchedules)
        list.append(asAssignment(schedule));
    return list;
}

// The same as PIM shows them: direct ones count as assigned without end.
QList<QJsonObject> allInstances(const Directory &d)
{
    QList<QJsonObject> list = d.roleSchedules;
    for (const QJsonObject &assignment : d.roleAssignments) {
        QJsonObject instance = asAssignment(assignment);
        instance[u"appScopeId"_s] = QJsonValue::Null;
        instance[u"startDateTime"_s] = QJsonValue::Null;
        instance[u"endDateTime"_s] = QJsonValue::Null;
        instance[u"assignmentType"_s] = u"Assigned"_s;
        instance[u"memberType"_s] = u"Direct"_s;
        instance[u"roleAssignmentOriginId"_s] = assignment["id"_L1];
        instance[u"roleAssignmentScheduleId"_s] = assignment["id"_L1];
        list.append(instance);
    }
    return list;
}

// $expand=principal: the holder beside each line.
QList<QJsonObject> withPrincipals(const Directory &d, const Call &call, QList<QJsonObject> lines)
{
    if (call.option(u"$expand"_s) != "principal"_L1)
        return lines;
    for (QJsonObject &line : lines) {
        const QString id = line["principalId"_L1].toString();
        const bool isGroup = d.groups.contains(id);
        const QJsonObject holder = isGroup ? d.groups.value(id) : d.users.value(id);
        QJsonObject shownHolder{ { u"@odata.type"_s,
                                   isGroup ? u"#microsoft.graph.group"_s : u"#microsoft.graph.user"_s },
                                 { u"id"_s, id },
                                 { u"displayName"_s, holder["displayName"_L1] } };
        if (!isGroup)
            shownHolder[u"userPrincipalName"_s] = holder["userPrincipalName"_L1];
        line[u"principal"_s] = shownHolder;
    }
    return lines;
}

QList<QJsonObject> allSchedules(const Directory &d)
{
    QList<QJsonObject> list;
    for (const QJsonObject &instance : allInstances(d)) {
        const bool ends = !instance["endDateTime"_L1].isNull();
        list.append(
            QJsonObject{ { u"id"_s, instance["roleAssignmentScheduleId"_L1] },
                         { u"principalId"_s, instance["principalId"_L1] },
                         { u"roleDefinitionId"_s, instance["roleDefinitionId"_L1] },
                         { u"directoryScopeId"_s, instance["directoryScopeId"_L1] },
                         { u"appScopeId"_s, QJsonValue::Null },
                         { u"assignmentType"_s, instance["assignmentType"_L1] },
                         { u"memberType"_s, instance["memberType"_L1] },
                         { u"status"_s, u"Provisioned"_s },
                         { u"scheduleInfo"_s,
                           QJsonObject{ { u"startDateTime"_s, instance["startDateTime"_L1] },
                                        { u"recurrence"_s, QJsonValue::Null },
                                        { u"expiration"_s,
                                          QJsonObject{ { u"type"_s, ends ? u"afterDateTime"_s : u"noExpiration"_s },
                                                       { u"endDateTime"_s, instance["endDateTime"_L1] },
                                                       { u"duration"_s, QJsonValue::Null } } } } } });
    }
    return list;
}

Reply updateRule(Directory &d, const Call &call)
{
    for (qsizetype i = 0; i < d.roleRules.size(); ++i) {
        QJsonObject rule = d.roleRules[i].toObject();
        if (rule["id"_L1].toString() != call.captures[1] || call.captures[0] != ruleSetId(d))
            continue;
        const QString type = rule["@odata.type"_L1].toString();
        if (call.body["@odata.type"_L1].toString() != type)
            return Reply::refused(500, "", u"An error has occurred."_s);
        const QString shape = type.section(u'.', -1);
        QJsonObject change = call.body;
        change.remove("id"_L1);
        if (const auto problem = Shapes::known().problemWith(shape, change, call.isBeta()))
            return refusal::badRequest(u"Invalid property '%1'."_s.arg(problem->property));
        mergeInto(rule, change);
        d.roleRules[i] = rule;
        d.audit(call.session.userId, u"Update role setting in PIM"_s, u"RoleManagement"_s, u"Role"_s,
                globalAdministratorRole(), {}, u"PIM"_s);
        return Reply::noContent();
    }
    return refusal::notFound(call.captures[1]);
}

// Without a role one sees one's own lines of these lists only, and only when asking for just those.
bool asksForOwn(const Call &call)
{
    const QString filter = call.option(u"$filter"_s);
    return filter.contains(u"principalId eq '%1'"_s.arg(call.session.userId), Qt::CaseInsensitive)
        && !filter.contains(" or "_L1, Qt::CaseInsensitive);
}

Reply noPremiumForRoles()
{
    return Reply::refused(
        400, "AadPremiumLicenseRequired",
        u"The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license."_s);
}

} // namespace

void addRoles(Router &router, Directory &d)
{
    const QString base = u"roleManagement/directory/"_s;
    const QString reads
        = u"RoleManagement.Read.Directory|RoleManagement.ReadWrite.Directory|RoleManagement.Read.All|Directory.Read.All"_s;
    const QString readsSchedules
        = u"RoleAssignmentSchedule.Read.Directory|RoleAssignmentSchedule.ReadWrite.Directory|RoleManagement.Read.Directory|RoleManagement.ReadWrite.Directory|RoleManagement.Read.All"_s;
    const QString readsEligible
        = u"RoleEligibilitySchedule.Read.Directory|RoleEligibilitySchedule.ReadWrite.Directory|RoleManagement.Read.Directory|RoleManagement.ReadWrite.Directory|RoleManagement.Read.All"_s;
    const QString readsRules
        = u"RoleManagementPolicy.Read.Directory|RoleManagementPolicy.ReadWrite.Directory|RoleManagement.Read.Directory|RoleManagement.ReadWrite.Directory"_s;
    const auto anybody = Router::Caller::Anybody;
    const auto list = [&](const QString &name, const QString &type, const QString &scopes, bool isPim,
                          auto items, bool isPerPrincipal = true) {
        router.on(
            "GET", base + name, name + u".list"_s, scopes,
            [&d, name, type, isPim, items, isPerPrincipal](const Call &call) {
                if (isPim && !d.isPremium2())
                    return noPremiumForRoles();
                if (isPerPrincipal && !call.session.isApp && call.session.roles.isEmpty() && !asksForOwn(call))
                    return refusal::denied();
                return shown(
                    call, withPrincipals(d, call, items(d)),
                    { .type = type, .context = u"roleManagement/directory/"_s + name, .origin = d.graphOrigin });
            },
            anybody);
    };
    // An operator whose role is only eligible must be able to see that.
    list(u"roleAssignments"_s, u"unifiedRoleAssignment"_s, reads, false, allAssignments);
    list(u"roleAssignmentScheduleInstances"_s, u"unifiedRoleAssignmentScheduleInstance"_s, readsSchedules, true,
         allInstances);
    list(u"roleAssignmentSchedules"_s, u"unifiedRoleAssignmentSchedule"_s, readsSchedules, true, allSchedules);
    list(u"roleEligibilityScheduleInstances"_s, u"unifiedRoleEligibilityScheduleInstance"_s, readsEligible, true,
         [](const Directory &dir) { return dir.eligibilities; });
    list(u"roleDefinitions"_s, u"unifiedRoleDefinition"_s, reads, false,
         [](const Directory &) { return roleDefinitions(); }, false);

    router.on(
        "GET", base + u"roleDefinitions/{}"_s, u"roleDefinitions.get"_s, reads,
        [&d](const Call &call) {
            for (const QJsonObject &definition : roleDefinitions())
                if (definition["id"_L1].toString() == call.captures[0])
                    return shown(call, definition,
                                 { .type = u"unifiedRoleDefinition"_s,
                                   .context = u"roleManagement/directory/roleDefinitions"_s,
                                   .origin = d.graphOrigin });
            return refusal::notFound(call.captures[0]);
        },
        anybody);
    router.on("POST", base + u"roleAssignments"_s, u"roleAssignments.create"_s, u"RoleManagement.ReadWrite.Directory"_s,
              [&d](const Call &call) { return addAssignment(d, call); });
    router.on("GET", base + u"roleAssignments/{}"_s, u"roleAssignments.get"_s, reads, [&d](const Call &call) {
        for (const QJsonObject &assignment : allAssignments(d))
            if (assignment["id"_L1].toString() == call.captures[0])
                return shown(call, assignment,
                             { .type = u"unifiedRoleAssignment"_s,
                               .context = u"roleManagement/directory/roleAssignments"_s,
                               .origin = d.graphOrigin });
        return refusal::notFound(call.captures[0]);
    });
    router.on("DELETE", base + u"roleAssignments/{}"_s, u"roleAssignments.delete"_s,
              u"RoleManagement.ReadWrite.Directory"_s, [&d](const Call &call) {
                  const auto isIt = [&](const QJsonObject &a) { return a["id"_L1].toString() == call.captures[0]; };
                  return d.roleAssignments.removeIf(isIt) + d.roleSchedules.removeIf(isIt) > 0
                      ? Reply::noContent()
                      : refusal::notFound(call.captures[0]);
              });

    router.on("GET", u"policies/roleManagementPolicyAssignments"_s, u"roleManagementPolicyAssignments.list"_s,
              readsRules, [&d](const Call &call) {
                  if (!d.isPremium2())
                      return noPremiumForRoles();
                  const QString role = globalAdministratorRole();
                  QJsonObject assignment{ { u"id"_s, ruleSetId(d) + u'_' + role },
                                          { u"policyId"_s, ruleSetId(d) },
                                          { u"scopeId"_s, u"/"_s },
                                          { u"scopeType"_s, u"DirectoryRole"_s },
                                          { u"roleDefinitionId"_s, role } };
                  if (call.option(u"$expand"_s).startsWith("policy"_L1))
                      assignment[u"policy"_s] = QJsonObject{ { u"id"_s, ruleSetId(d) },
                                                             { u"displayName"_s, u"DirectoryRole"_s },
                                                             { u"description"_s, u"DirectoryRole"_s },
                                                             { u"isOrganizationDefault"_s, false },
                                                             { u"scopeId"_s, u"/"_s },
                                                             { u"scopeType"_s, u"DirectoryRole"_s },
                                                             { u"lastModifiedDateTime"_s, QJsonValue::Null },
                                                             { u"lastModifiedBy"_s,
                                                               QJsonObject{ { u"displayName"_s, QJsonValue::Null },
                                                                            { u"id"_s, QJsonValue::Null } } },
                                                             { u"rules"_s, d.roleRules } };
                  return shown(call, QList<QJsonObject>{ assignment },
                               { .type = u"unifiedRoleManagementPolicyAssignment"_s,
                                 .context = u"policies/roleManagementPolicyAssignments"_s,
                                 .origin = d.graphOrigin,
                                 .needsFilter = true });
              });
    const QString rules = u"policies/roleManagementPolicies/{}/rules"_s;
    router.on("GET", rules, u"roleManagementPolicies.rules.list"_s, readsRules, [&d](const Call &call) {
        if (call.captures[0] != ruleSetId(d))
            return refusal::notFound(call.captures[0]);
        return Reply::of({ { u"value"_s, d.roleRules } });
    });
    router.on("GET", rules + u"/{}"_s, u"roleManagementPolicies.rules.get"_s, readsRules, [&d](const Call &call) {
        for (const QJsonValue &rule : std::as_const(d.roleRules))
            if (rule["id"_L1].toString() == call.captures[1] && call.captures[0] == ruleSetId(d))
                return Reply::of(rule.toObject());
        return refusal::notFound(call.captures[1]);
    });
    router.on("PATCH", rules + u"/{}"_s, u"roleManagementPolicies.rules.update"_s,
              u"RoleManagementPolicy.ReadWrite.Directory|RoleManagement.ReadWrite.Directory"_s,
              [&d](const Call &call) { return d.isPremium2() ? updateRule(d, call) : noPremiumForRoles(); });
}

} // namespace bg
