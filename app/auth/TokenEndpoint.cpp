// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/TokenEndpoint.h"

#include <QCoreApplication>

#include <algorithm>

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
    static constexpr char hex[] = "0123456789ABCDEF";
    const auto isPlain = [](unsigned char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
            || QByteArrayView("-._~").contains(char(c));
    };
    const auto escaped = std::count_if(value.begin(), value.end(), [&](char c) { return !isPlain(uchar(c)); });
    const QByteArrayView before = m_bytes.reveal();
    const qsizetype size = before.size() + (before.isEmpty() ? 0 : 1) + name.size() + 1 + value.size() + 2 * escaped;
    Secret all = Secret::ofSize(std::size_t(size));
    unsigned char *to = std::copy(before.begin(), before.end(), all.writable());
    if (!before.isEmpty())
        *to++ = '&';
    to = std::copy(name.begin(), name.end(), to);
    *to++ = '=';
    for (const char c : value) {
        if (isPlain(uchar(c))) {
            *to++ = uchar(c);
            continue;
        }
        *to++ = '%';
        *to++ = uchar(hex[uchar(c) >> 4]);
        *to++ = uchar(hex[uchar(c) & 15]);
    }
    m_bytes = std::move(all);
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
    request.secretBody = &form.bytes();
    request.largestAnswer = 1 << 20;
    HttpClient http(cloud);
    auto response = http.send(request, stop);
    if (!response)
        response.error().requestId = requestId;
    return response;
}

} // namespace bg
