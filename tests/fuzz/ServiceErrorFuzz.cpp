// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/ArmError.h"
#include "app/graph/GraphError.h"
#include "app/graph/HttpDate.h"
#include "app/graph/NextLink.h"

#include <cstdint>
#include <cstdlib>

// What stands in an answer of Graph or Azure in place of what was asked for: the first byte chooses the status. Our
// token follows no link to another host.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    static const int statuses[] = { 400, 401, 403, 404, 409, 412, 429, 500, 503 };
    bg::HttpResponse response;
    response.status = statuses[bytes[0] % 9];
    response.body = QByteArray(reinterpret_cast<const char *>(bytes) + 1, qsizetype(size) - 1);
    response.headers = { { "WWW-Authenticate", response.body.left(4096) }, { "Date", response.body.left(40) } };
    for (const bg::Error &error : { bg::graphError(response, "ours"), bg::armError(response, "ours") })
        if (error.httpStatus != response.status || error.kind == bg::Error::Kind::Internal)
            std::abort();
    (void)bg::parseHttpDate(response.body);

    static const QUrl graph(QStringLiteral("https://graph.example"));
    const auto path = bg::pathOfNextLink(QString::fromUtf8(response.body), graph, QStringLiteral("/v1.0"));
    if (!path)
        return 0;
    const QUrl next = QUrl::fromEncoded((QStringLiteral("https://graph.example/v1.0") + *path).toUtf8());
    if (next.host() != graph.host() || next.port() != graph.port() || next.scheme() != graph.scheme())
        std::abort();
    return 0;
}
