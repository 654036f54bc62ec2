// SPDX-License-Identifier: GPL-3.0-or-later
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

Showing showingUnits(const Directory &d)
{
    return { .type = u"administrativeUnit"_s, .context = u"administrativeUnits"_s, .origin = d.graphOrigin };
}

void mark(Directory &d, const QString &id)
{
    if (d.users.contains(id))
        d.users[id][u"isManagementRestricted"_s] = d.isRestricted(id) ? QJsonValue(true) : QJsonValue::Null;
    if (d.groups.contains(id))
        d.groups[id][u"isManagementRestricted"_s] = d.isRestricted(id) ? QJsonValue(true) : QJsonValue::Null;
}

} // namespace

void addUnits(Router &router, Directory &d)
{
    const QString base = u"v1.0:directory/administrativeUnits"_s;
    const QString writes = u"AdministrativeUnit.ReadWrite.All"_s;
    const QString reads = writes + u"|AdministrativeUnit.Read.All|Directory.Read.All"_s;
    router.on("GET", base, u"administrativeUnits.list"_s, reads,
              [&d](const Call &call) { return shown(call, d.units.values(), showingUnits(d)); });
    router.on("POST", base, u"administrativeUnits.create"_s, writes, [&d](const Call &call) {
        if (auto problem = refusal::forShape(u"administrativeUnit"_s, call))
            return *problem;
        if (call.body["displayName"_L1].toString().isEmpty())
            return refusal::badRequest(
                u"A value is required for property 'displayName' of resource 'AdministrativeUnit'."_s);
        QJsonObject unit{ { u"description"_s, QJsonValue::Null },
                          { u"visibility"_s, QJsonValue::Null },
                          { u"isMemberManagementRestricted"_s, false },
                          { u"deletedDateTime"_s, QJsonValue::Null } };
        mergeInto(unit, call.body);
        const QString id = randomGuid();
        unit[u"id"_s] = id;
        d.units[id] = unit;
        return shown(call, unit, showingUnits(d), 201);
    });
    router.on("GET", base + u"/{}"_s, u"administrativeUnits.get"_s, reads, [&d](const Call &call) {
        return d.units.contains(call.captures[0]) ? shown(call, d.units[call.captures[0]], showingUnits(d))
                                                  : refusal::notFound(call.captures[0]);
    });
    router.on("GET", base + u"/{}/members"_s, u"administrativeUnits.members.list"_s, reads, [&d](const Call &call) {
        QJsonArray members;
        for (const QString &id : d.unitMembers.value(call.captures[0])) {
            const bool isUser = d.users.contains(id);
            members.append(
                QJsonObject{ { u"@odata.type"_s, isUser ? u"#microsoft.graph.user"_s : u"#microsoft.graph.group"_s },
                             { u"id"_s, id },
                             { u"displayName"_s, (isUser ? d.users[id] : d.groups[id])["displayName"_L1] } });
        }
        return d.units.contains(call.captures[0]) ? Reply::of({ { u"value"_s, members } })
                                                  : refusal::notFound(call.captures[0]);
    });
    router.on("POST", base + u"/{}/members/$ref"_s, u"administrativeUnits.members.add"_s, writes,
              [&d](const Call &call) {
                  const QString id = call.body["@odata.id"_L1].toString().section(u'/', -1).toLower();
                  if (!d.units.contains(call.captures[0]) || !d.exists(id))
                      return refusal::notFound(id);
                  if (!d.unitMembers[call.captures[0]].contains(id))
                      d.unitMembers[call.captures[0]].append(id);
                  mark(d, id);
                  return Reply::noContent();
              });
    router.on("DELETE", base + u"/{}/members/{}/$ref"_s, u"administrativeUnits.members.remove"_s, writes,
              [&d](const Call &call) {
                  if (!d.unitMembers[call.captures[0]].removeOne(call.captures[1].toLower()))
                      return refusal::notFound(call.captures[1]);
                  mark(d, call.captures[1].toLower());
                  return Reply::noContent();
              });
}

} // namespace bg
