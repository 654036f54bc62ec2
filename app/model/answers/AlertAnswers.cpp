// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/answers/AlertAnswers.h"

#include "app/arm/AlertDeploymentSpec.h"

#include <QJsonArray>

namespace bg {

namespace {

QString at(const QString &member)
{
    return QStringLiteral("alerts.") + member;
}

bool phones(AnswerReader &reader, const QString &member, const QStringList &texts, QList<PhoneNumber> &into)
{
    for (const QString &text : texts) {
        const auto phone = PhoneNumber::of(text);
        if (!phone)
            return reader.refuse(at(member), QStringLiteral("must hold numbers like \"+49 15112345678\""));
        into.append(*phone);
    }
    return true;
}

bool receivers(AnswerReader &reader, const QJsonObject &o, AlertReceivers &into)
{
    QStringList sms, voice, webhooks;
    const std::pair<QString, QStringList *> lists[]{ { QStringLiteral("emails"), &into.emails },
                                                     { QStringLiteral("sms"), &sms },
                                                     { QStringLiteral("voice"), &voice },
                                                     { QStringLiteral("webhooks"), &webhooks } };
    for (const auto &[member, target] : lists)
        if (o.contains(member) && !reader.texts(at(member), o[member], *target))
            return false;
    for (const QString &webhook : webhooks)
        into.webhooks.append(QUrl(webhook, QUrl::StrictMode));
    if (!phones(reader, QStringLiteral("sms"), sms, into.sms)
        || !phones(reader, QStringLiteral("voice"), voice, into.voice))
        return false;
    if (const auto problem = into.problem())
        return reader.refuse(QStringLiteral("alerts"), QStringLiteral("cannot be used: ") + *problem);
    return true;
}

bool leftOut(AnswerReader &reader, const QJsonObject &o, QStringList &into)
{
    const QString member = QStringLiteral("leftOut");
    if (!o.contains(member))
        return true;
    if (!reader.texts(at(member), o[member], into))
        return false;
    const QStringList known = alertKeys();
    for (const QString &key : into)
        if (!known.contains(key))
            return reader.refuse(at(member), QStringLiteral("may hold only ") + known.join(QStringLiteral(", ")));
    return true;
}

} // namespace

bool readAlerts(AnswerReader &reader, const QJsonValue &value, AlertChoice &into)
{
    if (!value.isObject())
        return reader.yesNo(QStringLiteral("alerts"), value, into.deploy);
    const QJsonObject o = value.toObject();
    if (!reader.knownMembersOnly(at({}), o,
                                 { "deploy", "files", "subscription", "resourceGroup", "workspace", "usedWorkspace",
                                   "location", "sentinel", "emails", "sms", "voice", "webhooks", "leftOut" }))
        return false;
    const std::pair<QString, bool *> flags[]{ { QStringLiteral("files"), &into.files },
                                              { QStringLiteral("deploy"), &into.deploy },
                                              { QStringLiteral("sentinel"), &into.sentinel } };
    for (const auto &[member, target] : flags)
        if (o.contains(member) && !reader.yesNo(at(member), o[member], *target))
            return false;
    if (!o.contains(QStringLiteral("deploy")))
        into.deploy = !into.files;
    const std::pair<QString, QString *> texts[]{ { QStringLiteral("subscription"), &into.subscription },
                                                 { QStringLiteral("resourceGroup"), &into.resourceGroup },
                                                 { QStringLiteral("workspace"), &into.workspace },
                                                 { QStringLiteral("usedWorkspace"), &into.usedWorkspace },
                                                 { QStringLiteral("location"), &into.location } };
    for (const auto &[member, target] : texts)
        if (o.contains(member) && !reader.text(at(member), o[member], *target))
            return false;
    return receivers(reader, o, into.receivers) && leftOut(reader, o, into.leftOut);
}

namespace {

QJsonArray textsOf(const QList<PhoneNumber> &phones)
{
    QJsonArray texts;
    for (const PhoneNumber &phone : phones)
        texts.append(QStringLiteral("+%1 %2").arg(phone.countryCode, phone.number));
    return texts;
}

} // namespace

QJsonObject alertAnswers(const AlertChoice &alerts)
{
    return { { QStringLiteral("deploy"), alerts.deploy },
             { QStringLiteral("files"), alerts.files },
             { QStringLiteral("subscription"), alerts.subscription },
             { QStringLiteral("resourceGroup"), alerts.resourceGroup },
             { QStringLiteral("workspace"), alerts.workspace },
             { QStringLiteral("usedWorkspace"), alerts.usedWorkspace },
             { QStringLiteral("location"), alerts.location },
             { QStringLiteral("sentinel"), alerts.sentinel },
             { QStringLiteral("emails"), QJsonArray::fromStringList(alerts.receivers.emails) },
             { QStringLiteral("sms"), textsOf(alerts.receivers.sms) },
             { QStringLiteral("voice"), textsOf(alerts.receivers.voice) },
             { QStringLiteral("leftOut"), QJsonArray::fromStringList(alerts.leftOut) } };
}

} // namespace bg
