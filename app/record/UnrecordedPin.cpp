// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/record/UnrecordedPin.h"

#include "app/key/SecurityKey.h"

#include <algorithm>

namespace bg {

namespace {

// The key that an event is about, and the place that it was for.
struct PinPlace {
    QString serial, aaguid, label;
};

// Those that the key can be; keys without a number are told apart by the place they were for.
bool isMeant(const UnrecordedPin &one, const PinPlace &place)
{
    return one.serial == place.serial && one.aaguid == place.aaguid
        && (!place.serial.isEmpty() || one.label == place.label);
}

// A PIN takes the place of the one before it. Of keys without a number it is the same key where that has no PIN yet and
// no credential was made: the power went before the first one was set.
bool isOutdatedBy(const UnrecordedPin &fresh, const UnrecordedPin &one)
{
    if (one.serial != fresh.serial || one.aaguid != fresh.aaguid)
        return false;
    return !fresh.serial.isEmpty() || (one.label == fresh.label && !fresh.hadPin && one.credentialIds.isEmpty());
}

UnrecordedPin *newest(QList<UnrecordedPin> &lost, const PinPlace &place)
{
    const auto found
        = std::find_if(lost.rbegin(), lost.rend(), [&](const UnrecordedPin &one) { return isMeant(one, place); });
    return found == lost.rend() ? nullptr : &*found;
}

void dropNewest(QList<UnrecordedPin> &lost, const PinPlace &place)
{
    if (const UnrecordedPin *one = newest(lost, place))
        lost.removeAt(one - lost.constData());
}

void registered(const KeyBegun &key, QList<UnrecordedPin> &lost)
{
    if (key.pinChosen) // a person typed it, and the key took it
        lost.removeIf([&](const UnrecordedPin &one) {
            return !one.serial.isEmpty() && isMeant(one, { key.serial, key.aaguid, {} });
        });
    else if (UnrecordedPin *one = newest(lost, { key.serial, key.aaguid, key.subject }))
        one->credentialIds.append(key.credentialId);
}

} // namespace

bool UnrecordedPin::mayBeOf(const KeyFacts &key) const
{
    return aaguid == key.aaguid && serial == key.serial;
}

void followPin(const JournalEvent &event, QList<UnrecordedPin> &lost)
{
    std::visit(ForEvents{
                   [&](const PinToSet &pin) {
                       const UnrecordedPin fresh{ pin.subject, pin.serial, pin.aaguid, pin.hadPin, {} };
                       lost.removeIf([&](const UnrecordedPin &one) { return isOutdatedBy(fresh, one); });
                       lost.append(fresh);
                   },
                   [&](const KeyBegun &key) { registered(key, lost); },
                   [&](const KeyTakenBack &key) {
                       for (UnrecordedPin &one : lost)
                           one.credentialIds.removeAll(key.credentialId);
                   },
                   [&](const PinSealed &pin) {
                       lost.removeIf(
                           [&](const UnrecordedPin &one) { return one.credentialIds.contains(pin.credentialId); });
                   },
                   [&](const PinNotSet &pin) { dropNewest(lost, { pin.serial, pin.aaguid, pin.subject }); },
                   [&](const SparePinSealed &pin) { dropNewest(lost, { pin.serial, pin.aaguid, pin.subject }); },
                   [&](const KeyWasReset &key) { dropNewest(lost, { key.serial, key.aaguid, key.madeFor }); },
                   [](const auto &) {},
               },
               event);
}

} // namespace bg
