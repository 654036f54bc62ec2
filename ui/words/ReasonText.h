// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/DiscoveredAccount.h"

#include <QString>

namespace bg {

// Why an account or a group cannot serve, as half a sentence without a full stop: the reasons of plan/Eligibility. An
// unknown reason comes back as it is.
QString reasonText(const QString &reason);
// Why an account was taken for an emergency account.
QString howFound(FoundBy by);
// What is known of an account that was found: how it was found, its role, how many policies leave it out.
QString foundText(const DiscoveredAccount &account);
// Whom a tenant-wide change reaches besides the emergency accounts: PlannedWrite::alsoTouches.
QString touchesText(const QString &alsoTouches);

} // namespace bg
