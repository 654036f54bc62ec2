// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/key/SecurityKey.h"
#include "fido/FidoDevice.h"

#include <memory>
#include <vector>

namespace bg {

// "Touch the one you mean": all keys blink, the touched one wins, the others are cancelled and usable again.
class TouchChoice {
public:
    // Opens the key for the choice; where that fails, it does not take part. KeyBusy, KeyRemoved, Cancelled.
    Result<void> add(const SeenKey &key, std::unique_ptr<HidPort> port, std::stop_token stop);
    // Blocks until a key is touched. KeyRemoved when all were taken out, KeyNotTouched after 30 seconds, NoKey when
    // none takes part, Cancelled.
    Result<SeenKey> wait(std::stop_token stop);

private:
    struct Candidate {
        SeenKey key;
        std::unique_ptr<FidoDevice> device;
        void release() const;
    };
    void release();

    std::vector<Candidate> m_candidates;
};

} // namespace bg
