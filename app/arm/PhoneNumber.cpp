// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/PhoneNumber.h"

#include <QRegularExpression>

namespace bg {

std::optional<PhoneNumber> PhoneNumber::of(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^\\+([1-9][0-9]{0,3})[ -]([0-9][0-9 -]*)$"));
    const auto match = form.match(text.trimmed());
    QString digits = match.captured(2);
    digits.remove(QLatin1Char(' ')).remove(QLatin1Char('-'));
    if (!match.hasMatch() || digits.size() < 4 || digits.size() > 14)
        return std::nullopt;
    return PhoneNumber{ match.captured(1), digits };
}

QString PhoneNumber::text() const
{
    return QLatin1Char('+') + countryCode + QLatin1Char(' ') + number;
}

} // namespace bg
