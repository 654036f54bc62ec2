// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/base/Secret.h"
#include "app/key/CreationOptions.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace bg {

// What a key says of itself. A plain value without I/O.
struct KeyFacts {
    QString path; // names this key while it stays inserted
    QString model; // "YubiKey 5 NFC"; from form factor, firmware and AAGUID; "Security key" when unknown
    QString manufacturer; // may be empty
    QString serial; // digits; empty when the key does not tell
    QString firmware; // "5.7.1"; empty when unknown
    enum class Source { Unknown, VendorCommand, GetInfo };
    Source firmwareSource = Source::Unknown; // READ_CONFIG of Yubico, or firmwareVersion (0x0E) of getInfo
    QString aaguid; // GUID text, lower case
    bool isKnownModel = false; // the AAGUID is one of those whose maker and attestation we know
    quint16 vendorId = 0;
    quint16 productId = 0;
    bool isFido2 = false; // false: U2F only
    bool hasPin = false;
    bool canSetPin = false;
    bool mustChangePin = false;
    bool hasBuiltInUv = false;
    bool alwaysUv = false;
    bool supportsResidentKeys = false;
    bool supportsHmacSecret = false;
    bool supportsCredProtect = false;
    bool supportsEs256 = true;
    bool supportsCredentialManagement = false;
    bool canConfigure = false; // authenticatorConfig: minimum PIN length, alwaysUv
    // The operating system asks for PIN and touch in dialogs of its own (Windows Hello): no PIN passes through us, and
    // the AAGUID is known only when a credential was made.
    bool asksByItself = false;
    int minimumPinLength = 4; // code points
    int pinRetries = -1; // -1: not known
    int freeSlots = -1; // -1: not known
    QStringList transports; // "usb", "nfc"
};

// Told on the key's own thread; must return at once.
using UserPresenceCallback = std::function<void(bool wanted, std::chrono::seconds left)>;

// One inserted, opened key. Every call blocks and belongs to one thread; `stop` cancels it on the key itself within
// 100 ms (Cancelled). Common errors: KeyRemoved, KeySilent, KeyBusy, Cancelled, KeyNotTouched, KeyAnswerUnclear.
class SecurityKey {
public:
    virtual ~SecurityKey() = default;

    // As read when it was opened, or by the last refresh().
    virtual const KeyFacts &facts() const = 0;
    virtual Result<void> refresh(std::stop_token stop) = 0;

    // Sets the first PIN; the facts are read again. PIN bytes are UTF-8, normalised here to NFC; 4 to 63 bytes and at
    // least facts().minimumPinLength code points, else PinRejected without asking the key.
    virtual Result<void> setPin(const Secret &pin, std::stop_token stop) = 0;
    // The facts are read again. PinWrong only if the retry counter dropped; PinMustChange, PinBlocked,
    // PinBlockedUntilReinsert.
    virtual Result<void> changePin(const Secret &oldPin, const Secret &newPin, std::stop_token stop) = 0;

    // What the key lacks for makeCredential as `options` ask, from its facts alone: KeyUnsuitable names it, KeyFull.
    // Nothing where that is known only to somebody else (the operating system).
    virtual Result<void> fits(const CreationOptions &options) const;
    // False once the key was seen to go. At once; may be asked from another thread while none of the calls runs.
    virtual bool isIn() const { return true; }

    // makeCredential as `options` ask, verifies the attestation locally and builds clientDataJSON (origin "https://" +
    // rpId) and attestationObject. Asks for one touch. KeyAlreadyEnrolled for an excluded id, KeyFull, KeyUnsuitable,
    // AttestationBad, and the PIN kinds. Never tries a PIN twice.
    virtual Result<Attestation> makeCredential(const CreationOptions &options, const Secret &pin,
                                               const UserPresenceCallback &touch, std::stop_token stop)
        = 0;
    // getAssertion without an allow list: proves that the key finds the account by itself, and that the signature
    // verifies with `made.publicKey` for a fresh challenge of ours. Asks for one touch.
    virtual Result<void> prove(const QString &rpId, const Attestation &made, const Secret &pin,
                               const UserPresenceCallback &touch, std::stop_token stop)
        = 0;
    // Which of these credentials the key holds, if any: asked silently, without PIN and touch (CTAP 2.1 section 6.1.2,
    // getAssertion with up=false), so that a key is known again before anything is changed on it. Empty also where the
    // key does not answer that question.
    virtual Result<QByteArray> held(const QString &rpId, const QList<QByteArray> &credentialIds, std::stop_token stop);
    // Whether held() can be believed when it answers with nothing: the key says so of a credential that nobody has.
    virtual Result<bool> tellsWhatItHolds(const QString &rpId, std::stop_token stop);
    // Removes a resident credential (credential management). NotFound when the key does not hold it; KeyUnsuitable
    // when the key cannot.
    virtual Result<void> removeCredential(const QByteArray &credentialId, const Secret &pin, std::stop_token stop) = 0;

    // Erases all that is on the key, the PIN too (CTAP 2.1 section 6.6); the facts are read again. Asks for one touch.
    // Keys take it only within seconds of being put in, else KeyUnsuitable "resetTooLate".
    virtual Result<void> reset(const UserPresenceCallback &touch, std::stop_token stop);

    // The three settings of authenticatorConfig (CTAP 2.1 section 6.11), only where facts().canConfigure, else
    // KeyUnsuitable. A raised minimum can be lowered by a reset only: lower or equal values give PinRejected.
    virtual Result<void> setMinimumPinLength(int codePoints, const Secret &pin, std::stop_token stop);
    virtual Result<void> setAlwaysUv(bool on, const Secret &pin, std::stop_token stop);
    // From now on the key takes its PIN for one thing only: to be changed.
    virtual Result<void> forcePinChange(const Secret &pin, std::stop_token stop);
};

// A key that the system shows, not opened yet.
struct SeenKey {
    QString path;
    QString product; // may be empty
    QString manufacturer; // may be empty
    quint16 vendorId = 0;
    quint16 productId = 0;
    bool isPermitted = true; // false: the system shows it, but does not let us open it
    friend bool operator==(const SeenKey &, const SeenKey &) = default;
};

// All keys that are inserted now. Safe to use from one thread at a time; none of its calls is for the GUI thread.
class KeyRing {
public:
    virtual ~KeyRing() = default;
    // 2 to 20 ms; never blocks for the person.
    virtual QList<SeenKey> seen() = 0;
    // KeyNotPermitted, KeyBusy, KeyRemoved, KeyUnsuitable (U2F only).
    virtual Result<std::unique_ptr<SecurityKey>> open(const SeenKey &key, std::stop_token stop) = 0;
    // Told of each key that cannot take part in touched(): KeyBusy when another program holds it, KeyNotPermitted, ...
    using LeftOut = std::function<void(const SeenKey &key, const Error &why)>;
    // Several keys are in: asks for a touch on any and returns the touched one; the others are released. `leftOut` is
    // called before any key blinks, on the caller's thread.
    virtual Result<SeenKey> touched(const QList<SeenKey> &among, const LeftOut &leftOut, std::stop_token stop) = 0;
    // Practice and UDP keys: the person takes the next key of the list, as from a drawer of fresh ones, puts it in and
    // takes the one before out. Nothing for hid.
    virtual void insertNext() { }
    // The person looks for a certain key among all of the list, one after the other: the one after the key that is in.
    // What insertNext() takes next stays as it was. Nothing for hid.
    virtual void lookOn() { }
    // The same key is taken out and put in again. Nothing for hid.
    virtual void reinsert() { }
    // True when insertNext() is how keys come (practice, UDP), so that nobody waits for a hand.
    virtual bool insertsByItself() const { return false; }
};

} // namespace bg
