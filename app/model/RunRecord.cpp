// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/RunRecord.h"

#include "app/model/RecordedError.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace bg {

namespace {

constexpr int recordVersion = 1;

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

QString runTime(const QDateTime &when)
{
    return when.isValid() ? when.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QJsonObject toJson(const RecordedKey &one)
{
    return { { key("credentialId"), one.credentialId },
             { key("methodId"), one.methodId },
             { key("aaguid"), one.aaguid },
             { key("model"), one.model },
             { key("serial"), one.serial },
             { key("firmware"), one.firmware },
             { key("label"), one.label } };
}

RecordedKey recordedKey(const QJsonObject &o)
{
    return { o[key("credentialId")].toString(), o[key("methodId")].toString(), o[key("aaguid")].toString(),
             o[key("model")].toString(),        o[key("serial")].toString(),   o[key("firmware")].toString(),
             o[key("label")].toString() };
}

QJsonObject toJson(const RecordedAccount &account)
{
    QJsonArray keys;
    for (const RecordedKey &one : account.keys)
        keys.append(toJson(one));
    return { { key("objectId"), account.objectId.value }, { key("userPrincipalName"), account.userPrincipalName },
             { key("displayName"), account.displayName }, { key("roleAssignment"), account.roleAssignment },
             { key("passwordSet"), account.passwordSet }, { key("keys"), keys } };
}

RecordedAccount recordedAccount(const QJsonObject &o)
{
    RecordedAccount account;
    account.objectId = ObjectId(o[key("objectId")].toString());
    account.userPrincipalName = o[key("userPrincipalName")].toString();
    account.displayName = o[key("displayName")].toString();
    account.roleAssignment = o[key("roleAssignment")].toString();
    account.passwordSet = o[key("passwordSet")].toBool();
    for (const QJsonValue &one : o[key("keys")].toArray())
        account.keys.append(recordedKey(one.toObject()));
    return account;
}

QJsonObject toJson(const RecordedPolicy &policy)
{
    return { { key("id"), policy.id },
             { key("displayName"), policy.displayName },
             { key("state"), policy.state },
             { key("outcome"), policy.outcome },
             { key("reason"), policy.reason } };
}

QJsonObject toJson(const RecordedSheet &sheet)
{
    return { { key("contentId"), sheet.contentId },
             { key("kind"), sheet.kind },
             { key("userPrincipalName"), sheet.userPrincipalName },
             { key("label"), sheet.label },
             { key("replaces"), sheet.replaces } };
}

QJsonObject toJson(const RunCounters &counters)
{
    QJsonObject perEndpoint;
    for (auto it = counters.perEndpoint.begin(); it != counters.perEndpoint.end(); ++it)
        perEndpoint[it.key()] = it.value();
    return { { key("graphRequests"), counters.graphRequests },
             { key("retries"), counters.retries },
             { key("throttled"), counters.throttled },
             { key("longestGuiStallMs"), counters.longestGuiStallMs },
             { key("secondsDirectoryLane"), counters.secondsDirectoryLane },
             { key("secondsKeyLane"), counters.secondsKeyLane },
             { key("perEndpoint"), perEndpoint } };
}

template <typename List> QJsonArray array(const List &list)
{
    QJsonArray all;
    for (const auto &one : list)
        all.append(toJson(one));
    return all;
}

} // namespace

void RunRecord::setFailure(const Error &why)
{
    failure = QStringLiteral("%1 %2").arg(name(why.kind), why.detail).trimmed();
    error = why;
}

QJsonObject RunRecord::toJson() const
{
    QJsonArray seen;
    for (const Finding &finding : findings)
        seen.append(finding.toJson());
    QJsonObject record{
        { key("version"), recordVersion },
        { key("tenantId"), tenantId.value },
        { key("tenantName"), tenantName },
        { key("tenantDomain"), tenantDomain },
        { key("runId"), runId },
        { key("mode"), name(mode) },
        { key("started"), runTime(started) },
        { key("finished"), runTime(finished) },
        { key("plan"), QJsonObject{ { key("hash"), planHash } } },
        { key("accounts"), array(accounts) },
        { key("group"),
          QJsonObject{ { key("id"), groupId },
                       { key("name"), groupName },
                       { key("members"), QJsonArray::fromStringList(groupMembers) } } },
        { key("policies"), array(policies) },
        { key("sheets"), array(sheets) },
        { key("findings"), seen },
        { key("questionnaire"), answersJson(answers) },
        { key("counters"), bg::toJson(counters) },
        { key("outcome"), outcome },
    };
    record[key("cadence")] = renewalIntervals.toJson();
    if (!alerts.isEmpty())
        record[key("alerts")] = alerts;
    if (drill)
        record[key("drill")] = drill->toJson();
    if (signIns)
        record[key("uses")] = signIns->toJson();
    if (!failure.isEmpty())
        record[key("failure")] = failure;
    if (error)
        record[key("error")] = errorJson(*error);
    return record;
}

// Counters belong to the run that wrote them; findings are read so that a check can say what is new.
Result<RunRecord> RunRecord::fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonObject o = document.object();
    if (o[key("version")].toInt() != recordVersion || o[key("tenantId")].toString().isEmpty())
        return fail(Error::Kind::Malformed, QStringLiteral("not a record of version %1").arg(recordVersion));

    RunRecord record;
    record.tenantId = TenantId(o[key("tenantId")].toString());
    record.tenantName = o[key("tenantName")].toString();
    record.tenantDomain = o[key("tenantDomain")].toString();
    record.runId = o[key("runId")].toString();
    record.mode = modeNamed(o[key("mode")].toString()).value_or(Mode::Provision);
    record.started = QDateTime::fromString(o[key("started")].toString(), Qt::ISODateWithMs);
    record.finished = QDateTime::fromString(o[key("finished")].toString(), Qt::ISODateWithMs);
    record.planHash = o[key("plan")].toObject()[key("hash")].toString();
    for (const QJsonValue &one : o[key("accounts")].toArray())
        record.accounts.append(recordedAccount(one.toObject()));
    const QJsonObject group = o[key("group")].toObject();
    record.groupId = group[key("id")].toString();
    record.groupName = group[key("name")].toString();
    for (const QJsonValue &one : group[key("members")].toArray())
        record.groupMembers.append(one.toString());
    for (const QJsonValue &one : o[key("policies")].toArray()) {
        const QJsonObject p = one.toObject();
        record.policies.append({ p[key("id")].toString(), p[key("displayName")].toString(), p[key("state")].toString(),
                                 p[key("outcome")].toString(), p[key("reason")].toString() });
    }
    record.renewalIntervals = RenewalIntervals::fromJson(o[key("cadence")].toObject());
    record.alerts = o[key("alerts")].toObject();
    for (const QJsonValue &one : o[key("sheets")].toArray()) {
        const QJsonObject s = one.toObject();
        record.sheets.append({ s[key("contentId")].toString(), s[key("kind")].toString(),
                               s[key("userPrincipalName")].toString(), s[key("label")].toString(),
                               s[key("replaces")].toString() });
    }
    if (const QJsonValue drill = o[key("drill")]; drill.isObject())
        record.drill = DrillRecord::fromJson(drill.toObject());
    if (const QJsonValue signIns = o[key("uses")]; signIns.isObject())
        record.signIns = SignInReview::fromJson(signIns.toObject());
    for (const QJsonValue &one : o[key("findings")].toArray())
        record.findings.append(Finding::fromJson(one.toObject()));
    record.answers = answersFrom(o[key("questionnaire")].toArray());
    record.outcome = o[key("outcome")].toString();
    record.failure = o[key("failure")].toString();
    record.error = o[key("error")].isObject() ? errorFrom(o[key("error")].toObject()) : errorOfText(record.failure);
    return record;
}

} // namespace bg
