// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fido/PracticeBench.h"

namespace bg {

template <typename T> QString kindOf(const Result<T> &result)
{
    return result ? QStringLiteral("ok") : name(result.error().kind);
}

// A key that is open and whose PIN is 271828.
struct Ready {
    explicit Ready(PracticeDials dials = PracticeBench::quick()) : bench(std::move(dials))
    {
        bench.key.state().pin.preset("271828");
        auto opened = bench.open();
        if (opened)
            key = std::move(*opened);
        else
            qFatal("the practice key does not open: %s", qPrintable(name(opened.error().kind)));
    }
    Result<Attestation> make() { return key->makeCredential(PracticeBench::options(), pin, {}, {}); }

    PracticeBench bench;
    Secret pin = PracticeBench::secret("271828");
    std::unique_ptr<FidoKey> key;
};

} // namespace bg
