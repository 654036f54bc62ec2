// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/ConditionalAccess.h"
#include "app/record/ExclusionWrite.h"
#include "app/steps/StepContext.h"

namespace bg {

// What our exclusion means for one policy, as the run knows its group now. Reads nothing from the directory.
class ExclusionRule {
public:
    explicit ExclusionRule(const StepContext &context) : m_context(context) { }

    // Can reach people, is not our own guard, and does not leave our group out.
    bool isLacking(const ConditionalAccessPolicy &policy) const;
    bool isIn(const ConditionalAccessPolicy &policy) const;
    // The policy that targets only our group.
    bool isGuard(const ConditionalAccessPolicy &policy) const;
    // An account comes under it, as the directory showed policy, group and its members last. Not asked of the guard,
    // which is for them.
    bool reachesAccounts(const ConditionalAccessPolicy &policy) const;
    // See deadGroups.
    ConditionalAccessPolicy withoutOurDeadGroup(ConditionalAccessPolicy policy) const;
    // The list to send, and what is to be known about it later.
    ExclusionWrite writeTo(const ConditionalAccessPolicy &policy) const;

private:
    StepContext m_context;
};

} // namespace bg
