// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/KeyModels.h"
#include "fido/YubiKeyConfig.h"

#include <cstdlib>

// READ_CONFIG's answer: the model name made of it is never empty, whatever came.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const auto config = bg::YubiKeyConfig::parse(QByteArrayView(bytes, qsizetype(size)));
    if (config && (config->formFactor > 15 || bytes[0] != size - 1))
        std::abort();
    if (bg::keyModel(config, QString(), QString()).isEmpty())
        std::abort();
    return 0;
}
