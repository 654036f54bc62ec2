// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/base/Secret.h"
#include "app/key/SecurityKey.h"
#include "app/sheet/SheetHeader.h"

#include <chrono>
#include <optional>
#include <stop_token>

namespace bg {

// Which key of the matrix is at work.
struct KeySlot {
    int account = 0; // index in DesiredState::accounts
    int number = 0; // 0, 1, ... within the account
    QString label; // what is written on the key: "N-1"
    QString userName;
    int position = 0; // 1-based, over all slots
    int total = 0;
    bool isOutgoing = false; // not the key that gets the label, but the one that had it
    bool isForReset = false; // the key is about to be erased, which it allows only right after it was put in
};

struct KeyProgress {
    enum class Phase { Insert, Remove, ChooseByTouch, Working, Touch, TouchToProve, Done, Trouble, LeftOut };
    Phase phase = Phase::Insert;
    KeySlot slot;
    std::optional<KeyFacts> key;
    std::chrono::seconds left{ 0 }; // for the touch
    // For Trouble: what is wrong with this key, in place of the drawing's sentence. For ChooseByTouch: why one of the
    // inserted keys does not blink.
    std::optional<Error> trouble;
};

struct PinQuestion {
    enum class Purpose { Enter, Choose, Change };
    Purpose purpose = Purpose::Enter;
    KeySlot slot;
    KeyFacts key;
    int retriesLeft = -1;
    bool isLastBeforeReinsert = false; // the next wrong one blocks until the key is re-inserted
    bool isLast = false; // the next wrong one blocks the key for good
    std::optional<Error> before; // why it is asked again
};

enum class Answer { Yes, No };
enum class AfterTrouble { TryAgain, OtherKey, Skip };

// The human, as the engine sees them. Lanes call and block; the window, a test or autoplay answers. Every question ends
// at once with Cancelled when `stop` is requested.
class Operator {
public:
    virtual ~Operator() = default;

    // Shows what the key lane needs or does now. Does not block.
    virtual void show(const KeyProgress &moment) = 0;
    // While a key is waited for: whether the operator said, since the last show() of Insert, that there is none for this
    // place. Does not block.
    virtual bool leavesKeyOut() { return false; }
    // AnotherKeyWanted and KeyLeftOut: the operator gave no PIN, and said what comes instead.
    virtual Result<Secret> pin(const PinQuestion &question, std::stop_token stop) = 0;
    // A key or a step did not work: what now?
    virtual Result<AfterTrouble> afterTrouble(const Error &error, const QString &subject, std::stop_token stop) = 0;
    // A question of the engine, by id for ui/ words ("replaceExistingPin", "changedMeanwhile"), with parameters.
    virtual Result<Answer> confirm(const QString &questionId, const QJsonObject &facts, std::stop_token stop) = 0;

    // Hands the fresh password of one account over to paper. Returns when the sheet is printed, typed back and put
    // away; the caller then lets the secret go.
    virtual Result<void> printSealedSheet(const SealedSheet &sheet, std::stop_token stop) = 0;
    // The same for a PIN sheet.
    virtual Result<void> sealPin(const PinSheet &sheet, std::stop_token stop) = 0;
    // The same for the slip with the one-time password of an administrator.
    virtual Result<void> printTemporaryPassword(const TemporaryPasswordSlip &slip, std::stop_token stop) = 0;
    // The pages without secrets: access record, emergency card, labels, ceremony script.
    virtual Result<void> printOpenSheets(const NonSecretSheets &sheets, std::stop_token stop) = 0;
};

} // namespace bg
