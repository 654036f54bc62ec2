// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/record/UnrecordedPin.h"

#include "app/key/SecurityKey.h"

#include <algorithm>

namespace bg {

namespace {

QString lineText(const QJsonObject &line, const char *member)
{
    return line[QLatin1String(member)].toString();
}

UnrecordedPin toSet(const QJsonObject &line)
{
    return {
        lineText(line, "subject"), lineText(line, "serial"), lineText(line, "aaguid"), line[QLatin1String("hadPin")].toBool(), {}
    };
}

// Those that the line's key can be; keys without a number are told apart by the place they were for.
bool isMeant(const UnrecordedPin &one, const QJsonObject &line, const QString &label)
{
    const QString serial = lineText(line, "serial");
    return one.serial == serial && one.aaguid == lineText(line, "aaguid") && (!serial.isEmpty() || one.label == label);
}

// A PIN takes the place of the one before it. Of keys without a number it is the same key where that has no PIN yet and
// no credential was made: the power went before the first one was set.
bool isOutdatedBy(const UnrecordedPin &fresh, const UnrecordedPin &one)
{
    if (one.serial != fresh.serial || one.aaguid != fresh.aaguid)
        return false;
    return !fresh.serial.isEmpty() || (one.label == fresh.label && !fresh.hadPin && one.credentialIds.isEmpty());
}

UnrecordedPin *newest(QList<UnrecordedPin> &lost, const QJsonObject &line, const QString &label)
{
    const auto found
        = std::find_if(lost.rbegin(), lost.rend(), [&](const UnrecordedPin &one) { return isMeant(one, line, label); });
    return found == lost.rend() ? nullptr : &*found;
}

void dropNewest(QList<UnrecordedPin> &lost, const QJsonObject &line, const QString &label)
{
    if (const UnrecordedPin *one = newest(lost, line, label))
        lost.removeAt(one - lost.constData());
}

void registered(const QJsonObject &line, QList<UnrecordedPin> &lost)
{
    if (line[QLatin1String("pinChosen")].toBool()) // a person typed it, and the key took it
        lost.removeIf([&](const UnrecordedPin &one) { return !one.serial.isEmpty() && isMeant(one, line, {}); });
    else if (UnrecordedPin *one = newest(lost, line, lineText(line, "subject")))
        one->credentialIds.append(lineText(line, "credentialId"));
}

} // namespace

bool UnrecordedPin::mayBeOf(const KeyFacts &key) const
{
    return aaguid == key.aaguid && serial == key.serial;
}

void followPin(const QJsonObject &line, QList<UnrecordedPin> &lost)
{
    const QString event = lineText(line, "event");
    const QString credentialId = lineText(line, "credentialId");
    if (event == QLatin1String("pinToSet")) {
        const UnrecordedPin fresh = toSet(line);
        lost.removeIf([&](const UnrecordedPin &one) { return isOutdatedBy(fresh, one); });
        lost.append(fresh);
    } else if (event == QLatin1String("keyBegun")) {
        registered(line, lost);
    } else if (event == QLatin1String("keyTakenBack")) {
        for (UnrecordedPin &one : lost)
            one.credentialIds.removeAll(credentialId);
    } else if (event == QLatin1String("pinSealed")) {
        lost.removeIf([&](const UnrecordedPin &one) { return one.credentialIds.contains(credentialId); });
    } else if (event == QLatin1String("pinNotSet") || event == QLatin1String("sparePinSealed")) {
        dropNewest(lost, line, lineText(line, "subject"));
    } else if (event == QLatin1String("keyReset")) {
        dropNewest(lost, line, lineText(line, "madeFor"));
    }
}

} // namespace bg
