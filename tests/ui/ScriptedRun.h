// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DesiredState.h"
#include "app/reconcile/Operator.h"
#include "app/model/PlannedWrite.h"
#include "app/reconcile/RunObserver.h"
#include "app/model/RunRecord.h"

#include <stop_token>

namespace bg {

// Runs that change nothing and tell the window what a real one tells it.
struct ScriptedRun {
    static QList<PlannedWrite> writes(const DesiredState &desired);
    // Works through every step and hands over every sheet.
    static RunRecord wholeRun(Operator &human, RunObserver &observer, const DesiredState &desired,
                              std::stop_token stop);
    // Hands over the slip of every administrator who is reset.
    static RunRecord resetRun(Operator &human, RunObserver &observer, const DesiredState &desired,
                              std::stop_token stop);
    static RunRecord record(const DesiredState &desired, const QString &outcome);
    static SealedSheet sealedSheet(const DesiredState &desired, int account, const Secret &password);
};

// What a test's sealed sheet holds.
inline QByteArray scriptedPassword()
{
    return QByteArrayLiteral("7kq2m-x9d4w-hp3vt-5bz8n-c6rfg-a2y7j");
}

} // namespace bg
