// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/report/TenantReport.h"

#include <chrono>
#include <cstdio>
#include <optional>

namespace bg {

// How far a check of many tenants is, on standard error: a bar that is written over where that is a terminal, a line for
// each tenant where it is not.
class CheckProgress {
public:
    CheckProgress(int total, std::FILE *stream, bool isTerminal);
    void finished(const TenantReport &tenant, Severity failOn, std::chrono::steady_clock::duration since);
    void end(); // leaves the bar

    // In seconds; nothing before the first tenant is through.
    static std::optional<qint64> secondsLeft(int done, int total, std::chrono::steady_clock::duration since);

private:
    QString timeLeft(std::chrono::steady_clock::duration since) const;

    const int m_total;
    std::FILE *m_stream;
    const bool m_isTerminal;
    int m_done = 0, m_withFindings = 0, m_notChecked = 0;
};

} // namespace bg
