// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/DrillRecord.h"

namespace bg {

namespace {

QJsonValue drillTime(const QDateTime &when)
{
    return when.isValid() ? QJsonValue(when.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QDateTime drillTime(const QJsonValue &when)
{
    return QDateTime::fromString(when.toString(), Qt::ISODateWithMs);
}

} // namespace

bool DrillRecord::isPassed() const
{
    return signedIn.isValid() && (provedRole || isBlind) && alerted.isValid();
}

std::optional<std::chrono::seconds> DrillRecord::untilAlert() const
{
    if (!signedIn.isValid() || !alerted.isValid())
        return std::nullopt;
    return std::chrono::seconds(signedIn.secsTo(alerted));
}

QJsonObject DrillRecord::toJson() const
{
    return { { QStringLiteral("account"), account.value },
             { QStringLiteral("userPrincipalName"), userPrincipalName },
             { QStringLiteral("isBlind"), isBlind },
             { QStringLiteral("begun"), drillTime(begun) },
             { QStringLiteral("signedIn"), drillTime(signedIn) },
             { QStringLiteral("alerted"), drillTime(alerted) },
             { QStringLiteral("provedRole"), provedRole },
             { QStringLiteral("logEntry"), logEntry },
             { QStringLiteral("logMethod"), logMethod },
             { QStringLiteral("logConditionalAccess"), logConditionalAccess },
             { QStringLiteral("witness"), witness },
             { QStringLiteral("wasSealIntact"), wasSealIntact ? QJsonValue(*wasSealIntact) : QJsonValue() },
             { QStringLiteral("problems"), problems } };
}

DrillRecord DrillRecord::fromJson(const QJsonObject &json)
{
    DrillRecord drill;
    drill.account = ObjectId(json[QStringLiteral("account")].toString());
    drill.userPrincipalName = json[QStringLiteral("userPrincipalName")].toString();
    drill.isBlind = json[QStringLiteral("isBlind")].toBool();
    drill.begun = drillTime(json[QStringLiteral("begun")]);
    drill.signedIn = drillTime(json[QStringLiteral("signedIn")]);
    drill.alerted = drillTime(json[QStringLiteral("alerted")]);
    drill.provedRole = json[QStringLiteral("provedRole")].toBool();
    drill.logEntry = json[QStringLiteral("logEntry")].toString();
    drill.logMethod = json[QStringLiteral("logMethod")].toString();
    drill.logConditionalAccess = json[QStringLiteral("logConditionalAccess")].toString();
    drill.witness = json[QStringLiteral("witness")].toString();
    if (const QJsonValue seal = json[QStringLiteral("wasSealIntact")]; seal.isBool())
        drill.wasSealIntact = seal.toBool();
    drill.problems = json[QStringLiteral("problems")].toString();
    return drill;
}

} // namespace bg
