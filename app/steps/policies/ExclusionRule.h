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
    // Where somebody deleted the group of an earlier run, its id stays in the policies, and the service refuses a list
    // that names it. It was ours and leaves nobody out any more: the only exclusion that is ever taken away.
    ConditionalAccessPolicy withoutOurDeadGroup(ConditionalAccessPolicy policy) const;
    // The list to send, and what is to be known about it later.
    ExclusionWrite writeTo(const ConditionalAccessPolicy &policy) const;

private:
    StepContext m_context;
};

} // namespace bg
