// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Log.h"

namespace bg {
Q_LOGGING_CATEGORY(logAuth, "bg.auth", QtInfoMsg)
Q_LOGGING_CATEGORY(logGraph, "bg.graph", QtInfoMsg)
Q_LOGGING_CATEGORY(logKey, "bg.key", QtInfoMsg)
Q_LOGGING_CATEGORY(logPlan, "bg.plan", QtInfoMsg)
Q_LOGGING_CATEGORY(logUi, "bg.ui", QtInfoMsg)
} // namespace bg
