// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/IdToken.h"
#include "app/auth/TokenAnswer.h"

#include <cstdint>
#include <cstdlib>

// Whatever answers in place of the token endpoint. The first byte chooses the status.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    static const int statuses[] = { 200, 400, 401, 429, 500 };
    bg::HttpResponse response;
    response.status = statuses[bytes[0] % 5];
    response.body = QByteArray(reinterpret_cast<const char *>(bytes) + 1, qsizetype(size) - 1);
    const auto answer = bg::readTokenAnswer(response);
    if (!answer) {
        const bg::Error &error = answer.error().error;
        if (error.serviceMessage.size() > 500 || error.serviceCode.size() > 100
            || error.kind == bg::Error::Kind::Internal)
            std::abort();
        return 0;
    }
    if (answer->accessToken.isEmpty() || answer->expiresIn.count() < 1 || response.status != 200)
        std::abort();
    const auto who = bg::checkIdToken(answer->idToken.reveal(),
                                      { QUrl(QStringLiteral("https://login.example")),
                                        QStringLiteral("client"),
                                        {},
                                        QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC) });
    if (who && who->objectId.isEmpty())
        std::abort();
    return 0;
}
