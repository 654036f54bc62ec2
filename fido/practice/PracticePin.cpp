// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/PracticePin.h"

#include "app/base/Random.h"

#include <QCryptographicHash>

#include <algorithm>

namespace bg {

using namespace ctap2;

namespace {

enum Subcommand {
    GetRetries = 1,
    GetKeyAgreement = 2,
    SetPin = 3,
    ChangePin = 4,
    GetToken = 5,
    GetTokenWithPermissions = 9
};
enum Member {
    Protocol = 1,
    Sub = 2,
    KeyAgreement = 3,
    AuthParam = 4,
    NewPinEnc = 5,
    PinHashEnc = 6,
    Permissions = 9,
    RpId = 10
};

constexpr int mostMissesPerPowerCycle = 3, mostRetries = 8;

QByteArray pinHash(const QByteArray &pin)
{
    return QCryptographicHash::hash(pin, QCryptographicHash::Sha256).first(16);
}

int codePointsInUtf8(const QByteArray &utf8)
{
    return int(std::ranges::count_if(utf8, [](char byte) { return (byte & 0xc0) != 0x80; }));
}

} // namespace

PracticePin::PracticePin(const PracticeDials &dials)
    : m_dials(dials), m_minimumLength(dials.minimumPinLength), m_mustChange(dials.mustChangePin),
      m_retries(dials.pinRetries)
{
    for (const int number : dials.pinProtocols)
        m_protocols.emplace_back(number);
    resetToken();
}

PinProtocol *PracticePin::protocol(qint64 number)
{
    const auto found
        = std::ranges::find_if(m_protocols, [&](const PinProtocol &one) { return one.number() == number; });
    return found == m_protocols.end() ? nullptr : &*found;
}

void PracticePin::resetToken()
{
    m_token = randomBytes(32);
    m_tokenProtocol = 0;
    m_permissions = 0;
    m_tokenRpId.clear();
}

void PracticePin::useUp()
{
    if (!m_dials.isCtap20) // a CTAP 2.0 token lasts until the next one
        m_permissions = 0;
}

void PracticePin::powerUp()
{
    m_missesThisPowerCycle = 0;
    for (PinProtocol &protocol : m_protocols)
        protocol.regenerate();
    resetToken();
}

void PracticePin::forget()
{
    m_hash.clear();
    m_codePoints = 0;
    m_minimumLength = m_dials.minimumPinLength;
    m_mustChange = false;
    m_retries = mostRetries;
    powerUp();
}

void PracticePin::preset(QByteArrayView pin)
{
    const QByteArray bytes = pin.toByteArray();
    m_hash = pinHash(bytes);
    m_codePoints = codePointsInUtf8(bytes);
}

Answer PracticePin::handle(const QCborMap &request)
{
    const auto sub = number(request, Sub);
    if (!sub)
        return refuse(sub.error());
    if (*sub == GetRetries)
        return retries();
    const auto wanted = number(request, Protocol);
    if (!wanted)
        return refuse(wanted.error());
    PinProtocol *const spoken = protocol(*wanted);
    if (!spoken)
        return refuse(Status::InvalidParameter);
    switch (*sub) {
    case GetKeyAgreement:
        return QCborMap{ { 1, spoken->publicKey() } };
    case SetPin:
        return set(request, *spoken);
    case ChangePin:
        return change(request, *spoken);
    case GetToken:
        return token(request, *spoken, false);
    case GetTokenWithPermissions:
        if (!m_dials.isCtap20)
            return token(request, *spoken, true);
        break;
    default:
        break;
    }
    return refuse(m_dials.isCtap20 ? Status::InvalidParameter : Status::InvalidSubcommand);
}

Answer PracticePin::retries() const
{
    QCborMap answer{ { 3, m_dials.tellsPinRetries ? QCborValue(m_retries) : QCborValue(QStringLiteral("many")) } };
    if (!m_dials.isCtap20)
        answer.insert(4, m_missesThisPowerCycle >= mostMissesPerPowerCycle);
    return answer;
}

Taken<PinProtocol::Shared> PracticePin::agree(const QCborMap &request, const PinProtocol &protocol) const
{
    const auto platformKey = inner(request, KeyAgreement);
    if (!platformKey)
        return refuse(platformKey.error());
    const auto shared = protocol.decapsulate(*platformKey);
    if (!shared)
        return refuse(Status::InvalidParameter);
    return *shared;
}

// The new PIN, padded with zeros to 64 bytes.
Status PracticePin::store(const QByteArray &padded)
{
    if (padded.size() != 64)
        return Status::InvalidParameter;
    const qsizetype end = padded.indexOf('\0');
    if (end < 0)
        return Status::PinPolicyViolation;
    const QByteArray pin = padded.first(end);
    if (codePointsInUtf8(pin) < m_minimumLength)
        return Status::PinPolicyViolation;
    if (m_dials.wantsMixedPin && std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return Status::PinPolicyViolation;
    const QByteArray hash = pinHash(pin);
    if (hash == m_hash) // measured: the same PIN again is refused
        return Status::PinPolicyViolation;
    m_hash = hash;
    m_codePoints = codePointsInUtf8(pin);
    m_retries = mostRetries;
    m_mustChange = false;
    resetToken();
    return Status::Ok;
}

Answer PracticePin::set(const QCborMap &request, PinProtocol &protocol)
{
    const auto newPinEnc = bytes(request, NewPinEnc), signature = bytes(request, AuthParam);
    if (!newPinEnc || !signature)
        return refuse(Status::MissingParameter);
    if (isSet())
        return refuse(Status::PinAuthInvalid);
    const auto shared = agree(request, protocol);
    if (!shared)
        return refuse(shared.error());
    if (!protocol.verify(shared->authenticationKey, *newPinEnc, *signature))
        return refuse(Status::PinAuthInvalid);
    const auto padded = protocol.decrypt(*shared, *newPinEnc);
    if (const Status status = padded ? store(*padded) : Status::InvalidParameter; status != Status::Ok)
        return refuse(status);
    return QCborMap();
}

Answer PracticePin::change(const QCborMap &request, PinProtocol &protocol)
{
    const auto newPinEnc = bytes(request, NewPinEnc), pinHashEnc = bytes(request, PinHashEnc),
               signature = bytes(request, AuthParam);
    if (!newPinEnc || !pinHashEnc || !signature)
        return refuse(Status::MissingParameter);
    if (!isSet())
        return refuse(Status::PinNotSet);
    const auto shared = agree(request, protocol);
    if (!shared)
        return refuse(shared.error());
    if (m_retries == 0)
        return refuse(Status::PinBlocked);
    if (!protocol.verify(shared->authenticationKey, *newPinEnc + *pinHashEnc, *signature))
        return refuse(Status::PinAuthInvalid);
    if (const Status status = verify(*pinHashEnc, *shared, protocol); status != Status::Ok)
        return refuse(status);
    const auto padded = protocol.decrypt(*shared, *newPinEnc);
    if (const Status status = padded ? store(*padded) : Status::InvalidParameter; status != Status::Ok)
        return refuse(status);
    return QCborMap();
}

// Section 6.5.5.7.1: the counter goes down before the comparison, and comes back with the right PIN.
Status PracticePin::verify(const QByteArray &pinHashEnc, const PinProtocol::Shared &shared, PinProtocol &protocol)
{
    if (m_retries == 0)
        return Status::PinBlocked;
    if (m_missesThisPowerCycle >= mostMissesPerPowerCycle)
        return Status::PinAuthBlocked;
    const auto hash = protocol.decrypt(shared, pinHashEnc);
    if (!hash || hash->size() != 16)
        return Status::InvalidParameter;
    --m_retries;
    if (*hash != m_hash) {
        protocol.regenerate();
        ++m_missesThisPowerCycle;
        if (m_retries == 0)
            return Status::PinBlocked;
        return m_missesThisPowerCycle >= mostMissesPerPowerCycle ? Status::PinAuthBlocked : Status::PinInvalid;
    }
    m_retries = mostRetries;
    m_missesThisPowerCycle = 0;
    return Status::Ok;
}

Answer PracticePin::token(const QCborMap &request, PinProtocol &protocol, bool withPermissions)
{
    const auto pinHashEnc = bytes(request, PinHashEnc);
    if (!pinHashEnc)
        return refuse(pinHashEnc.error());
    int permissions = MayMake | MayAssert;
    const QString rpId = request.value(RpId).toString();
    if (withPermissions) {
        const auto asked = number(request, Permissions);
        if (!asked)
            return refuse(asked.error());
        permissions = int(*asked);
        if (permissions == 0)
            return refuse(Status::InvalidParameter);
        if ((permissions & (MayMake | MayAssert)) && rpId.isEmpty())
            return refuse(Status::MissingParameter);
        if ((permissions & MayManage && !m_dials.hasCredentialManagement)
            || (permissions & MayConfigure && !m_dials.hasConfiguration))
            return refuse(Status::UnauthorizedPermission);
    } else if (request.contains(Permissions) || request.contains(RpId)) {
        return refuse(Status::InvalidParameter);
    }
    if (!isSet())
        return refuse(Status::PinNotSet);
    const auto shared = agree(request, protocol);
    if (!shared)
        return refuse(shared.error());
    if (const Status status = verify(*pinHashEnc, *shared, protocol); status != Status::Ok)
        return refuse(status);
    if (m_mustChange) // measured: the right PIN is called wrong, and the counter does not move
        return refuse(Status::PinInvalid);
    resetToken();
    m_tokenProtocol = protocol.number();
    // A CTAP 2.0 token opens everything.
    m_permissions = m_dials.isCtap20 ? 0xff : permissions;
    m_tokenRpId = rpId;
    return QCborMap{ { 2, protocol.encrypt(*shared, m_token) } };
}

Status PracticePin::check(qint64 number, const QByteArray &message, const QByteArray &parameter, int permission,
                          const QString &rpId)
{
    const PinProtocol *spoken = protocol(number);
    if (!spoken)
        return Status::InvalidParameter;
    if (number != m_tokenProtocol || !spoken->verify(m_token, message, parameter) || !(m_permissions & permission)
        || (!m_tokenRpId.isEmpty() && m_tokenRpId != rpId))
        return Status::PinAuthInvalid;
    if (m_tokenRpId.isEmpty() && !m_dials.isCtap20)
        m_tokenRpId = rpId; // the first use binds it: section 6.1.2 step 11
    return Status::Ok;
}

Status PracticePin::raiseMinimum(int codePoints)
{
    if (codePoints < m_minimumLength || codePoints > 63)
        return Status::PinPolicyViolation;
    m_minimumLength = codePoints;
    if (isSet() && m_codePoints < codePoints)
        m_mustChange = true;
    return Status::Ok;
}

} // namespace bg
