// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/journal/Journal.h"
#include "app/reconcile/Operator.h"
#include "app/reconcile/RunObserver.h"
#include "app/reconcile/Step.h"

#include <QJsonArray>
#include <QList>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

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
    // Asked for the request ids of the writes that went well since it was asked last, one object each.
    using Receipts = std::function<QJsonArray()>;
    // Told how many of a step's planned writes are made.
    using WriteSink = std::function<void(int made)>;

    Reconciler(LaneId lane, Apply apply, Clock &clock, Journal &journal, Operator &human, RunObserver &observer);
    void onFinding(FindingSink sink) { m_findings = std::move(sink); }
    void onWrites(WriteSink sink) { m_writes = std::move(sink); }
    void askReceipts(Receipts receipts) { m_receipts = std::move(receipts); }

    // Blocks until the step is in place, or not applicable. When it fails, asks the person: try again, or go on without
    // it (Skipped). Errors: Cancelled; File when the journal cannot be written; AnotherWizard, of which nobody is
    // asked.
    Result<Ending> reconcile(Step &step, std::stop_token stop);
    // The same for several that do not build on each other: all are applied before the first is waited for, since what
    // they wrote replicates side by side. One ending each, in their order.
    Result<QList<Ending>> reconcileTogether(const std::vector<std::unique_ptr<Step>> &steps, std::stop_token stop);
    // Why the step that was skipped last did not work.
    const std::optional<Error> &lastError() const { return m_lastError; }
    // A step whose turn cannot come because what it builds on failed.
    void passOver(StepId step, const QString &subject);

private:
    enum class Look { Before, After };

    Result<StepStatus::Phase> begin(Step &step, std::stop_token stop);
    Result<StepStatus::Phase> finish(Step &step, std::stop_token stop);
    Result<StepStatus::Phase> attempt(Step &step, std::stop_token stop);
    Result<Ending> conclude(Step &step, Result<StepStatus::Phase> phase, std::stop_token stop);
    Result<Finding> inspect(Step &step, Look when, std::stop_token stop);
    Result<void> settle(Step &step, std::stop_token stop);
    std::optional<QJsonArray> receipts() const; // of the service, since the last time; none: nothing was sent
    void tell(const Step &step, StepStatus::Phase phase, const std::optional<Error> &error = {});

    LaneId m_lane;
    Apply m_apply;
    Clock &m_clock;
    Journal &m_journal;
    Operator &m_human;
    RunObserver &m_observer;
    FindingSink m_findings;
    WriteSink m_writes;
    Receipts m_receipts;
    std::optional<Error> m_lastError;
};

} // namespace bg
