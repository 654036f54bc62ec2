// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Operator.h"
#include "app/reconcile/RunObserver.h"

#include <QDateTime>
#include <QList>

#include <chrono>
#include <map>
#include <optional>

namespace bg {

struct StepRow {
    StepStatus status;
    QDateTime changed; // UTC
};

// The run as the Work page sees it.
struct RunView {
    bool isRunning = false;
    bool isStopping = false;
    bool paperBegan = false;
    QList<StepRow> steps;
    int changesDone = 0, changesTotal = 0;
    std::map<LaneId, std::chrono::seconds> left;
    std::optional<KeyProgress> moment;
    QList<KeySlot> keysDone; // in the order they were done
    QStringList labelsLeftOut;

    void take(const StepStatus &status, const QDateTime &now);
    void take(const KeyProgress &now);
    bool hasFailures() const;
    // Places that ended this run without a key.
    int keysLeftOut() const;
};

} // namespace bg
