// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/practice/Ctap2.h"
#include "fido/practice/PracticeCredential.h"
#include "fido/practice/PracticeDials.h"
#include "fido/practice/PracticePin.h"

#include <QList>

#include <atomic>
#include <chrono>

namespace bg {

// All that a practice key remembers. Belongs to the key's own thread while it is in.
struct PracticeState {
    explicit PracticeState(PracticeDials settings) : dials(std::move(settings)), pin(dials) { }
    PracticeState(const PracticeState &) = delete;
    PracticeState &operator=(const PracticeState &) = delete;

    int freeSlots() const;
    // rpIdHash, flags, counter and what follows: WebAuthn section 6.1.
    QByteArray authenticatorData(const QString &rpId, int flags, const QByteArray &rest);

    PracticeDials dials;
    PracticePin pin;
    QList<PracticeCredential> credentials; // oldest first
    bool alwaysUv = false;
    quint32 signatures = 0;
    std::chrono::steady_clock::time_point poweredUp;
    int touchesAsked = 0;
    int commandsHeard = 0;
    std::atomic<std::chrono::nanoseconds> onTheWay{ std::chrono::nanoseconds(
        0) }; // all answers together, see dials.link

    // getAssertion's answers that getNextAssertion gives out, and the lists of credential management.
    QList<QCborMap> nextAssertions;
    QList<QCborMap> nextRelyingParties, nextCredentials;
};

QByteArray sha256(const QByteArray &bytes);
// CBOR of `map`, in the order its members have.
QByteArray encoded(const QCborMap &map);

// The commands. Each takes the request's map and returns the answer's, or a status.
ctap2::Answer getInfo(const PracticeState &state);
ctap2::Answer makeCredential(PracticeState &state, const QCborMap &request, ctap2::Presence &presence);
ctap2::Answer getAssertion(PracticeState &state, const QCborMap &request, ctap2::Presence &presence);
ctap2::Answer getNextAssertion(PracticeState &state);
ctap2::Answer manageCredentials(PracticeState &state, const QCborMap &request);
ctap2::Answer configure(PracticeState &state, const QCborMap &request);
ctap2::Answer reset(PracticeState &state, ctap2::Presence &presence);

} // namespace bg
