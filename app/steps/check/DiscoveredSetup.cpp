// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/check/DiscoveredSetup.h"

#include "app/graph/Organization.h"
#include "app/plan/TenantStatus.h"
#include "app/steps/policies/PolicyListing.h"
#include "app/steps/preflight/Discovery.h"

namespace bg {

namespace {

Result<QList<QJsonObject>> policies(GraphClient &graph, Clock &clock, std::stop_token stop)
{
    PolicyListing listing(graph, clock, false);
    const auto read = listing.readAll(stop);
    if (!read && read.error().kind != Error::Kind::NotLicensed)
        return fail(read.error());
    QList<QJsonObject> all;
    for (const ConditionalAccessPolicy &policy : listing.all())
        all.append(policy.json);
    return all;
}

void describe(RunRecord &record, const DiscoveredAccount &found)
{
    RecordedAccount account;
    account.objectId = found.user.id;
    account.userPrincipalName = found.user.userPrincipalName.value;
    account.displayName = found.user.displayName;
    account.roleAssignment = found.role;
    record.accounts.append(account);
    if (record.groupId.isEmpty() && !found.group.isEmpty()) {
        record.groupId = found.group.value;
        record.groupName = found.groupName;
    }
}

} // namespace

std::optional<DesiredState> foundState(const DiscoveredSetup &found)
{
    constexpr qsizetype pair = 2;
    if (found.accounts.size() < pair)
        return std::nullopt;
    RunRecord surest = found.record;
    surest.accounts.resize(pair);
    DesiredState desired = stateOf(surest);
    if (!surest.groupId.isEmpty())
        desired.adoptedGroup = ObjectId(surest.groupId);
    return desired;
}

Result<std::optional<DiscoveredSetup>> findRecord(GraphClient &graph, Clock &clock, const Identity &person,
                                              std::stop_token stop)
{
    const auto all = policies(graph, clock, stop);
    if (!all)
        return fail(all.error());
    preflight::Administrators administrators;
    const auto accounts = Discovery(graph, administrators, *all, {}).find(stop);
    if (!accounts)
        return fail(accounts.error());
    DiscoveredSetup found;
    for (const DiscoveredAccount &account : *accounts) {
        if (!account.isLikely() || account.user.id == person.objectId)
            continue;
        found.accounts.append(account);
        describe(found.record, account);
    }
    if (found.accounts.isEmpty())
        return std::nullopt;
    const auto organization = Organization(graph).profile(stop);
    if (!organization)
        return fail(organization.error());
    found.record.tenantId = organization->id;
    found.record.tenantName = organization->displayName;
    for (const VerifiedDomain &domain : organization->verifiedDomains)
        if (domain.isInitial)
            found.record.tenantDomain = domain.name;
    return found;
}

} // namespace bg
