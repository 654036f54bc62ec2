// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace bg {

struct PhoneNumber {
    QString countryCode; // "49", digits only
    QString number; // "15112345678", digits only

    // "+49 151 12345678": a plus, the country code, a blank or hyphen, then digits with blanks or hyphens between them.
    // Nothing when it is not of that form, or when Azure would not take it.
    static std::optional<PhoneNumber> of(const QString &text);
    QString text() const; // "+49 15112345678"
    friend bool operator==(const PhoneNumber &, const PhoneNumber &) = default;
};

} // namespace bg
