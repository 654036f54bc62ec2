// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/Domains.h"

namespace bg {

Result<QList<Domain>> Domains::list(std::stop_token stop)
{
    GraphRequest request;
    request.path = QStringLiteral("/domains");
    request.endpoint = QStringLiteral("domains.list");
    request.scopes = { QStringLiteral("Domain.Read.All") };
    const auto answer = m_graph.list(request, stop);
    if (!answer)
        return fail(answer.error());

    QList<Domain> domains;
    for (const QJsonValue &json : *answer) {
        Domain domain{ json[QLatin1String("id")].toString(),       json[QLatin1String("authenticationType")].toString(),
                       json[QLatin1String("isDefault")].toBool(),  json[QLatin1String("isInitial")].toBool(),
                       json[QLatin1String("isVerified")].toBool(), std::nullopt };
        if (const QJsonValue days = json[QLatin1String("passwordValidityPeriodInDays")]; days.isDouble())
            domain.passwordValidityDays = days.toInt();
        domains.append(domain);
    }
    return domains;
}

} // namespace bg
