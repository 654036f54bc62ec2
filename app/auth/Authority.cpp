// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/Authority.h"

#include "app/auth/TokenAnswer.h"
#include "app/base/HttpClient.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace bg {

Result<void> findAuthority(const Cloud &cloud, const QString &authority, std::stop_token stop)
{
    HttpRequest request;
    request.method = "GET";
    request.url = cloud.login;
    request.url.setPath(QStringLiteral("/%1/v2.0/.well-known/openid-configuration").arg(authority));
    request.headers = { { "Accept", "application/json" } };
    request.deadline = std::chrono::seconds(15);
    request.largestAnswer = 1 << 20;
    HttpClient http(cloud);
    const auto response = http.send(request, stop);
    if (!response)
        return fail(response.error());
    const QString refusal = QJsonDocument::fromJson(response->body).object().value(QLatin1String("error")).toString();
    if (response->status == 400 && refusal == QLatin1String("invalid_tenant"))
        return fail(readTokenRefusal(*response).error);
    return {};
}

} // namespace bg
