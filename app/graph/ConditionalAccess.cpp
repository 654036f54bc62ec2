// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/ConditionalAccess.h"

#include "app/graph/ODataText.h"
#include "app/graph/RequestPacing.h"

#include <QJsonArray>

namespace bg {

namespace {

QString collection()
{
    return QStringLiteral("/identity/conditionalAccess/policies");
}
QString policyPath(const PolicyId &id)
{
    return collection() + QLatin1Char('/') + pathSegment(id.value);
}

GraphRequest readingPolicies(const QString &path, const char *endpoint, ApiVersion version)
{
    GraphRequest request;
    request.version = version;
    request.path = path;
    request.endpoint = QLatin1String(endpoint);
    request.scopes = { QStringLiteral("Policy.Read.All") };
    request.pace = GraphRequest::Lane::ConditionalAccess;
    return request;
}

GraphRequest listing(const QString &path, ApiVersion version)
{
    return readingPolicies(path, "conditionalAccess.policies.list", version);
}

// A tenant has at most 240 policies: all of them on one page, where the service gives so many.
QString wholeCollection()
{
    return collection() + QStringLiteral("?$top=999");
}

QList<ConditionalAccessPolicy> policiesOn(const GraphPage &page, ApiVersion version)
{
    QList<ConditionalAccessPolicy> policies;
    for (const QJsonValue &json : page.value) {
        policies.append(ConditionalAccessPolicy::fromJson(json.toObject(), version));
        policies.last().page = page.path;
    }
    return policies;
}

// Write permission alone is refused: the service reads before it writes.
QStringList writeScopes()
{
    return { QStringLiteral("Policy.Read.All"), QStringLiteral("Policy.ReadWrite.ConditionalAccess") };
}

QJsonArray idsOf(const QList<ObjectId> &groups)
{
    QJsonArray ids;
    for (const ObjectId &id : groups)
        ids.append(id.value);
    return ids;
}

} // namespace

ConditionalAccessPolicy ConditionalAccessPolicy::fromJson(const QJsonObject &json, ApiVersion seenIn)
{
    ConditionalAccessPolicy policy;
    policy.id = PolicyId(json.value(QLatin1String("id")).toString());
    policy.displayName = json.value(QLatin1String("displayName")).toString();
    policy.state = json.value(QLatin1String("state")).toString();
    policy.templateId = json.value(QLatin1String("templateId")).toString();
    policy.seenIn = seenIn;
    policy.json = json;
    const QJsonValue groups
        = json.value(QLatin1String("conditions"))[QLatin1String("users")][QLatin1String("excludeGroups")];
    for (const QJsonValue &id : groups.toArray())
        policy.excludeGroups.append(ObjectId(id.toString()));
    return policy;
}

QString reportOnlyState()
{
    return QStringLiteral("enabledForReportingButNotEnforced");
}

QJsonObject ExcludeGroups::toJson() const
{
    const QJsonObject users{ { QStringLiteral("excludeGroups"), idsOf(groups) } };
    return { { QStringLiteral("conditions"), QJsonObject{ { QStringLiteral("users"), users } } } };
}

Result<QList<ConditionalAccessPolicy>> ConditionalAccess::list(ApiVersion version, std::stop_token stop)
{
    RequestPacing &pacing = m_graph.pacing();
    const bool hasPageSize = pacing.asksForPageSize();
    auto pages = m_graph.pages(listing(hasPageSize ? wholeCollection() : collection(), version), stop);
    if (hasPageSize && !pages && pages.error().kind == Error::Kind::Refused) { // pages of its own size, then
        pages = m_graph.pages(listing(collection(), version), stop);
        if (pages)
            pacing.pageSizeIsRefused();
    }
    if (!pages)
        return fail(pages.error());
    QList<ConditionalAccessPolicy> policies;
    for (const GraphPage &one : *pages)
        policies += policiesOn(one, version);
    return policies;
}

Result<QList<ConditionalAccessPolicy>> ConditionalAccess::page(const QString &page, ApiVersion version,
                                                               std::stop_token stop)
{
    return m_graph.page(listing(page, version), stop).map([&](const GraphPage &one) {
        return policiesOn(one, version);
    });
}

Result<ConditionalAccessPolicy> ConditionalAccess::byId(const PolicyId &id, ApiVersion version, std::stop_token stop)
{
    const auto answer = m_graph.send(readingPolicies(policyPath(id), "conditionalAccess.policies.get", version), stop);
    return answer.map(
        [&](const GraphResponse &response) { return ConditionalAccessPolicy::fromJson(response.json, version); });
}

Result<void> ConditionalAccess::update(const PolicyId &policy, const QJsonObject &body, ApiVersion version,
                                       std::stop_token stop)
{
    GraphRequest request = readingPolicies(policyPath(policy), "conditionalAccess.policies.update", version);
    request.method = "PATCH";
    request.scopes = writeScopes();
    request.body = body;
    return m_graph.send(request, stop).map([](const GraphResponse &) {});
}

Result<void> ConditionalAccess::switchOn(const PolicyId &policy, std::stop_token stop)
{
    return update(policy, { { QStringLiteral("state"), QStringLiteral("enabled") } }, ApiVersion::V1, stop);
}

Result<ConditionalAccessPolicy> ConditionalAccess::create(const GuardPolicy &guard, std::stop_token stop)
{
    GraphRequest request = readingPolicies(collection(), "conditionalAccess.policies.create", ApiVersion::V1);
    request.method = "POST";
    request.scopes = writeScopes();
    request.body = {
        { QStringLiteral("displayName"), guard.displayName },
        { QStringLiteral("state"), reportOnlyState() },
        { QStringLiteral("conditions"),
          QJsonObject{
              { QStringLiteral("clientAppTypes"), QJsonArray{ QStringLiteral("all") } },
              { QStringLiteral("applications"),
                QJsonObject{ { QStringLiteral("includeApplications"), QJsonArray{ QStringLiteral("All") } } } },
              { QStringLiteral("users"), QJsonObject{ { QStringLiteral("includeGroups"), idsOf({ guard.group }) } } },
          } },
        { QStringLiteral("grantControls"),
          QJsonObject{
              { QStringLiteral("operator"), QStringLiteral("OR") },
              { QStringLiteral("authenticationStrength"),
                QJsonObject{ { QStringLiteral("id"), guard.authenticationStrengthId } } },
          } },
    };
    std::optional<ConditionalAccessPolicy> found;
    request.didArrive = [&](std::stop_token stopLooking) -> Result<bool> {
        const auto policies = list(ApiVersion::V1, stopLooking);
        if (!policies)
            return fail(policies.error());
        for (const ConditionalAccessPolicy &policy : *policies) {
            const QJsonValue groups = policy.json.value(
                QLatin1String("conditions"))[QLatin1String("users")][QLatin1String("includeGroups")];
            if (policy.displayName == guard.displayName && groups.toArray() == idsOf({ guard.group }))
                found = policy;
        }
        return found.has_value();
    };
    const auto answer = m_graph.send(request, stop);
    if (!answer)
        return fail(answer.error());
    return found ? *found : ConditionalAccessPolicy::fromJson(answer->json);
}

} // namespace bg
