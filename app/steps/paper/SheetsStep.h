// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

namespace bg {

// The PIN sheets of the keys that this run gave a PIN, and the pages without secrets (S82, S144 to S152).
class SheetsStep final : public Step {
public:
    explicit SheetsStep(const StepContext &context) : m_context(context) { }

    StepId id() const override { return StepId::Sheets; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override { return {}; }
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;
    bool isInspectable() const override { return false; }

private:
    Result<void> sealPins(int account, std::stop_token stop);

    StepContext m_context;
    bool m_isHanded = false;
};

} // namespace bg
