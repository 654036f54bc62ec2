// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/KeySlotFinding.h"

#include "app/model/FindingIds.h"
#include "app/steps/RunState.h"

#include <QVersionNumber>

namespace bg {

namespace {

// Infineon's library in firmware before 5.7 leaks the private key to someone who holds the key long enough (EUCLEAK,
// YSA-2024-03): YubiKey 5, YubiKey Bio and Security Key alike. Only Yubico's keys tell a firmware.
bool isClonable(const RecordedKey &key)
{
    return (key.model.contains(QLatin1String("YubiKey")) || key.model.startsWith(QLatin1String("Security Key")))
        && !key.firmware.isEmpty() && QVersionNumber::fromString(key.firmware) < QVersionNumber(5, 7);
}

} // namespace

Finding keyFinding(const KeySlot &slot, QLatin1String id, State state, Severity severity, const QString &evidence)
{
    Finding found;
    found.id = id;
    found.step = StepId::Keys;
    found.state = state;
    found.severity = severity;
    found.actionOwner = state == State::Missing || state == State::Drifted ? ActionOwner::WizardWillDo : ActionOwner::Fine;
    found.evidence = evidence;
    found.facts = { { QStringLiteral("label"), slot.label }, { QStringLiteral("userName"), slot.userName } };
    found.requirements
        = { QStringLiteral("S15"), QStringLiteral("S76"), QStringLiteral("S78"), QStringLiteral("S116") };
    return found;
}

Finding putInPlace(RunState &runState, const KeySlot &slot, const RecordedKey &key)
{
    runState.change(slot.account, [&](AccountState &account) {
        account.keys.removeIf([&](const RecordedKey &one) { return one.label == slot.label; });
        account.keys.append(key);
    });
    runState.forgetNote(StepId::Keys, slot.label, finding::KeyOldFirmware);
    if (isClonable(key)) {
        Finding old = keyFinding(slot, finding::KeyOldFirmware, State::InPlace, Severity::Advice, key.firmware);
        old.facts[QStringLiteral("model")] = key.model;
        old.facts[QStringLiteral("firmware")] = key.firmware;
        runState.note(old, slot.label);
    }
    return keyFinding(slot, finding::KeySlotFinding, State::InPlace, Severity::Fine,
                      QStringLiteral("%1 %2 %3").arg(key.model, key.serial, key.aaguid).simplified());
}

} // namespace bg
