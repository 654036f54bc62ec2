// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/windows/AnsweredExtensions.h"

#include "fido/CborItem.h"

#include <QCborMap>
#include <QCborStreamReader>
#include <QtEndian>

namespace bg {

namespace {

constexpr qsizetype head = 32 + 1 + 4 + 16; // hash of the RP id, flags, counter, AAGUID
constexpr unsigned char hasCredential = 0x40, hasExtensions = 0x80;

} // namespace

std::optional<AnsweredExtensions> AnsweredExtensions::of(const QByteArray &authenticatorData)
{
    if (authenticatorData.size() < head + 2)
        return std::nullopt;
    const auto flags = static_cast<unsigned char>(authenticatorData[32]);
    const qsizetype key = head + 2 + qFromBigEndian<quint16>(authenticatorData.constData() + head);
    if (!(flags & hasCredential) || authenticatorData.size() <= key)
        return std::nullopt;
    QCborStreamReader reader(authenticatorData.mid(key));
    const QCborValue publicKey = QCborValue::fromCbor(reader);
    if (reader.lastError() != QCborError::NoError || !publicKey.isMap())
        return std::nullopt;
    if (!(flags & hasExtensions))
        return AnsweredExtensions();
    const auto extensions = cborItem(authenticatorData.mid(key + reader.currentOffset()));
    if (!extensions || !extensions->isMap())
        return std::nullopt;
    return AnsweredExtensions{ (*extensions)[QLatin1String("hmac-secret")].toBool(),
                               int((*extensions)[QLatin1String("credProtect")].toInteger()) };
}

} // namespace bg
