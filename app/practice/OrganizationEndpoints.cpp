// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Collection.h"
#include "app/practice/Directory.h"
#include "app/practice/Endpoints.h"
#include "app/practice/Router.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

QList<QJsonObject> listOf(const QJsonArray &array)
{
    QList<QJsonObject> list;
    for (const QJsonValue &item : array)
        list.append(item.toObject());
    return list;
}

} // namespace

void addOrganization(Router &router, Directory &d)
{
    const auto organization
        = [&d] { return Showing{ .type = u"organization"_s, .context = u"organization"_s, .origin = d.graphOrigin }; };
    const QString readsAll
        = u"Organization.Read.All|Organization.ReadWrite.All|Directory.Read.All|Directory.ReadWrite.All|User.Read"_s;
    router.on(
        "GET", u"organization"_s, u"organization.list"_s, readsAll,
        [&d, organization](const Call &call) {
            Showing how = organization();
            // With User.Read alone the plans and the kind of tenant stay hidden.
            if (!call.session.mayWith(u"Organization.Read.All"_s) && !call.session.mayWith(u"Directory.Read.All"_s))
                how.byDefault = QStringList{ u"id"_s, u"displayName"_s, u"verifiedDomains"_s };
            return shown(call, QList<QJsonObject>{ d.organization }, how);
        },
        Router::Caller::Anybody);
    router.on(
        "GET", u"organization/{}"_s, u"organization.get"_s, readsAll,
        [&d, organization](const Call &call) {
            return call.captures[0] == d.tenantId ? shown(call, d.organization, organization())
                                                  : refusal::notFound(call.captures[0]);
        },
        Router::Caller::Anybody);
    router.on("GET", u"domains"_s, u"domains.list"_s, u"Domain.Read.All|Directory.Read.All|Domain.ReadWrite.All"_s,
              [&d](const Call &call) {
                  return shown(call, listOf(d.domains),
                               { .type = u"domain"_s, .context = u"domains"_s, .origin = d.graphOrigin });
              });
    router.on("GET", u"subscribedSkus"_s, u"subscribedSkus.list"_s,
              u"LicenseAssignment.Read.All|Organization.Read.All|Directory.Read.All"_s, [&d](const Call &call) {
                  return shown(call, listOf(d.skus),
                               { .type = u"subscribedSku"_s, .context = u"subscribedSkus"_s, .origin = d.graphOrigin });
              });
}

} // namespace bg
