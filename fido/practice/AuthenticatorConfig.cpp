// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/PracticeState.h"

namespace bg {

using namespace ctap2;

namespace {

enum Subcommand { ToggleAlwaysUv = 2, SetMinPinLength = 3 };
enum Member { Sub = 1, SubParameters = 2, Protocol = 3, AuthParam = 4 };

Answer setMinimum(PracticeState &state, const QCborMap &parameters)
{
    if (const auto wanted = parameters.value(1); wanted.isInteger())
        if (const Status status = state.pin.raiseMinimum(int(wanted.toInteger())); status != Status::Ok)
            return refuse(status);
    if (parameters.value(3).toBool()) {
        if (!state.pin.isSet())
            return refuse(Status::PinNotSet);
        state.pin.forceChange();
    }
    return QCborMap();
}

} // namespace

// CTAP 2.1 section 6.11.
Answer configure(PracticeState &state, const QCborMap &request)
{
    const auto sub = number(request, Sub);
    if (!sub)
        return refuse(sub.error());
    const QCborMap sent = request.value(SubParameters).toMap();
    if (state.pin.isSet() || state.alwaysUv) {
        const auto parameter = bytes(request, AuthParam);
        if (!parameter)
            return refuse(Status::PuatRequired);
        const auto protocol = number(request, Protocol);
        if (!protocol)
            return refuse(protocol.error());
        const QByteArray message = QByteArray(32, '\xff') + char(AuthenticatorConfig) + char(*sub)
            + (request.contains(SubParameters) ? encoded(sent) : QByteArray());
        if (const Status status = state.pin.check(*protocol, message, *parameter, MayConfigure); status != Status::Ok)
            return refuse(status);
    }
    switch (*sub) {
    case ToggleAlwaysUv:
        state.alwaysUv = !state.alwaysUv;
        return QCborMap();
    case SetMinPinLength:
        return setMinimum(state, sent);
    default:
        return refuse(Status::InvalidParameter);
    }
}

// Section 6.6. YubiKeys take it within five seconds of power up only.
Answer reset(PracticeState &state, Presence &presence)
{
    if (std::chrono::steady_clock::now() - state.poweredUp > std::chrono::seconds(5))
        return refuse(Status::NotAllowed);
    if (const Status touched = presence.ask(); touched != Status::Ok)
        return refuse(touched);
    state.credentials.clear();
    state.pin.forget();
    state.alwaysUv = false;
    return QCborMap();
}

} // namespace bg
