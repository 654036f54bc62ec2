// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

// One text in the paper's language, and in its second one where the sheet is bilingual.
struct Phrase {
    QString first;
    QString second;

    QString joined() const
    {
        return second.isEmpty() || second == first ? first : first + QStringLiteral(" · ") + second;
    }
};

} // namespace bg
