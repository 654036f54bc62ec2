// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Error.h"

#include <QString>

#include <optional>

namespace bg {

struct TenantFacts;
struct User;

// Why the sign-in of somebody cannot be reset.
struct ResetRefusal {
    QString reason; // of whyNotReset(), "gone", or "emergencyAccount": that has a rotation of its own
    QString person; // user principal name
};

// What stands in the way of a new password: "synchronized", "guest", "federated" (the domain signs in elsewhere),
// "restrictedUnit" (nobody can reset it there). Empty when nothing does. Pure.
QString whyNotReset(const User &user, const TenantFacts &tenant);

// `from`: the service's answer that says so, whose words and request id are kept; its kind is not.
Error resetRefused(const ResetRefusal &refusal, const Error &from = {});
// Nothing for any other error; also of one that was read back from a record.
std::optional<ResetRefusal> resetRefusal(const Error &error);

} // namespace bg
