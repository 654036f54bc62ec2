// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/key/CreationOptions.h"

#include <cstdint>
#include <cstdlib>

// The body of creationOptions: what is taken is usable as it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QByteArray body(reinterpret_cast<const char *>(bytes), qsizetype(size));
    const auto options = bg::CreationOptions::fromJson(body);
    if (!options) {
        if (options.error().kind != bg::Error::Kind::Malformed || options.error().detail.isEmpty())
            std::abort();
        return 0;
    }
    if (options->rpId.isEmpty() || options->challenge.isEmpty() || options->userId.isEmpty()
        || options->userId.size() > 64 || options->algorithms.isEmpty() || options->credProtect > 3
        || options->rpId.contains(u'"') || options->challenge.contains(u'"'))
        std::abort();
    return 0;
}
