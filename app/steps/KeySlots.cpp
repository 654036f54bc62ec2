// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/KeySlots.h"

#include <QRegularExpression>

namespace bg {

namespace {

QChar initial(const QString &userName)
{
    static const QRegularExpression between(QStringLiteral("[^A-Za-z]+"));
    const QStringList words = userName.split(between, Qt::SkipEmptyParts);
    return words.isEmpty() ? QChar(u'?') : words.last().at(0).toUpper();
}

QList<QChar> letters(const DesiredState &desired)
{
    QList<QChar> initials;
    for (const AccountChoice &account : desired.accounts) {
        const QChar letter = initial(account.userName);
        if (letter == QLatin1Char('?') || initials.contains(letter)) {
            initials.clear();
            for (int i = 0; i < desired.accounts.size(); ++i)
                initials.append(QChar(u'A' + i));
            return initials;
        }
        initials.append(letter);
    }
    return initials;
}

} // namespace

QList<KeySlot> keySlots(const DesiredState &desired)
{
    const QList<QChar> initials = letters(desired);
    QList<KeySlot> slots_;
    for (int account = 0; account < desired.accounts.size(); ++account) {
        for (int number = 0; number < desired.keysPerAccount; ++number) {
            KeySlot slot;
            slot.account = account;
            slot.number = number;
            slot.label = QStringLiteral("%1-%2").arg(initials.at(account)).arg(number + 1);
            slot.userName = desired.accounts.at(account).userName;
            slot.position = int(slots_.size()) + 1;
            slot.total = int(desired.accounts.size()) * desired.keysPerAccount;
            slots_.append(slot);
        }
    }
    return slots_;
}

} // namespace bg
