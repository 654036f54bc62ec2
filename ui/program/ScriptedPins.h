// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QString>

#include <map>
#include <optional>

namespace bg {

// The PINs that the person whom autoplay plays can know: chosen for a key, read on its PIN sheet, or read on the sheets
// of an earlier run. Keys go by their serial, or by their label where they tell none.
class ScriptedPins {
public:
    // The file that $BREAKGLASS_PINS names holds what earlier sheets say: lines "key PIN". Blocks for that file.
    ScriptedPins();
    // The first PIN of a key, at least `minimumLength` digits; the same one when it is asked for again.
    Secret chosenFor(const QString &key, int minimumLength);
    // Another PIN for a key that has one. The one before stays good until the run is over.
    Secret changedFor(const QString &key, int minimumLength);
    void readOnSheet(const QString &key, const Secret &pin);
    // What was changed or printed is what the keys take from now on.
    void runIsOver();
    // What the key takes now; nothing where the person could only guess.
    std::optional<Secret> of(const QString &key) const;

private:
    std::map<QString, Secret> m_pins, m_next;
};

} // namespace bg
