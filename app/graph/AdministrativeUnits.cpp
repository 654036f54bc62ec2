// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/AdministrativeUnits.h"

#include "app/graph/MemberLink.h"
#include "app/graph/ODataText.h"

namespace bg {

namespace {
QString unitPath(const ObjectId &unit)
{
    return QStringLiteral("/directory/administrativeUnits/") + pathSegment(unit.value);
}
QStringList writeScope()
{
    return { QStringLiteral("AdministrativeUnit.ReadWrite.All") };
}
} // namespace

Result<AdministrativeUnit> AdministrativeUnits::byId(const ObjectId &id, std::stop_token stop)
{
    GraphRequest request;
    request.path = unitPath(id) + QStringLiteral("?$select=id,displayName,isMemberManagementRestricted");
    request.endpoint = QStringLiteral("administrativeUnits.get");
    request.scopes = { QStringLiteral("AdministrativeUnit.Read.All") };
    const auto answer = m_graph.send(request, stop);
    if (!answer)
        return fail(answer.error());
    const QJsonObject &json = answer->json;
    return AdministrativeUnit{ ObjectId(json.value(QLatin1String("id")).toString()),
                               json.value(QLatin1String("displayName")).toString(),
                               json.value(QLatin1String("isMemberManagementRestricted")).toBool() };
}

Result<void> AdministrativeUnits::removeMember(const ObjectId &unit, const ObjectId &member, std::stop_token stop)
{
    GraphRequest request;
    request.method = "DELETE";
    request.path = MemberLink::ofAdministrativeUnit(unit, member).path();
    request.endpoint = QStringLiteral("administrativeUnits.members.remove");
    request.scopes = writeScope();
    const auto answer = m_graph.send(request, stop);
    if (!answer && answer.error().kind != Error::Kind::NotFound)
        return fail(answer.error());
    return {};
}

Result<void> AdministrativeUnits::addMember(const ObjectId &unit, const ObjectId &member, std::stop_token stop)
{
    GraphRequest request;
    request.method = "POST";
    request.path = unitPath(unit) + QStringLiteral("/members/$ref");
    request.endpoint = QStringLiteral("administrativeUnits.members.add");
    request.scopes = writeScope();
    request.body = { { QStringLiteral("@odata.id"),
                       m_graph.cloud().graph.toString(QUrl::RemovePath | QUrl::StripTrailingSlash)
                           + QStringLiteral("/v1.0/directoryObjects/") + member.value } };
    request.didArrive = [](std::stop_token) -> Result<bool> { return false; };
    const auto answer = m_graph.send(request, stop);
    if (!answer && answer.error().kind != Error::Kind::Conflict)
        return fail(answer.error());
    return {};
}

} // namespace bg
