// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/reconcile/Step.h"
#include "app/steps/StepContext.h"

#include <optional>

namespace bg {

// A fresh PIN for a key that stays. It goes on paper first and on the key after that: a power cut in between leaves the
// old sheet good, and never a key whose PIN nobody knows.
class NewPinStep final : public Step {
public:
    NewPinStep(const StepContext &context, const KeySlot &slot) : m_context(context), m_slot(slot) { }

    StepId id() const override { return StepId::NewPins; }
    QString subject() const override { return m_slot.label; }
    Result<Finding> inspect(std::stop_token stop) override;
    QList<PlannedWrite> plannedWrites() const override;
    Result<void> apply(std::stop_token stop, const StepProgress &progress) override;
    bool isInspectable() const override { return false; }

private:
    std::optional<RecordedKey> recorded() const;
    Result<std::unique_ptr<SecurityKey>> rightKey(std::stop_token stop);
    Result<bool> isIt(SecurityKey &key, std::stop_token stop) const;
    Result<Secret> ask(PinQuestion::Purpose purpose, const SecurityKey &key, std::stop_token stop);
    Result<Secret> fresh(const SecurityKey &key, std::stop_token stop);
    Result<void> change(SecurityKey &key, const Secret &fresh, std::stop_token stop);
    void show(KeyProgress::Phase phase, const SecurityKey &key, const std::optional<Error> &trouble = {});

    StepContext m_context;
    KeySlot m_slot;
    std::optional<Error> m_before; // why a PIN is asked for again
    int m_retriesLeft = -1;
    int m_wrongInARow = 0;
    bool m_isRefused = false; // one of digits was, by the key
    bool m_isDone = false;
};

} // namespace bg
