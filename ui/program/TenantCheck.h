// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/TokenSource.h"
#include "app/base/Clock.h"
#include "app/base/Cloud.h"
#include "app/journal/Seal.h"
#include "ui/report/TenantReport.h"
#include "ui/words/ErrorText.h"

#include "app/model/DesiredState.h"

#include <QString>

#include <optional>
#include <stop_token>

namespace bg {

// What a check of one tenant works with.
struct TenantCheckRequest {
    QString tenant; // as it was asked for
    QStringList tags;
    Cloud cloud;
    std::optional<DesiredState> wanted;
    QString recordFile; // of a set-up made elsewhere; takes the place of `wanted`
    QString stateFolder;
    Seal seal; // of what lies there
};

// Reads one tenant with the tokens of whoever signed in, as Engine::check() does, and reports. Writes nothing in the
// tenant. Blocks; for a worker thread. A tenant that could not be checked is a report with `trouble`.
TenantReport checkTenant(const TenantCheckRequest &request, TokenSource &tokens, Clock &clock, std::stop_token stop);

// The report of a tenant that could not even be signed in to.
TenantReport notChecked(const QString &tenant, const QStringList &tags, const Error &error);

} // namespace bg
