// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/PracticeTenant.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QNetworkAccessManager>
#include <QPair>
#include <QString>
#include <QUrlQuery>

namespace bg {

// A plain HTTP client of the practice tenant, with a sign-in of its own.
class PracticeClient {
public:
    struct Reply {
        int status = 0; // 0: the connection broke
        QJsonObject json;
        QByteArray body;
        QList<QPair<QByteArray, QByteArray>> headers;
        QString code() const { return json[QLatin1String("error")][QLatin1String("code")].toString(); }
        QString message() const { return json[QLatin1String("error")][QLatin1String("message")].toString(); }
        QByteArray header(const QByteArray &name) const;
    };

    explicit PracticeClient(const PracticeTenant &tenant);

    // Authorization code with PKCE; the redirect is caught here. The answer of the token endpoint.
    Reply signIn(const QString &scope, const Visitor &visitor = {}, const QString &claims = {});
    QUrl authorizeUrl(const QString &scope, const QString &claims = {});
    // Signs in as the operator with every scope there is and keeps the token.
    bool signInForAll();
    Reply post(const QString &path, const QUrlQuery &form); // to the login service

    // To Graph, with the kept token.
    Reply get(const QString &path, const QList<QPair<QByteArray, QByteArray>> &headers = {})
    {
        return send("GET", path, {}, headers);
    }
    Reply send(const QByteArray &method, const QString &path, const QJsonObject &body = {},
               const QList<QPair<QByteArray, QByteArray>> &headers = {});

    // To any address, with the kept token.
    Reply exchange(const QByteArray &method, const QUrl &url, const QByteArray &body = {},
                   const QByteArray &contentType = {}, const QList<QPair<QByteArray, QByteArray>> &headers = {});

    QByteArray accessToken;
    QString clientId;
    QByteArray verifier;
    QString nonce;
    static QStringList allScopes();

private:
    Cloud m_cloud;
    QNetworkAccessManager m_network;
};

} // namespace bg
