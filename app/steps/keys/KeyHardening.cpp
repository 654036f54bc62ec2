// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/KeyHardening.h"

#include "app/model/FindingIds.h"

#include <QJsonArray>

namespace bg {

namespace {

using Setting = std::function<Result<void>(const Secret &)>;

// True: the key insists on it from now on. False: it cannot.
Result<bool> set(SecurityKey &key, const KeySlot &slot, KeyPin &pin, const Setting &setting, std::stop_token stop)
{
    if (!key.facts().canConfigure)
        return false;
    const auto done = pin.use(key, slot, setting, stop);
    if (!done && done.error().kind == Error::Kind::KeyUnsuitable)
        return false;
    return done.map([] { return true; });
}

Finding notHardened(const KeySlot &slot, const QJsonArray &lacks)
{
    Finding found;
    found.id = finding::KeyNotHardened;
    found.step = StepId::Keys;
    found.state = State::InPlace;
    found.severity = Severity::Advice;
    found.actionOwner = ActionOwner::Fine;
    found.facts = { { QStringLiteral("label"), slot.label }, { QStringLiteral("lacks"), lacks } };
    return found;
}

} // namespace

Result<void> hardenKey(const StepContext &context, const KeySlot &slot, SecurityKey &key, KeyPin &pin,
                       std::stop_token stop)
{
    const KeySettings &wish = context.desired.keySettings;
    QJsonArray lacks;
    if (wish.minimumPinLength > key.facts().minimumPinLength) {
        const auto isSet = set(
            key, slot, pin,
            [&](const Secret &text) { return key.setMinimumPinLength(wish.minimumPinLength, text, stop); }, stop);
        if (!isSet)
            return fail(isSet.error());
        if (!*isSet)
            lacks.append(QStringLiteral("minimumPinLength"));
    }
    if (key.facts().mustChangePin) // the key found the PIN shorter than its new minimum
        if (auto changed = pin.prepare(key, slot, stop); !changed)
            return changed;
    if (wish.alwaysUv && !key.facts().alwaysUv) {
        const auto isSet = set(
            key, slot, pin, [&](const Secret &text) { return key.setAlwaysUv(true, text, stop); }, stop);
        if (!isSet)
            return fail(isSet.error());
        if (!*isSet)
            lacks.append(QStringLiteral("alwaysUv"));
    }
    if (!lacks.isEmpty())
        context.runState.note(notHardened(slot, lacks), slot.label);
    return {};
}

} // namespace bg
