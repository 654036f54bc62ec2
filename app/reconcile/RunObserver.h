// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"
#include "app/model/Finding.h"

#include <QString>

#include <chrono>
#include <optional>

namespace bg {

enum class LaneId { Directory, Key };

// One row of the Progress page.
struct StepStatus {
    enum class Phase { Waiting, Working, Settling, Done, AlreadyDone, Skipped, Failed };
    LaneId lane = LaneId::Directory;
    StepId step = StepId::Preflight;
    QString subject; // the account's or group's name; empty when the step is one of a kind
    Phase phase = Phase::Waiting;
    int done = 0, total = 0; // total 0: not countable
    std::optional<Error> error;
};

// Watches a run from outside. Called on the lanes; every call must return at once.
class RunObserver {
public:
    virtual ~RunObserver() = default;
    virtual void stepChanged(const StepStatus &status) = 0;
    virtual void changesMade(int done, int total) = 0;
    virtual void timeLeft(LaneId lane, std::chrono::seconds left) = 0;
    // Work is over, only paper is left: the run now waits in Operator::seal and its like.
    virtual void paperBegins() = 0;
};

} // namespace bg
