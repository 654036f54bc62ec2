// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/program/CommandLine.h"

namespace bg {

// --check: signs in (a person in the browser, or apps without anybody), reads everything, writes nothing in a tenant.
// Findings go to standard output: as JSON with --json (resources/check.schema.json, of many tenants
// resources/tenants.schema.json), else a line each; the other reports into their files, each replaced in one step.
// Exit code: 0 nothing at --fail-on or above, 1 findings, 3 a tenant or a report could not be done. Blocks; for a
// program without a window.
int checkWithoutWindow(const CommandLine &line);

} // namespace bg
