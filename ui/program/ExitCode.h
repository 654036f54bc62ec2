// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bg {

// What scripts read: fixed.
struct ExitCode {
    static constexpr int Done = 0;
    static constexpr int Findings = 1; // or not finished
    static constexpr int Usage = 2;
    static constexpr int CouldNotRun = 3;
};

} // namespace bg
