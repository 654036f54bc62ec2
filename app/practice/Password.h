// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bg {

// Entra's rule: 8 to 256 characters of printable ASCII, three of the four classes, and not built around the user's name
// or one of the words that everybody uses.
inline bool isStrongPassword(const QString &password, const QString &userName)
{
    bool lower = false, upper = false, digit = false, symbol = false;
    for (const QChar c : password) {
        if (c < u' ' || c > u'~')
            return false;
        lower = lower || (c >= u'a' && c <= u'z');
        upper = upper || (c >= u'A' && c <= u'Z');
        digit = digit || (c >= u'0' && c <= u'9');
        symbol = symbol || !(c.isLetterOrNumber());
    }
    if (password.size() < 8 || password.size() > 256 || int(lower) + int(upper) + int(digit) + int(symbol) < 3)
        return false;
    for (const QString &word : { QStringLiteral("password"), QStringLiteral("qwerty"), userName })
        if (word.size() > 3 && password.size() < 16 && password.contains(word, Qt::CaseInsensitive))
            return false;
    return true;
}

} // namespace bg
