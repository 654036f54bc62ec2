// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/Session.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>
#include <QUrlQuery>

namespace bg {

// A request as an endpoint sees it.
struct Call {
    QByteArray method;
    QString version; // "v1.0" or "beta"
    QStringList segments; // path below the version, decoded
    QStringList captures; // what the {} of the route matched, in order
    QUrlQuery query;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray rawBody;
    QJsonObject body; // empty when rawBody is no JSON object
    Session session; // whose token it carried
    QString clientRequestId, requestId;

    bool isBeta() const { return version == QLatin1String("beta"); }
    QByteArray header(QByteArrayView name) const
    {
        for (const auto &[key, value] : headers)
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        return {};
    }
    // A query item, decoded ("+" is a blank in neither OData nor here).
    QString option(const QString &name) const { return query.queryItemValue(name, QUrl::FullyDecoded); }
};

// What an endpoint answers.
struct Reply {
    int status = 200;
    QJsonObject json;
    QByteArray page; // HTML or anything that is not JSON
    QByteArray contentType; // of the page
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray errorCode, errorMessage; // of Graph and ARM: the router makes the body

    void addHeader(const QByteArray &name, const QByteArray &value) { headers.append(qMakePair(name, value)); }
    bool isSuccess() const { return status < 300; }

    static Reply of(QJsonObject json, int status = 200)
    {
        Reply answer;
        answer.status = status;
        answer.json = std::move(json);
        return answer;
    }
    static Reply noContent()
    {
        Reply answer;
        answer.status = 204;
        return answer;
    }
    static Reply refused(int status, const char *code, const QString &message)
    {
        Reply answer;
        answer.status = status;
        answer.errorCode = code;
        answer.errorMessage = message.toUtf8();
        return answer;
    }
};

// The refusals that several endpoints share.
namespace refusal {
inline Reply notFound(const QString &id)
{
    return Reply::refused(
        404, "Request_ResourceNotFound",
        QStringLiteral("Resource '%1' does not exist or one of its queried reference-property objects are not present.")
            .arg(id));
}
inline Reply badRequest(const QString &message)
{
    return Reply::refused(400, "Request_BadRequest", message);
}
inline Reply denied()
{
    return Reply::refused(403, "Authorization_RequestDenied",
                          QStringLiteral("Insufficient privileges to complete the operation."));
}
} // namespace refusal

} // namespace bg
