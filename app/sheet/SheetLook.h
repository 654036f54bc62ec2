// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sheet/SheetHeader.h"

#include <QString>

namespace bg {

enum class SheetKind { Credential, Pin, Record, Card, Labels, Ceremony, PostMortem, Slip, OneTime };

enum class SecretInk {
    Printed, // the secret itself
    Masked, // dots: for the screen
    Boxes, // blank boxes, to be written in by hand: no secret reaches a printer
};

struct SheetLook {
    Paper paper = Paper::A4;
    QString language = QStringLiteral("en"); // "en", "de", "fr", "es", "ja"; others as "en"
    QString secondLanguage; // for a bilingual sheet; empty: one language
    SecretInk ink = SecretInk::Printed;
};

} // namespace bg
