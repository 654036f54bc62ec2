// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/NextLink.h"

namespace bg {

std::optional<QString> pathOfNextLink(const QString &link, const QUrl &graph, const QString &versionPrefix)
{
    const QUrl url = QUrl::fromEncoded(link.toUtf8());
    const bool isSameHost = url.scheme() == graph.scheme() && url.host() == graph.host() && url.port() == graph.port();
    if (!isSameHost || !url.userInfo().isEmpty())
        return std::nullopt;
    const QString rest
        = url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment | QUrl::FullyEncoded);
    if (!rest.startsWith(versionPrefix + QLatin1Char('/')))
        return std::nullopt;
    return rest.mid(versionPrefix.size());
}

} // namespace bg
