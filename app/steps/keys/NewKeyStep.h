// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Step.h"
#include "app/steps/keys/KeyReplacement.h"
#include "app/steps/StepContext.h"

#include <optional>

namespace bg {

// A rotation's new key for one place. A key that a rotation which was cut short has put there already is new enough.
class NewKeyStep final : public Step {
public:
    NewKeyStep(const StepContext &context, const KeySlot &slot) : m_context(context), m_slot(slot) { }

    StepId id() const override { return StepId::NewKeys; }
    QString subject() const override { return m_slot.label; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    std::optional<RecordedKey> old() const;
    bool isRenewed(const RecordedKey &key) const;
    Finding finding(QLatin1String id, State state) const;

    StepContext m_context;
    KeySlot m_slot;
    std::optional<KeyReplacement> m_replacement; // outlives an attempt: it goes on where it was
    std::optional<KeyReplacement::Ending> m_ending;
};

} // namespace bg
