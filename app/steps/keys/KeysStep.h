// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/graph/AuthenticationMethods.h"
#include "app/reconcile/Step.h"
#include "app/steps/keys/SlotEnrolment.h"
#include "app/steps/StepContext.h"

#include <optional>

namespace bg {

// One key of the matrix: registered for its account, under its label, and proven (S15, S76 to S83, S116).
class KeysStep final : public Step {
public:
    KeysStep(const StepContext &context, const KeySlot &slot)
        : m_context(context), m_slot(slot), m_enrolment(context, slot)
    { }

    StepId id() const override { return StepId::Keys; }
    QString subject() const override { return m_slot.label; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;

private:
    Result<QList<Fido2Method>> methods(std::stop_token stop);
    bool isReadBackLater() const;
    std::optional<RecordedKey> recognise(const Fido2Method &method) const;
    Result<void> removeOutlived(std::stop_token stop);

    StepContext m_context;
    KeySlot m_slot;
    SlotEnrolment m_enrolment;
    std::optional<RecordedKey> m_made; // by this run, proven
    QStringList m_outlived; // method ids that the new key takes the place of
    bool m_isStale = false; // the listing of the slot before does not hold any more
};

} // namespace bg
