// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/AlertReceivers.h"

#include <QRegularExpression>

namespace bg {

std::optional<QString> AlertReceivers::problem() const
{
    static const QRegularExpression address(QStringLiteral("^[^\\s@\"]+@[^\\s@\"]+\\.[^\\s@\"]+$"));
    for (const QString &email : emails)
        if (!address.match(email).hasMatch())
            return QStringLiteral("not an e-mail address: ") + email;
    for (const PhoneNumber &phone : sms + voice)
        if (PhoneNumber::of(phone.text()) != phone)
            return QStringLiteral("not a telephone number: ") + phone.text();
    for (const QUrl &webhook : webhooks)
        if (!webhook.isValid() || webhook.scheme() != QLatin1String("https") || webhook.host().isEmpty())
            return QStringLiteral("not an https address: ") + webhook.host();
    return std::nullopt;
}

} // namespace bg
