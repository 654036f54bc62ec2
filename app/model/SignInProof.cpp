// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/SignInProof.h"

namespace bg {

QJsonObject SignInProof::toJson() const
{
    return { { QStringLiteral("objectId"), account.value },
             { QStringLiteral("userPrincipalName"), userPrincipalName },
             { QStringLiteral("client"), client },
             { QStringLiteral("begun"), begun.toUTC().toString(Qt::ISODateWithMs) },
             { QStringLiteral("ended"), ended.toUTC().toString(Qt::ISODateWithMs) } };
}

SignInProof SignInProof::fromJson(const QJsonObject &json)
{
    SignInProof proof;
    proof.account = ObjectId(json[QStringLiteral("objectId")].toString());
    proof.userPrincipalName = json[QStringLiteral("userPrincipalName")].toString();
    proof.client = json[QStringLiteral("client")].toString();
    proof.begun = QDateTime::fromString(json[QStringLiteral("begun")].toString(), Qt::ISODateWithMs);
    proof.ended = QDateTime::fromString(json[QStringLiteral("ended")].toString(), Qt::ISODateWithMs);
    return proof;
}

} // namespace bg
