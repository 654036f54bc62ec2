// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"
#include "app/journal/KeyEvents.h"
#include "app/record/UnrecordedPin.h"
#include "app/steps/StepContext.h"

#include <optional>
#include <stop_token>

namespace bg {

// A key whose PIN was made by a run that ended before the PIN was on paper: known again, and erased with the person's
// word, so that it can serve. Belongs to the key lane.
class KeyReset {
public:
    KeyReset(const StepContext &context, const KeySlot &slot) : m_context(context), m_slot(slot) { }

    // KeyUnsuitable "pinLost": the key on the desk is, or may be, such a key, and run() is next. Asks the key silently
    // and changes nothing. A key that holds a passkey of ours whose PIN is known is none, whatever else speaks for it.
    Result<void> examine(SecurityKey &key, const CreationOptions &options, std::stop_token stop);
    // After examine() found one, with that key closed. Asks the person, and erases the key after it was taken out and
    // put in again (CTAP 2.1 section 6.6), if it still is the one that was examined. KeyUnsuitable "pinLost": the
    // person does not want it, and the next examine() lets this key pass, for they may know its PIN after all;
    // "pinLostUnclear": the same, without a question, where what the key holds cannot be told; "resetTooLate",
    // KeyNotTouched and the desk's errors: the key is as it was. Cancelled.
    Result<void> run(std::stop_token stop);

private:
    struct Found {
        UnrecordedPin pin;
        KeyFacts key;
        CreationOptions options;
        bool isCertain = false; // else: of the same model, and a person's PIN may be on it
        bool isToldWhatItHolds = false;
    };

    Result<std::optional<Found>> look(SecurityKey &key, const CreationOptions &options, std::stop_token stop) const;
    QList<UnrecordedPin> candidates(const KeyFacts &key) const;
    QList<QByteArray> idsWorthKeeping(const CreationOptions &options, const QList<QByteArray> &lost) const;
    Result<Answer> ask(std::stop_token stop) const;
    Result<void> erase(std::stop_token stop);
    KeyResetNote note() const;
    void tell() const;

    StepContext m_context;
    KeySlot m_slot;
    std::optional<Found> m_found;
    QString m_leftAlone; // path of the key that the person does not want erased, for as long as it is in
};

// Whether examine() said so.
bool isPinLost(const Error &error);

} // namespace bg
