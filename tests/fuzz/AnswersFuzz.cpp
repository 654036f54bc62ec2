// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/DesiredState.h"

#include <QJsonDocument>

#include <cstdint>
#include <cstdlib>

// An answers file: refused with a sentence, or within the bounds that its header names, and the same when it is written
// and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const auto wish = bg::DesiredState::fromAnswers(QByteArray(reinterpret_cast<const char *>(bytes), qsizetype(size)));
    if (!wish) {
        if (wish.error().kind != bg::Error::Kind::Input || wish.error().detail.isEmpty())
            std::abort();
        return 0;
    }
    if (wish->keysPerAccount < 1 || wish->exclusionGroup.isEmpty())
        std::abort();
    for (const bg::AccountChoice &account : wish->accounts)
        if (!account.adopted && bg::userNameProblem(account.userName))
            std::abort();
    return 0;
}
