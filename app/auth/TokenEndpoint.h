// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/HttpClient.h"
#include "app/base/Random.h"
#include "app/base/Secret.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QPair>
#include <QUrl>

#include <stop_token>

namespace bg {

// login/authority/oauth2/v2.0/<leaf>
QUrl oauthEndpoint(const Cloud &cloud, const QString &authority, const QString &leaf);

// How the program names itself to the login beside its client id, as MSAL does: x-client-SKU and x-client-VER.
QList<QPair<QByteArray, QByteArray>> programNames();

// A body in application/x-www-form-urlencoded that may hold secrets.
class FormBody {
public:
    FormBody &add(QByteArrayView name, QByteArrayView value);
    const Secret &bytes() const { return m_bytes; }

private:
    Secret m_bytes;
};

// One POST to the login. No client secret, no redirect followed; client-request-id travels as a header and is set in
// errors. Blocks at most 30 s; errors as HttpClient's.
Result<HttpResponse> postForm(const Cloud &cloud, const QUrl &url, const FormBody &form, std::stop_token stop,
                              const QString &requestId = randomGuid());

} // namespace bg
