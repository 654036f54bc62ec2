// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/KeyLabel.h"

#include <QRegularExpression>

namespace bg {

namespace {
QString initialOf(const QString &userName)
{
    static const QRegularExpression separator(QStringLiteral("[^A-Za-z0-9]+"));
    const QStringList parts = userName.split(separator, Qt::SkipEmptyParts);
    return parts.isEmpty() ? QString() : parts.last().left(1).toUpper();
}
} // namespace

QString keyLabel(const DesiredState &desired, int account, int number)
{
    QStringList initials;
    for (const AccountChoice &choice : desired.accounts)
        initials += initialOf(choice.userName);
    const bool isDistinct = !initials.contains(QString()) && initials.removeDuplicates() == 0;
    const QString letter = isDistinct ? initials.value(account) : QString(QChar(ushort('A' + account)));
    return letter + QLatin1Char('-') + QString::number(number + 1);
}

} // namespace bg
