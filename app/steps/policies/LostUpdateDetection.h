// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/ConditionalAccess.h"
#include "app/steps/policies/LostUpdate.h"
#include "app/steps/StepContext.h"

#include <stop_token>

namespace bg {

// Looks our writes of policies up in the directory's audit log, those of earlier runs too, until each was found there:
// only the log tells what a list was before ours went over it. What somebody else lost by it is put back.
class LostUpdateDetection {
public:
    explicit LostUpdateDetection(const StepContext &context) : m_context(context), m_open(context.history.exclusionWrites) { }

    void add(const ExclusionWrite &write) { m_open.append(write); }
    // One request, none when every write was found before. Where the log cannot be read, or is late, nothing is lost:
    // the next run looks again. Error: Cancelled.
    Result<void> look(std::stop_token stop);
    // What look() found and is still amiss in the policies as they are now. Error: File.
    Result<QList<LostUpdate>> amiss(const QList<ConditionalAccessPolicy> &now);
    // Puts right what look() found: each policy is read, written and read again. Errors: those of ConditionalAccess;
    // ChangedMeanwhile when somebody undid it at once; File; Cancelled.
    Result<void> putBackAll(std::stop_token stop);

private:
    Result<void> close(const PolicyId &policy);
    Result<void> putBack(const LostUpdate &edit, std::stop_token stop);

    StepContext m_context;
    QList<ExclusionWrite> m_open; // not found in the log yet, or found with an edit that is not put back
    QList<LostUpdate> m_edits;
};

} // namespace bg
