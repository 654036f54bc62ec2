// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "ui/program/CheckOptions.h"

#include <QByteArray>

namespace bg {

// Reads what --tenants names: {"defaults": {...}, "tenants": [{"tenant", "cloud", "clientId", "certificate",
// "passphrase", "federatedTokenFile", "managedIdentity", "accounts", "answers", "record", "tags"}]}. Every member but
// "tenant" may stand under "defaults" too. Relative paths start at `folder`. Errors: Input, with one sentence that names
// the tenant and the member (not JSON, unknown member, wrong type, no credential or two, the same tenant twice).
Result<QList<TenantEntry>> readTenants(const QByteArray &json, const QString &folder);

} // namespace bg
