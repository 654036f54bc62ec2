// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/practice/Ctap2.h"
#include "fido/practice/PinProtocol.h"
#include "fido/practice/PracticeDials.h"

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace bg {

// authenticatorClientPIN (CTAP 2.1 section 6.5) and the token it gives out.
class PracticePin {
public:
    explicit PracticePin(const PracticeDials &dials);

    ctap2::Answer handle(const QCborMap &request);
    // A pinUvAuthParam over `message`, for a command that needs `permission`, for this relying party (empty: none).
    ctap2::Status check(qint64 protocol, const QByteArray &message, const QByteArray &parameter, int permission,
                        const QString &rpId = {});
    // After a touch, a token may not make or assert again: section 6.5.5.7, clearPinUvAuthTokenPermissionsExceptLbw.
    void useUp();
    // The protocol of that number, for hmac-secret; null when this key does not speak it.
    PinProtocol *protocol(qint64 number);

    void powerUp();
    // For authenticatorReset.
    void forget();
    // As if set through setPIN.
    void preset(QByteArrayView pin);

    bool isSet() const { return !m_hash.isEmpty(); }
    const QByteArray &hash() const { return m_hash; } // LEFT(SHA-256(PIN), 16); empty: no PIN
    int minimumLength() const { return m_minimumLength; }
    bool mustChange() const { return m_mustChange; }
    ctap2::Status raiseMinimum(int codePoints);
    void forceChange() { m_mustChange = true; }

private:
    ctap2::Answer retries() const;
    ctap2::Answer set(const QCborMap &request, PinProtocol &protocol);
    ctap2::Answer change(const QCborMap &request, PinProtocol &protocol);
    ctap2::Answer token(const QCborMap &request, PinProtocol &protocol, bool withPermissions);
    ctap2::Status verify(const QByteArray &pinHashEnc, const PinProtocol::Shared &shared, PinProtocol &protocol);
    ctap2::Status store(const QByteArray &padded);
    ctap2::Taken<PinProtocol::Shared> agree(const QCborMap &request, const PinProtocol &protocol) const;
    void resetToken();

    const PracticeDials &m_dials;
    std::vector<PinProtocol> m_protocols;
    QByteArray m_hash;
    int m_codePoints = 0;
    int m_minimumLength;
    bool m_mustChange;
    int m_retries;
    int m_missesThisPowerCycle = 0;

    QByteArray m_token;
    qint64 m_tokenProtocol = 0;
    int m_permissions = 0;
    QString m_tokenRpId;
};

} // namespace bg
