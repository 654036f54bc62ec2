// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Random.h"
#include "app/practice/Call.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

// The small readings and answers that all parts of the sign-in service share.
namespace bg::login {

using namespace Qt::StringLiterals;

// Microsoft Graph Command Line Tools
inline const QString wellKnownClient = u"14d82eec-204b-4c2f-b7e8-296a70dab67e"_s;

// application/x-www-form-urlencoded, in a body or a query: "+" is a blank there, QUrlQuery leaves it alone.
inline QUrlQuery formOf(QString encoded)
{
    return QUrlQuery(encoded.replace(u'+', "%20"_L1));
}
inline QUrlQuery formOf(const Call &call)
{
    return formOf(QString::fromUtf8(call.rawBody));
}

inline QString item(const QUrlQuery &query, const char *name)
{
    return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

inline Reply oauthError(const char *error, int number, const QString &text, int status = 400)
{
    return Reply::of({ { u"error"_s, QLatin1String(error) },
                       { u"error_description"_s, u"AADSTS%1: %2"_s.arg(number).arg(text) },
                       { u"error_codes"_s, QJsonArray{ number } },
                       { u"timestamp"_s, QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd HH:mm:ss'Z'"_s) },
                       { u"trace_id"_s, randomGuid() },
                       { u"correlation_id"_s, randomGuid() } },
                     status);
}

// What the "claims" parameter asks of the access token.
struct AskedClaims {
    QStringList contexts;
    bool isCae = false;
    bool isMfa = false;
};

inline AskedClaims askedBy(const QString &claims)
{
    const QJsonValue token = QJsonDocument::fromJson(claims.toUtf8()).object()["access_token"_L1];
    AskedClaims asked;
    if (token["acrs"_L1].isObject()) {
        const QJsonValue acrs = token["acrs"_L1];
        if (acrs["value"_L1].isString())
            asked.contexts.append(acrs["value"_L1].toString());
        for (const QJsonValue &value : acrs["values"_L1].toArray())
            asked.contexts.append(value.toString());
    }
    asked.isMfa = token["amr"_L1]["values"_L1].toArray().contains(u"mfa"_s);
    asked.isCae = token["xms_cc"_L1]["values"_L1].toArray().contains(u"cp1"_s);
    return asked;
}

inline bool isOpenIdScope(const QString &name)
{
    return name == "openid"_L1 || name == "profile"_L1 || name == "email"_L1 || name == "offline_access"_L1;
}

} // namespace bg::login
