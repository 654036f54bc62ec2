// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Ids.h"
#include "app/graph/AuditLogs.h"
#include "app/model/DrillProof.h"
#include "app/model/RunRecord.h"
#include "ui/models/SignInService.h"

#include <optional>
#include <stop_token>

namespace bg {

// What a drill asks for: the calls of app/steps/drill/DrillSignIn.h and Engine. All block, are made on a worker thread of the
// window, and come back within 100 ms of `stop`.
class DrillService {
public:
    virtual ~DrillService() = default;
    // The account signs in in the browser; the operator stays signed in here.
    virtual Result<DrillProof> drillSignIn(const SignInChoice &choice, const ObjectId &account, const Upn &name,
                                           std::stop_token stop)
        = 0;
    virtual Result<std::optional<SignInEntry>> signInTrace(const ObjectId &account, const QDateTime &since,
                                                           std::stop_token stop)
        = 0;
    virtual Result<RunRecord> keepDrill(const DrillRecord &drill) = 0;
    // Blocks until its line is with the access record.
    virtual Result<void> printAccessLogEntry(const RunRecord &drilled, std::stop_token stop) = 0;
};

} // namespace bg
