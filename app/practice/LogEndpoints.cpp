// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Collection.h"
#include "app/practice/Directory.h"
#include "app/practice/Endpoints.h"
#include "app/practice/Refusals.h"
#include "app/practice/Router.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

Reply noPremiumForLogs()
{
    return Reply::refused(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
                          u"Neither tenant is B2C or tenant doesn't have premium license"_s);
}

QJsonObject signInForVersion(const Call &call, QJsonObject signIn)
{
    if (!call.isBeta())
        for (const QString &name :
             { u"authenticationRequirement"_s, u"authenticationDetails"_s, u"signInEventTypes"_s })
            signIn.remove(name);
    return signIn;
}

QList<QJsonObject> signInForVersion(const Call &call, const QList<QJsonObject> &signIns)
{
    QList<QJsonObject> list;
    for (const QJsonObject &signIn : signIns)
        list.append(signInForVersion(call, signIn));
    return list;
}

// What has reached the log by now.
QList<QJsonObject> arrived(const Directory &d, const QList<QJsonObject> &entries, QLatin1String time)
{
    QList<QJsonObject> list;
    const QDateTime until = d.now().addMSecs(-d.scenario.logLag.count());
    for (const QJsonObject &entry : entries)
        if (QDateTime::fromString(entry[time].toString(), Qt::ISODateWithMs) <= until)
            list.append(entry);
    return list;
}

// Those without a person are only shown to who asks for their kind.
QList<QJsonObject> signInsFor(const Call &call, const Directory &d)
{
    QList<QJsonObject> list = arrived(d, d.signIns, "createdDateTime"_L1);
    if (!call.option(u"$filter"_s).contains("signInEventTypes"_L1))
        list.removeIf([](const QJsonObject &signIn) { return !signIn["isInteractive"_L1].toBool(true); });
    return list;
}

Showing showingSignIns(const Directory &d)
{
    return { .type = u"signIn"_s,
             .context = u"auditLogs/signIns"_s,
             .origin = d.graphOrigin,
             .pageSize = 1000,
             .largestPage = 1000 };
}

QJsonObject registrationDetails(const Directory &d, const QJsonObject &user)
{
    const QString id = user["id"_L1].toString();
    const bool hasKey = !d.passkeys.value(id).isEmpty();
    return { { u"id"_s, id },
             { u"userPrincipalName"_s, user["userPrincipalName"_L1] },
             { u"userDisplayName"_s, user["displayName"_L1] },
             { u"userType"_s, u"member"_s },
             { u"isAdmin"_s, d.isAdministrator(id) },
             { u"isMfaCapable"_s, hasKey },
             { u"isMfaRegistered"_s, hasKey },
             { u"isPasswordlessCapable"_s, hasKey },
             { u"isSsprCapable"_s, false },
             { u"isSsprEnabled"_s, false },
             { u"isSsprRegistered"_s, false },
             { u"isSystemPreferredAuthenticationMethodEnabled"_s, false },
             { u"systemPreferredAuthenticationMethods"_s, QJsonArray() },
             { u"methodsRegistered"_s, hasKey ? QJsonArray{ u"passKeyDeviceBound"_s } : QJsonArray() },
             { u"lastUpdatedDateTime"_s, d.timestamp() } };
}

} // namespace

void addLogs(Router &router, Directory &d)
{
    const QString reads = u"AuditLog.Read.All"_s;
    router.on("GET", u"auditLogs/signIns"_s, u"auditLogs.signIns.list"_s, reads, [&d](const Call &call) {
        return d.isPremium1() ? shown(call, signInForVersion(call, signInsFor(call, d)), showingSignIns(d)) : noPremiumForLogs();
    });
    router.on("GET", u"v1.0:auditLogs/signIns/{}"_s, u"auditLogs.signIns.get"_s, reads, [&d](const Call &call) {
        for (const QJsonObject &signIn : std::as_const(d.signIns))
            if (signIn["id"_L1].toString() == call.captures[0])
                return shown(call, signInForVersion(call, signIn), showingSignIns(d));
        return refusal::notFound(call.captures[0]);
    });
    router.on("GET", u"v1.0:auditLogs/directoryAudits"_s, u"auditLogs.directoryAudits.list"_s, reads,
              [&d](const Call &call) {
                  return shown(call, arrived(d, d.audits, "activityDateTime"_L1),
                               { .type = u"directoryAudit"_s,
                                 .context = u"auditLogs/directoryAudits"_s,
                                 .origin = d.graphOrigin,
                                 .pageSize = 1000,
                                 .largestPage = 1000 });
              });
    const QString details = u"v1.0:reports/authenticationMethods/userRegistrationDetails"_s;
    router.on("GET", details, u"reports.userRegistrationDetails.list"_s, reads, [&d](const Call &call) {
        QList<QJsonObject> list;
        for (const QJsonObject &user : std::as_const(d.users))
            list.append(registrationDetails(d, user));
        return d.isPremium1() ? shown(call, list,
                                      { .type = u"userRegistrationDetails"_s,
                                        .context = u"reports/authenticationMethods/userRegistrationDetails"_s,
                                        .origin = d.graphOrigin })
                              : noPremiumForLogs();
    });
    router.on("GET", details + u"/{}"_s, u"reports.userRegistrationDetails.get"_s, reads, [&d](const Call &call) {
        const QJsonObject *user = d.user(call.captures[0]);
        if (!d.isPremium1())
            return noPremiumForLogs();
        return user ? shown(call, registrationDetails(d, *user),
                            { .type = u"userRegistrationDetails"_s,
                              .context = u"reports/authenticationMethods/userRegistrationDetails"_s,
                              .origin = d.graphOrigin })
                    : refusal::notFound(call.captures[0]);
    });
}

} // namespace bg
