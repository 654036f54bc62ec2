// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/arm/DiagnosticSettings.h"

#include "app/base/Ids.h"
#include "app/practice/arm/ArmAnswer.h"
#include "app/practice/arm/ArmBody.h"

#include <QJsonArray>

namespace bg {

using namespace Qt::StringLiterals;
using namespace arm;

namespace {

constexpr int mostSettings = 5;
const QString securityAdministrator = u"194ae4cb-b126-40b2-bd5b-6091b380977d"_s;

Reply put(Azure &azure, const Call &call, const QString &name)
{
    if (const QString sentence = objection(u"microsoft.aadiam/diagnosticsettings"_s, call.body); !sentence.isEmpty())
        return refused(400, "BadRequest", sentence);
    const QJsonObject properties = call.body[u"properties"_s].toObject();
    const QString workspace = properties[u"workspaceId"_s].toString();
    if (!workspace.isEmpty() && !azure.resources.contains(workspace.toLower()))
        return refused(404, "ResourceNotFound", u"The workspace '%1' was not found."_s.arg(workspace));
    if (!azure.settings.contains(name.toLower()) && azure.settings.size() >= mostSettings)
        return refused(409, "Conflict", u"The maximum of 5 diagnostic settings was reached."_s);
    for (auto other = azure.settings.begin(); other != azure.settings.end(); ++other) {
        const QJsonObject theirs = other.value()[u"properties"_s].toObject();
        if (other.key() == name.toLower() || workspace.isEmpty()
            || theirs[u"workspaceId"_s].toString().compare(workspace, Qt::CaseInsensitive) != 0)
            continue;
        for (const QJsonValue &log : properties[u"logs"_s].toArray())
            for (const QJsonValue &their : theirs[u"logs"_s].toArray())
                if (log[u"enabled"_s].toBool() && their[u"enabled"_s].toBool()
                    && log[u"category"_s] == their[u"category"_s])
                    return refused(
                        409, "Conflict",
                        u"Data sink '%1' is already used in diagnostic setting '%2' for category '%3'."_s.arg(
                            workspace, other.key(), log[u"category"_s].toString()));
    }
    const QJsonObject setting{ { u"id"_s, u"providers/microsoft.aadiam/diagnosticSettings/"_s + name },
                               { u"name"_s, name },
                               { u"type"_s, QString() },
                               { u"location"_s, QString() },
                               { u"properties"_s, properties } };
    azure.settings[name.toLower()] = setting;
    return Reply::of(setting);
}

} // namespace

Reply settingsAnswer(Azure &azure, const Call &call)
{
    const bool isAdmin
        = call.session.roles.contains(globalAdministratorRole()) || call.session.roles.contains(securityAdministrator);
    if (!isAdmin)
        return refused(
            403, "AuthorizationFailed",
            u"The client '%1' does not have authorization to perform action 'microsoft.aadiam/diagnosticSettings/%2' over scope '/providers/microsoft.aadiam'."_s
                .arg(call.session.userId, isWrite(call) ? u"write"_s : u"read"_s));
    if (call.segments.size() == 3)
        return page(call, azure.settings.values(), azure.scenario.pageSize);
    const QString name = call.segments[3];
    if (call.method == "PUT")
        return put(azure, call, name);
    return azure.settings.contains(name.toLower()) ? Reply::of(azure.settings[name.toLower()]) : notFound(name);
}

} // namespace bg
