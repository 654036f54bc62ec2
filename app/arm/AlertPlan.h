// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arm/AzureInventory.h"
#include "app/arm/Differences.h"
#include "app/arm/SpecResource.h"
#include "app/base/Result.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

namespace bg {

// What will happen to one resource of the kit.
struct PlannedResource {
    enum class Change {
        Create,
        Update, // ours, and different: `differences` says where
        Keep, // ours, and as it should be
        Use, // somebody else's, or a resource group or workspace of ours that exists: never written
    };

    SpecResource resource; // its body is what PUT will send: the kit's, with what others added kept
    Change change = Change::Create;
    std::optional<QJsonObject> before;
    QList<Difference> differences;
    double monthlyCost = 0; // US dollars, see AlertCost

    bool isWrite() const { return change == Change::Create || change == Change::Update; }
};

// What a deployment would do, in its order. Pure. Errors: LimitReached (a diagnostic setting is needed and the tenant
// has five), Conflict (a resource stands where ours would, and does not carry our tag; detail is its id).
Result<QList<PlannedResource>> planned(const AzureInventory &seen);

} // namespace bg
