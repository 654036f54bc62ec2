// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/AccountSignIn.h"

#include <QJsonArray>

namespace bg {

QString name(SignInReason reason)
{
    switch (reason) {
    case SignInReason::Unexplained:
        return QStringLiteral("unexplained");
    case SignInReason::Ours:
        return QStringLiteral("ours");
    case SignInReason::Drill:
        return QStringLiteral("drill");
    case SignInReason::Emergency:
        return QStringLiteral("emergency");
    case SignInReason::Misuse:
        return QStringLiteral("misuse");
    }
    return {};
}

std::optional<SignInReason> signInReasonNamed(const QString &text)
{
    for (const SignInReason reason :
         { SignInReason::Unexplained, SignInReason::Ours, SignInReason::Drill, SignInReason::Emergency, SignInReason::Misuse })
        if (name(reason) == text)
            return reason;
    return std::nullopt;
}

QJsonObject AccountSignIn::toJson() const
{
    return { { QStringLiteral("logEntry"), logEntry },
             { QStringLiteral("correlationId"), correlationId },
             { QStringLiteral("account"), account.value },
             { QStringLiteral("userPrincipalName"), userPrincipalName },
             { QStringLiteral("when"), when.toUTC().toString(Qt::ISODateWithMs) },
             { QStringLiteral("application"), application },
             { QStringLiteral("applicationId"), applicationId },
             { QStringLiteral("ipAddress"), ipAddress },
             { QStringLiteral("place"), place },
             { QStringLiteral("methods"), QJsonArray::fromStringList(methods) },
             { QStringLiteral("conditionalAccess"), conditionalAccess },
             { QStringLiteral("isInteractive"), isInteractive },
             { QStringLiteral("errorCode"), errorCode },
             { QStringLiteral("reason"), name(reason) },
             { QStringLiteral("explainedBy"), explainedBy },
             { QStringLiteral("note"), note } };
}

AccountSignIn AccountSignIn::fromJson(const QJsonObject &json)
{
    AccountSignIn use;
    use.logEntry = json[QStringLiteral("logEntry")].toString();
    use.correlationId = json[QStringLiteral("correlationId")].toString();
    use.account = ObjectId(json[QStringLiteral("account")].toString());
    use.userPrincipalName = json[QStringLiteral("userPrincipalName")].toString();
    use.when = QDateTime::fromString(json[QStringLiteral("when")].toString(), Qt::ISODateWithMs);
    use.application = json[QStringLiteral("application")].toString();
    use.applicationId = json[QStringLiteral("applicationId")].toString();
    use.ipAddress = json[QStringLiteral("ipAddress")].toString();
    use.place = json[QStringLiteral("place")].toString();
    for (const QJsonValue &method : json[QStringLiteral("methods")].toArray())
        use.methods.append(method.toString());
    use.conditionalAccess = json[QStringLiteral("conditionalAccess")].toString();
    use.isInteractive = json[QStringLiteral("isInteractive")].toBool(true);
    use.errorCode = json[QStringLiteral("errorCode")].toInt();
    use.reason = signInReasonNamed(json[QStringLiteral("reason")].toString()).value_or(SignInReason::Unexplained);
    use.explainedBy = json[QStringLiteral("explainedBy")].toString();
    use.note = json[QStringLiteral("note")].toString();
    return use;
}

} // namespace bg
