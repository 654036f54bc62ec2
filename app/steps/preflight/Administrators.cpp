// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/preflight/Administrators.h"

#include "app/graph/Roles.h"

namespace bg::preflight {

namespace {

bool isWholeTenant(const QString &scope)
{
    return scope == QLatin1String("/");
}

Result<AdministratorList> ask(GraphClient &graph, std::stop_token stop)
{
    Roles roles(graph);
    AdministratorList list;
    const auto instances = roles.activeInstances(stop);
    if (instances) {
        list.isFromPim = true;
        for (const RoleInstance &one : *instances)
            list.all.append({ one.principal, isWholeTenant(one.directoryScopeId), one.isPermanent(), one.end,
                              one.userPrincipalName });
        return list;
    }
    if (instances.error().kind != Error::Kind::NotLicensed)
        return fail(instances.error());
    const auto assignments = roles.globalAdministrators(stop);
    if (!assignments)
        return fail(assignments.error());
    for (const RoleAssignment &one : *assignments) {
        const bool isWhole = isWholeTenant(one.directoryScopeId);
        list.all.append({ one.principal, isWhole, isWhole, std::nullopt, one.userPrincipalName });
    }
    return list;
}

} // namespace

Result<AdministratorList> Administrators::read(GraphClient &graph, std::stop_token stop)
{
    const std::lock_guard lock(m_mutex);
    if (m_list)
        return *m_list;
    auto list = ask(graph, stop);
    if (list)
        m_list = *list;
    return list;
}

} // namespace bg::preflight
