// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

// critical: stop and call for help. warning: read before going on. info: the tenant was changed. debug: off by
// default. Never a body, a header, a token, or a URL with a query.
namespace bg {
Q_DECLARE_LOGGING_CATEGORY(logAuth)
Q_DECLARE_LOGGING_CATEGORY(logGraph)
Q_DECLARE_LOGGING_CATEGORY(logKey)
Q_DECLARE_LOGGING_CATEGORY(logPlan)
Q_DECLARE_LOGGING_CATEGORY(logUi)
} // namespace bg
