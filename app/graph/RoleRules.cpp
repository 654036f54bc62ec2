// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/RoleRules.h"

#include "app/base/Ids.h"
#include "app/graph/ODataText.h"

#include <QJsonArray>

namespace bg {

namespace {

QStringList stringsOf(const QJsonValue &array)
{
    QStringList strings;
    for (const QJsonValue &element : array.toArray())
        strings.append(element.toString());
    return strings;
}

} // namespace

// The 17 rules have fixed ids; those of eligibility and notification do not concern us.
GlobalAdministratorRules GlobalAdministratorRules::fromJson(const QJsonObject &policyAssignment)
{
    GlobalAdministratorRules rules;
    rules.policyId = policyAssignment.value(QLatin1String("policyId")).toString();
    const QJsonValue policy = policyAssignment.value(QLatin1String("policy"));
    for (const QJsonValue &value : policy[QLatin1String("rules")].toArray()) {
        const QJsonObject rule = value.toObject();
        const QString id = rule.value(QLatin1String("id")).toString();
        if (id == QLatin1String("Expiration_Admin_Assignment")) {
            rules.permitsPermanent = !rule.value(QLatin1String("isExpirationRequired")).toBool();
            rules.maximumDuration = rule.value(QLatin1String("maximumDuration")).toString();
            rules.expirationRule = rule;
        } else if (id == QLatin1String("Enablement_Admin_Assignment")) {
            rules.assignmentAsks = stringsOf(rule.value(QLatin1String("enabledRules")));
        } else if (id == QLatin1String("Expiration_EndUser_Assignment")) {
            rules.activationDuration = rule.value(QLatin1String("maximumDuration")).toString();
        } else if (id == QLatin1String("Enablement_EndUser_Assignment")) {
            rules.activationAsks = stringsOf(rule.value(QLatin1String("enabledRules")));
        } else if (id == QLatin1String("Approval_EndUser_Assignment")) {
            rules.activationNeedsApproval
                = rule.value(QLatin1String("setting"))[QLatin1String("isApprovalRequired")].toBool();
        } else if (id == QLatin1String("AuthenticationContext_EndUser_Assignment")
                   && rule.value(QLatin1String("isEnabled")).toBool()) {
            rules.activationContext = rule.value(QLatin1String("claimValue")).toString();
        }
    }
    return rules;
}

Result<GlobalAdministratorRules> RoleRules::globalAdministrator(std::stop_token stop)
{
    GraphRequest request;
    request.path
        = QStringLiteral("/policies/roleManagementPolicyAssignments?$filter=scopeId%20eq%20'/'%20and%20scopeType"
                         "%20eq%20'DirectoryRole'%20and%20roleDefinitionId%20eq%20%1&$expand=policy($expand=rules)")
              .replace(QLatin1String("%1"), odataLiteral(globalAdministratorRole()));
    request.endpoint = QStringLiteral("roleManagementPolicyAssignments.list");
    request.scopes = { QStringLiteral("RoleManagementPolicy.Read.Directory") };
    const auto answer = m_graph.list(request, stop);
    if (!answer)
        return fail(answer.error());
    if (answer->isEmpty())
        return fail(Error::Kind::NotFound, request.endpoint);
    return GlobalAdministratorRules::fromJson(answer->first().toObject());
}

// Without the right @odata.type the service answers 500 with an empty code.
Result<void> RoleRules::write(const QString &policyId, const QJsonObject &rule, std::stop_token stop)
{
    GraphRequest request;
    request.method = "PATCH";
    request.path = QStringLiteral("/policies/roleManagementPolicies/%1/rules/%2")
                       .arg(pathSegment(policyId), pathSegment(rule.value(QLatin1String("id")).toString()));
    request.endpoint = QStringLiteral("roleManagementPolicies.rules.update");
    request.scopes = { QStringLiteral("RoleManagementPolicy.ReadWrite.Directory") };
    request.body = rule;
    request.body.insert(QStringLiteral("@odata.type"),
                        QStringLiteral("#microsoft.graph.unifiedRoleManagementPolicyExpirationRule"));
    return m_graph.send(request, stop).map([](const GraphResponse &) {});
}

Result<void> RoleRules::permitPermanent(const GlobalAdministratorRules &rules, std::stop_token stop)
{
    QJsonObject loosened = rules.expirationRule;
    loosened.insert(QStringLiteral("isExpirationRequired"), false);
    return write(rules.policyId, loosened, stop);
}

Result<void> RoleRules::restore(const GlobalAdministratorRules &rules, std::stop_token stop)
{
    return write(rules.policyId, rules.expirationRule, stop);
}

} // namespace bg
