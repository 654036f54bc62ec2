// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/steps/keys/KeyPin.h"
#include "app/steps/StepContext.h"

#include <stop_token>

namespace bg {

// Whether the key on the desk is one that serves already. Asks the key silently, so that nothing was touched or changed
// when the answer comes.
class KeyReuseCheck {
public:
    KeyReuseCheck(const StepContext &context, const KeySlot &slot, SecurityKey &key, KeyPin &pin)
        : m_context(context), m_slot(slot), m_key(key), m_pin(pin)
    { }

    // KeyAlreadyEnrolled: it serves this account (by `options`). KeyUsedElsewhere: it serves another one, and the
    // person wants another key; where they agree to share it, `pin` holds the PIN that waits for the other's sheet.
    Result<void> run(const CreationOptions &options, std::stop_token stop);
    bool isShared() const { return m_isShared; }
    // Credentials of the other accounts.
    QList<QByteArray> others() const;

private:
    Result<void> share(const QByteArray &credentialId, std::stop_token stop);

    StepContext m_context;
    KeySlot m_slot;
    SecurityKey &m_key;
    KeyPin &m_pin;
    bool m_isShared = false; // and the person agreed
};

} // namespace bg
