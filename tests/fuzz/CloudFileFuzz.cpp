// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Cloud.h"

#include <cstdint>
#include <cstdlib>

// A cloud file: no endpoint of one that is taken is reached without TLS, but on this computer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const auto cloud = bg::Cloud::fromJson(QByteArray(reinterpret_cast<const char *>(bytes), qsizetype(size)));
    if (!cloud) {
        if (cloud.error().kind != bg::Error::Kind::Input || cloud.error().detail.isEmpty())
            std::abort();
        return 0;
    }
    for (const QUrl &url : { cloud->login, cloud->graph, cloud->resourceManager, cloud->portal, cloud->entraPortal }) {
        const bool isSafe = url.scheme() == QLatin1String("https")
            || (url.scheme() == QLatin1String("http") && bg::isLoopbackHost(url.host()));
        if (!isSafe || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery())
            std::abort();
    }
    if (cloud->name.isEmpty() || cloud->tenant.isEmpty())
        std::abort();
    return 0;
}
