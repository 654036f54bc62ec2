// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/program/OptionText.h"

#include <QRegularExpression>
#include <QUuid>

namespace bg {

bool isTenantText(const QString &text)
{
    static const QRegularExpression domain(QStringLiteral("^(?=.{3,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9-]{2,63}$"));
    return !QUuid::fromString(text).isNull() || domain.match(text).hasMatch();
}

bool isClientId(const QString &text)
{
    return !QUuid::fromString(text).isNull();
}

std::optional<QString> passphraseSourceProblem(const QString &source)
{
    static const QRegularExpression known(QStringLiteral("\\A(|prompt|fd:[0-9]{1,4}|credential:[A-Za-z0-9._-]{1,255})\\z"));
    if (known.match(source).hasMatch() && source != QLatin1String("credential:.") && source != QLatin1String("credential:.."))
        return std::nullopt;
    return QStringLiteral("a passphrase comes from fd:N, credential:NAME or prompt; it is never written down here.");
}

} // namespace bg
