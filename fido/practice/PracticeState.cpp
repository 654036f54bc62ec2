// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/PracticeState.h"

#include <QCborValue>
#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>

namespace bg {

int PracticeState::freeSlots() const
{
    const auto used = std::ranges::count_if(credentials, [](const PracticeCredential &one) { return one.isResident; });
    return std::max(0, dials.slots - int(used));
}

QByteArray PracticeState::authenticatorData(const QString &rpId, int flags, const QByteArray &rest)
{
    QByteArray counter(4, '\0');
    qToBigEndian<quint32>(++signatures, counter.data());
    return sha256(rpId.toUtf8()) + char(flags) + counter + rest;
}

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QByteArray encoded(const QCborMap &map)
{
    return QCborValue(map).toCbor();
}

} // namespace bg
