// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/CtapHid.h"

#include <algorithm>
#include <cstdlib>

// Reports as a broken or hostile key sends them, put together again; and whatever comes out, cut and put together once
// more, must be the same message.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    using namespace bg::ctaphid;
    Reassembly incoming;
    for (; size >= sizeof(Report); bytes += sizeof(Report), size -= sizeof(Report)) {
        Report report;
        std::copy_n(bytes, report.size(), report.begin());
        if (incoming.take(report) || !incoming.isComplete())
            continue;
        const Message message = incoming.takeMessage();
        if (message.payload.size() > largestMessage || incoming.isUnderWay())
            std::abort();
        Reassembly again;
        for (const Report &part : split(message))
            if (again.take(part))
                std::abort();
        if (!again.isComplete())
            std::abort();
        const Message same = again.takeMessage();
        if (same.payload != message.payload || same.channel != message.channel || same.command != message.command)
            std::abort();
    }
    return 0;
}
