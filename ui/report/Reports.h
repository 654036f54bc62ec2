// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "ui/report/TenantReport.h"

#include <QIODevice>

#include <functional>

namespace bg {

// The forms in which a check is told. Each is written from front to back, one tenant after the other, so that no form
// ever stands in memory whole. False when the device could not take it.

// One document for all tenants, with a summary: resources/tenants.schema.json.
bool writeTenantsJson(const CheckResult &result, QIODevice &to);
// For CI systems: a suite for each tenant, a case for each finding.
bool writeJUnit(const CheckResult &result, QIODevice &to);
// For the textfile collector of node_exporter.
bool writePrometheus(const CheckResult &result, QIODevice &to);
// One page for people: nothing in it is loaded from elsewhere, and no name that others chose is anything but text.
bool writeHtml(const CheckResult &result, QIODevice &to);

// Replaces the file in one step once `write` is through; until then, and where it fails, the file before stays whole.
// `isForAll`: other users of this computer may read it. Errors: File.
Result<void> saveReport(const QString &path, bool isForAll, const std::function<bool(QIODevice &)> &write);

} // namespace bg
