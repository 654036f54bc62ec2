// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/journal/Journal.h"
#include "app/plan/Operator.h"
#include "app/plan/RunObserver.h"
#include "app/plan/Step.h"

#include <functional>
#include <optional>
#include <stop_token>

namespace bg {

// The one loop of every step: inspect, apply what is not in place, inspect again until the directory shows it. Each
// turn goes into the journal and to the observer. One per lane.
class Reconciler {
public:
    enum class Apply { WhatIsNotInPlace, Never };
    enum class Ending {
        Done,
        Skipped, // it did not work, and the person chose to go on without it
    };
    // Told every finding that an inspection made, the last one of a step last.
    using FindingSink = std::function<void(const Step &step, const Finding &finding)>;
    // Told how many of a step's planned writes are made.
    using WriteSink = std::function<void(int made)>;

    Reconciler(LaneId lane, Apply apply, Clock &clock, Journal &journal, Operator &human, RunObserver &observer);
    void onFinding(FindingSink sink) { m_findings = std::move(sink); }
    void onWrites(WriteSink sink) { m_writes = std::move(sink); }

    // Blocks until the step is in place, or not applicable. When it fails, asks the person: try again, or go on without
    // it (Skipped). Errors: Cancelled; File when the journal cannot be written.
    Result<Ending> reconcile(Step &step, std::stop_token stop);
    // Why the step that was skipped last did not work.
    const std::optional<Error> &lastError() const { return m_lastError; }
    // A step whose turn cannot come because what it builds on failed.
    void passOver(StepId step, const QString &subject);

private:
    Result<StepStatus::Phase> attempt(Step &step, std::stop_token stop);
    Result<Finding> inspect(Step &step, const QString &event, std::stop_token stop);
    Result<void> settle(Step &step, std::stop_token stop);
    void tell(const Step &step, StepStatus::Phase phase, const std::optional<Error> &error = {});

    LaneId m_lane;
    Apply m_apply;
    Clock &m_clock;
    Journal &m_journal;
    Operator &m_human;
    RunObserver &m_observer;
    FindingSink m_findings;
    WriteSink m_writes;
    std::optional<Error> m_lastError;
};

} // namespace bg
