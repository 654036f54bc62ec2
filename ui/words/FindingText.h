// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/Finding.h"

#include <QString>

namespace bg {

// A finding in words: what is so, and what that means or who does what about it. An id without words of its own
// speaks through its evidence.
struct FindingText {
    QString headline;
    QString meaning;
    static FindingText of(const Finding &finding);
};

// One sentence with {names} in it, and the ids it is for. Marked for translation where they are written down.
struct FindingWords {
    const char *id;
    const char *headline;
    const char *meaning;
};

// Replaces {name} by the fact of that name; arrays are joined by commas.
QString filled(QString text, const QJsonObject &facts);

} // namespace bg
