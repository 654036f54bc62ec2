// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/program/CommandLine.h"

namespace bg {

// --check: signs in in the browser, reads everything, writes nothing. Findings go to standard output, as JSON
// {version, tenantId, tenant, mode, started, finished, findings[], accounts[], group, policies[], outcome} with --json,
// else a line each. Exit code: 0 nothing above a note, 1 findings, 3 could not run. Blocks; for a program without a
// window.
int checkWithoutWindow(const CommandLine &line);

} // namespace bg
