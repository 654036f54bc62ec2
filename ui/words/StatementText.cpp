// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/StatementText.h"

#include "ui/words/Translate.h"

#include <QtGlobal>

#include <utility>

namespace bg {

QString statementText(const QString &statement)
{
    // clang-format off
    static const std::pair<const char *, const char *> all[] = {
        { "placesApart", QT_TRANSLATE_NOOP("bg", "The two sets lie in two places that no single fire, flood or lock can close.") },
        { "safesWithstand", QT_TRANSLATE_NOOP("bg", "Each set lies in a safe that withstands fire and water.") },
        { "sealsIntact", QT_TRANSLATE_NOOP("bg", "Somebody looked: all envelopes are there, and all seals are whole.") },
        { "twoPeople", QT_TRANSLATE_NOOP("bg", "It takes two people to reach a whole set.") },
        { "safeLog", QT_TRANSLATE_NOOP("bg", "Every opening of a safe is written down, and the log was read.") },
        { "listCurrent", QT_TRANSLATE_NOOP("bg", "The list of those who may open is current; safe codes were changed when somebody left.") },
        { "procedureApproved", QT_TRANSLATE_NOOP("bg", "The way to get access is written down, current and approved.") },
        { "peopleTrained", QT_TRANSLATE_NOOP("bg", "Administrators and security staff were shown how it goes.") },
        { "useReviewed", QT_TRANSLATE_NOOP("bg", "Every use since the last check was reviewed: drill, emergency or misuse.") },
        { "twoWaysOut", QT_TRANSLATE_NOOP("bg", "Where the keys lie, there are two ways to the internet that do not fail together, and a computer to use them.") },
        { "keysReachable", QT_TRANSLATE_NOOP("bg", "Whoever may need a key can get to one at any hour, and it never hangs on one person.") },
        { "papersReviewed", QT_TRANSLATE_NOOP("bg", "The papers were gone through, line by line, and say what is true.") },
        { "alertsTested", QT_TRANSLATE_NOOP("bg", "The alerts were tested, and reached everybody whom they are to reach.") },
        { "notOnlyDigital", QT_TRANSLATE_NOOP("bg", "No secret of the accounts is kept in a system that itself needs this tenant.") },
    };
    // clang-format on
    for (const auto &[id, text] : all)
        if (statement == QLatin1String(id))
            return words(text);
    return {};
}

} // namespace bg
