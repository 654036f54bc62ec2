// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/AuthorizeAnswer.h"
#include "app/auth/LoopbackRequest.h"

#include <cstdint>
#include <cstdlib>

// What any program of this computer may send to the loopback listener.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static const QUrl login(QStringLiteral("https://login.example"));
    const QByteArrayView view(bytes, qsizetype(size));
    const auto parsed = bg::LoopbackRequest::parse(view);
    const auto *request = std::get_if<bg::LoopbackRequest>(&parsed);
    if (!request) {
        bg::AuthorizeAnswer::fromForm(view, "state", login);
        return 0;
    }
    if (request->body.size() > bg::LoopbackRequest::LargestBody || !request->path.startsWith('/'))
        std::abort();
    for (const QByteArray &form : { request->query, request->body })
        if (const auto answer = bg::AuthorizeAnswer::fromForm(form, "state", login))
            if (answer->isRefusal() && answer->error.isEmpty() && !answer->isOfAnotherIssuer)
                std::abort();
    return 0;
}
