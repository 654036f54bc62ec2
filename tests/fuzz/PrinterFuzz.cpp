// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet/Printer.h"

#include <cstdint>
#include <cstdlib>

// What a print system says of a queue: address, line feed, make and model. Only a printer at this computer is allowed
// without a word.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QString all = QString::fromUtf8(reinterpret_cast<const char *>(bytes), qsizetype(size));
    const QString address = all.section(u'\n', 0, 0), model = all.section(u'\n', 1);
    const bg::Judgement judged = bg::judgePrinter(address, model, false);
    if (judged.trust == bg::Trust::Allowed && address.contains(QLatin1String("://"))
        && !address.startsWith(QLatin1String("usb:"), Qt::CaseInsensitive)
        && !address.startsWith(QLatin1String("parallel:"), Qt::CaseInsensitive)
        && !address.startsWith(QLatin1String("serial:"), Qt::CaseInsensitive)
        && judged.reason != bg::TrustReason::Local)
        std::abort();
    if (bg::judgePrinter(address, model, true).trust == bg::Trust::Allowed)
        std::abort();
    return 0;
}
