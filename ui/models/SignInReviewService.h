// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/model/SignInReview.h"

#include <stop_token>

namespace bg {

// How the emergency accounts were used: Engine::uses(). Blocks, is called on a worker thread of the window, and comes
// back within 100 ms of `stop`.
class SignInReviewService {
public:
    virtual ~SignInReviewService() = default;
    virtual Result<SignInReview> signIns(std::stop_token stop) = 0;
};

} // namespace bg
