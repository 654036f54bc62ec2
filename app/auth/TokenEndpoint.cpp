// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenEndpoint.h"

#include <QCoreApplication>

namespace bg {

QUrl oauthEndpoint(const Cloud &cloud, const QString &authority, const QString &leaf)
{
    QUrl url = cloud.login;
    url.setPath(QStringLiteral("/%1/oauth2/v2.0/%2").arg(authority, leaf));
    return url;
}

QList<QPair<QByteArray, QByteArray>> programNames()
{
    return { { "x-client-SKU", "BreakGlassWizard" },
             { "x-client-VER", QCoreApplication::applicationVersion().toLatin1() } };
}

FormBody &FormBody::add(QByteArrayView name, QByteArrayView value)
{
    // Room for the longest form, so that growing leaves no copies behind.
    if (m_bytes.isEmpty())
        m_bytes.reserve(16 << 10);
    if (!m_bytes.isEmpty())
        m_bytes += '&';
    m_bytes.append(name).append('=');
    QByteArray plain = value.toByteArray();
    QByteArray encoded = plain.toPercentEncoding();
    m_bytes.append(encoded);
    wipe(plain);
    wipe(encoded);
    return *this;
}

Result<HttpResponse> postForm(const Cloud &cloud, const QUrl &url, const FormBody &form, std::stop_token stop,
                              const QString &requestId)
{
    HttpRequest request;
    request.method = "POST";
    request.url = url;
    request.headers = { { "Content-Type", "application/x-www-form-urlencoded" },
                        { "Accept", "application/json" },
                        { "client-request-id", requestId.toLatin1() } };
    request.headers += programNames();
    request.body = form.bytes();
    request.largestAnswer = 1 << 20;
    HttpClient http(cloud);
    auto response = http.send(request, stop);
    if (!response)
        response.error().requestId = requestId;
    return response;
}

} // namespace bg
