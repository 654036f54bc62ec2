// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/AuditLogs.h"

#include "app/graph/GraphTime.h"
#include "app/graph/ODataText.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <optional>

namespace bg {

namespace {

GraphRequest readingLog(const QString &path, const char *endpoint, ApiVersion version)
{
    GraphRequest request;
    request.version = version;
    request.path = path;
    request.endpoint = QLatin1String(endpoint);
    request.scopes = { QStringLiteral("AuditLog.Read.All") };
    return request;
}

SignInEntry signInFrom(const QJsonValue &json)
{
    SignInEntry entry;
    entry.id = json[QLatin1String("id")].toString();
    entry.correlationId = json[QLatin1String("correlationId")].toString();
    entry.created = graphTime(json[QLatin1String("createdDateTime")]);
    entry.user = ObjectId(json[QLatin1String("userId")].toString());
    entry.userPrincipalName = json[QLatin1String("userPrincipalName")].toString();
    entry.application = json[QLatin1String("appDisplayName")].toString();
    entry.applicationId = json[QLatin1String("appId")].toString();
    entry.ipAddress = json[QLatin1String("ipAddress")].toString();
    entry.city = json[QLatin1String("location")][QLatin1String("city")].toString();
    entry.country = json[QLatin1String("location")][QLatin1String("countryOrRegion")].toString();
    entry.errorCode = json[QLatin1String("status")][QLatin1String("errorCode")].toInt();
    entry.failureReason = json[QLatin1String("status")][QLatin1String("failureReason")].toString();
    entry.conditionalAccessStatus = json[QLatin1String("conditionalAccessStatus")].toString();
    entry.isInteractive = json[QLatin1String("isInteractive")].toBool(true);
    for (const QJsonValue &detail : json[QLatin1String("authenticationDetails")].toArray())
        entry.methods.append(detail[QLatin1String("authenticationMethod")].toString());
    entry.json = json.toObject();
    return entry;
}

DirectoryAudit auditFrom(const QJsonValue &json)
{
    const QJsonValue initiator = json[QLatin1String("initiatedBy")];
    const QJsonValue user = initiator[QLatin1String("user")];
    DirectoryAudit audit;
    audit.id = json[QLatin1String("id")].toString();
    audit.when = graphTime(json[QLatin1String("activityDateTime")]);
    audit.activity = json[QLatin1String("activityDisplayName")].toString();
    audit.category = json[QLatin1String("category")].toString();
    audit.result = json[QLatin1String("result")].toString();
    audit.initiator = ObjectId(user[QLatin1String("id")].toString());
    audit.initiatorName = user.isObject() ? user[QLatin1String("userPrincipalName")].toString()
                                          : initiator[QLatin1String("app")][QLatin1String("displayName")].toString();
    for (const QJsonValue &target : json[QLatin1String("targetResources")].toArray())
        audit.targets.append(ObjectId(target[QLatin1String("id")].toString()));
    audit.json = json.toObject();
    return audit;
}

// Not a policy: the old or the new value says something else.
std::optional<ConditionalAccessPolicy> policyFrom(const QJsonValue &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text.toString().toUtf8()).object();
    if (!json[QLatin1String("conditions")][QLatin1String("users")].isObject())
        return std::nullopt;
    return ConditionalAccessPolicy::fromJson(json);
}

void appendUpdates(const QJsonValue &entry, QList<PolicyUpdate> &updates)
{
    const QString initiator = auditFrom(entry).initiatorName;
    for (const QJsonValue &target : entry[QLatin1String("targetResources")].toArray())
        for (const QJsonValue &change : target[QLatin1String("modifiedProperties")].toArray()) {
            const auto before = policyFrom(change[QLatin1String("oldValue")]);
            const auto after = policyFrom(change[QLatin1String("newValue")]);
            if (before && after)
                updates.append({ graphTime(entry[QLatin1String("activityDateTime")]),
                                 PolicyId(target[QLatin1String("id")].toString()), initiator, *before, *after });
        }
}

QString ofUserSince(const ObjectId &user, const QDateTime &since)
{
    return QStringLiteral("userId%20eq%20") + odataLiteral(user.value)
        + QStringLiteral("%20and%20createdDateTime%20ge%20") + graphTime(since);
}

} // namespace

Result<QList<SignInEntry>> AuditLogs::listSignIns(const QString &filter, ApiVersion version, std::stop_token stop)
{
    const QString path = QStringLiteral("/auditLogs/signIns?$filter=") + filter + QStringLiteral("&$top=50");
    const auto answer = m_graph.list(readingLog(path, "auditLogs.signIns.list", version), stop);
    if (!answer)
        return fail(answer.error());
    QList<SignInEntry> entries;
    for (const QJsonValue &json : *answer)
        entries.append(signInFrom(json));
    return entries;
}

Result<QList<SignInEntry>> AuditLogs::signIns(const ObjectId &user, const QDateTime &since, ApiVersion version,
                                              std::stop_token stop)
{
    return listSignIns(ofUserSince(user, since), version, stop);
}

Result<QList<SignInEntry>> AuditLogs::nonInteractiveSignIns(const ObjectId &user, const QDateTime &since,
                                                            std::stop_token stop)
{
    auto entries = listSignIns(
        ofUserSince(user, since) + QStringLiteral("%20and%20signInEventTypes/any(t:%20t%20eq%20'nonInteractiveUser')"),
        ApiVersion::Beta, stop);
    if (!entries)
        return entries;
    for (SignInEntry &entry : *entries)
        entry.isInteractive = false;
    return entries;
}

Result<QList<DirectoryAudit>> AuditLogs::listAudits(const QString &filter, std::stop_token stop)
{
    const auto answer = m_graph.list(readingLog(QStringLiteral("/auditLogs/directoryAudits?$filter=") + filter,
                                             "auditLogs.directoryAudits.list", ApiVersion::V1),
                                     stop);
    if (!answer)
        return fail(answer.error());
    QList<DirectoryAudit> audits;
    for (const QJsonValue &json : *answer)
        audits.append(auditFrom(json));
    return audits;
}

Result<QList<PolicyUpdate>> AuditLogs::policyUpdates(const QDateTime &since, std::stop_token stop)
{
    const QString path
        = QStringLiteral("/auditLogs/directoryAudits?$filter=loggedByService%20eq%20'Conditional%20Access'"
                         "%20and%20activityDateTime%20ge%20")
        + graphTime(since) + QStringLiteral("&$top=500");
    const auto answer = m_graph.list(readingLog(path, "auditLogs.directoryAudits.list", ApiVersion::V1), stop);
    if (!answer)
        return fail(answer.error());
    QList<PolicyUpdate> updates;
    for (const QJsonValue &entry : *answer)
        appendUpdates(entry, updates);
    std::stable_sort(updates.begin(), updates.end(),
                     [](const PolicyUpdate &a, const PolicyUpdate &b) { return a.when > b.when; });
    return updates;
}

Result<QList<DirectoryAudit>> AuditLogs::changesTo(const ObjectId &target, const QDateTime &since, std::stop_token stop)
{
    return listAudits(QStringLiteral("targetResources/any(t:%20t/id%20eq%20") + odataLiteral(target.value)
                          + QStringLiteral(")%20and%20activityDateTime%20ge%20") + graphTime(since),
                      stop);
}

Result<QList<DirectoryAudit>> AuditLogs::doneBy(const ObjectId &initiator, const QDateTime &since, std::stop_token stop)
{
    return listAudits(QStringLiteral("initiatedBy/user/id%20eq%20") + odataLiteral(initiator.value)
                          + QStringLiteral("%20and%20activityDateTime%20ge%20") + graphTime(since),
                      stop);
}

} // namespace bg
