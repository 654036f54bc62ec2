// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace bg {

// What PIM asks of somebody who activates a role that they are eligible for.
struct RoleActivation {
    QString reason;
    std::chrono::minutes duration{ 60 }; // the rule may allow less: the service says so
    QString ticketNumber; // empty: none is named
    QString ticketSystem;
};

} // namespace bg
