// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/plan/UnfinishedRun.h"

#include <QString>

namespace bg {

// What is told of a run that ended in the middle, before anything is read of the tenant.
struct ResumeText {
    QString headline; // which run, and when
    QString known; // accounts, group, how far it came
    QString meaning; // what going on does

    static ResumeText of(const UnfinishedRun &run);
};

} // namespace bg
