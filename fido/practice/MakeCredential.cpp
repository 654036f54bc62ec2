// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Random.h"
#include "fido/practice/PracticeAttestation.h"
#include "fido/practice/PracticeState.h"

#include <QCborArray>
#include <QtEndian>

#include <algorithm>

namespace bg {

using namespace ctap2;

namespace {

enum Member {
    ClientDataHash = 1,
    Rp = 2,
    User = 3,
    Parameters = 4,
    ExcludeList = 5,
    Extensions = 6,
    Options = 7,
    AuthParam = 8,
    Protocol = 9
};

struct Wanted {
    QByteArray clientDataHash;
    QCborMap rp, user, extensions;
    bool isResident = false;
    bool isVerified = false;
    QString rpId() const { return rp.value(QLatin1String("id")).toString(); }
};

bool isTooLong(const QCborMap &entity, const char *member)
{
    return entity.value(QLatin1String(member)).toString().toUtf8().size() > 64;
}

Status readEntities(const PracticeState &state, const QCborMap &request, Wanted &wanted)
{
    const auto hash = bytes(request, ClientDataHash);
    const auto rp = inner(request, Rp), user = inner(request, User);
    if (!hash || !rp || !user)
        return !hash ? hash.error() : !rp ? rp.error() : user.error();
    wanted.clientDataHash = *hash;
    wanted.rp = *rp;
    wanted.user = *user;
    if (hash->size() != 32)
        return Status::InvalidLength;
    if (!rp->value(QLatin1String("id")).isString() || !user->value(QLatin1String("id")).isByteArray())
        return Status::MissingParameter;
    if (user->value(QLatin1String("id")).toByteArray().size() > 64)
        return Status::InvalidLength;
    if (state.dials.refusesLongNames
        && (isTooLong(*user, "name") || isTooLong(*user, "displayName") || isTooLong(*rp, "name")))
        return Status::InvalidCbor;
    wanted.extensions = request.value(Extensions).toMap();
    return Status::Ok;
}

// Section 6.1.2 step 3.
Status readAlgorithms(const PracticeState &state, const QCborMap &request)
{
    const QCborValue list = request.value(Parameters);
    if (list.isUndefined())
        return Status::MissingParameter;
    if (!list.isArray())
        return Status::CborUnexpectedType;
    for (const QCborValue item : list.toArray())
        if (state.dials.hasEs256 && item.toMap().value(QLatin1String("alg")).toInteger() == -7
            && item.toMap().value(QLatin1String("type")).toString() == QLatin1String("public-key"))
            return Status::Ok;
    return Status::UnsupportedAlgorithm;
}

// Step 5.
Status readOptions(const PracticeState &state, const QCborMap &request, Wanted &wanted)
{
    const QCborMap options = request.value(Options).toMap();
    const auto rk = option(options, "rk"), uv = option(options, "uv"), up = option(options, "up");
    if (!rk || !uv || !up)
        return Status::CborUnexpectedType;
    if (up->has_value() && !**up)
        return Status::InvalidOption;
    if (uv->value_or(false) && !request.contains(AuthParam)) // no fingerprint on this key
        return Status::InvalidOption;
    wanted.isResident = rk->value_or(false);
    return wanted.isResident && !state.dials.hasResidentKeys ? Status::UnsupportedOption : Status::Ok;
}

// Steps 6 to 11.
Status verifyPerson(PracticeState &state, const QCborMap &request, Wanted &wanted)
{
    const auto parameter = optionalBytes(request, AuthParam);
    if (!parameter)
        return parameter.error();
    if (!parameter->has_value()) {
        const bool mayGoWithout = !state.pin.isSet() || (!wanted.isResident && !state.dials.isCtap20);
        return state.alwaysUv || !mayGoWithout ? Status::PuatRequired : Status::Ok;
    }
    const auto protocol = number(request, Protocol);
    if (!protocol)
        return protocol.error();
    const Status status = state.pin.check(*protocol, wanted.clientDataHash, **parameter, MayMake, wanted.rpId());
    wanted.isVerified = status == Status::Ok && state.dials.attestation != PracticeDials::Attestation::NotVerified;
    return status;
}

bool isExcluded(const PracticeState &state, const QList<QByteArray> &ids, const Wanted &wanted)
{
    return std::ranges::any_of(state.credentials, [&](const PracticeCredential &one) {
        return ids.contains(one.id) && one.rpId == wanted.rpId() && (one.protection < 3 || wanted.isVerified);
    });
}

// What the key grants of the extensions asked for, in canonical order.
Taken<QCborMap> extend(const PracticeState &state, const Wanted &wanted, PracticeCredential &credential)
{
    QCborMap granted;
    const QCborValue protection = wanted.extensions.value(QLatin1String("credProtect"));
    if (state.dials.hasCredProtect && !protection.isUndefined()) {
        if (!protection.isInteger() || protection.toInteger() < 1 || protection.toInteger() > 3)
            return refuse(Status::InvalidOption);
        credential.protection = int(protection.toInteger());
        granted.insert(QStringLiteral("credProtect"), protection);
    }
    const QCborValue hmacSecret = wanted.extensions.value(QLatin1String("hmac-secret"));
    if (state.dials.hasHmacSecret && !hmacSecret.isUndefined()) {
        if (!hmacSecret.isBool())
            return refuse(Status::CborUnexpectedType);
        credential.hasHmacSecret = hmacSecret.toBool();
        granted.insert(QStringLiteral("hmac-secret"), hmacSecret);
    }
    return granted;
}

QByteArray attestedCredential(const PracticeDials &dials, const PracticeCredential &credential)
{
    QByteArray length(2, '\0');
    qToBigEndian<quint16>(quint16(credential.id.size()), length.data());
    QByteArray aaguid = dials.aaguid;
    if (dials.attestation == PracticeDials::Attestation::WrongAaguid)
        aaguid[0] = char(~aaguid[0]);
    return aaguid + length + credential.id + encoded(credential.key.cose(-7));
}

Status keep(PracticeState &state, const PracticeCredential &credential)
{
    if (!credential.isResident) {
        state.credentials.append(credential);
        return Status::Ok;
    }
    // One resident credential per account and relying party: a second takes the first one's place.
    const auto isSame = [&](const PracticeCredential &one) {
        return one.isResident && one.rpId == credential.rpId && one.userId() == credential.userId();
    };
    if (state.credentials.removeIf(isSame) == 0 && state.freeSlots() == 0)
        return Status::KeyStoreFull;
    state.credentials.append(credential);
    return Status::Ok;
}

} // namespace

Answer makeCredential(PracticeState &state, const QCborMap &request, Presence &presence)
{
    // An empty pinUvAuthParam only asks for a touch: how platforms let the person choose among keys.
    if (const QCborValue parameter = request.value(AuthParam);
        parameter.isByteArray() && parameter.toByteArray().isEmpty()) {
        const Status touched = presence.ask();
        return refuse(touched != Status::Ok ? touched : state.pin.isSet() ? Status::PinInvalid : Status::PinNotSet);
    }
    Wanted wanted;
    if (const Status status = readEntities(state, request, wanted); status != Status::Ok)
        return refuse(status);
    if (const Status status = readAlgorithms(state, request); status != Status::Ok)
        return refuse(status);
    if (const Status status = readOptions(state, request, wanted); status != Status::Ok)
        return refuse(status);
    if (const Status status = verifyPerson(state, request, wanted); status != Status::Ok)
        return refuse(status);
    const auto excluded = descriptors(request, ExcludeList);
    if (!excluded)
        return refuse(excluded.error());
    const bool alreadyHere = isExcluded(state, *excluded, wanted);
    if (const Status touched = presence.ask(); touched != Status::Ok)
        return refuse(touched);
    state.pin.useUp();
    if (alreadyHere)
        return refuse(Status::CredentialExcluded);

    PracticeCredential credential{ randomBytes(32),
                                   wanted.rpId(),
                                   wanted.rp.value(QLatin1String("name")).toString(),
                                   wanted.user,
                                   P256Key::generate(),
                                   1,
                                   wanted.isResident,
                                   false,
                                   randomBytes(32),
                                   randomBytes(32) };
    const auto granted = extend(state, wanted, credential);
    if (!granted)
        return refuse(granted.error());
    if (const Status status = keep(state, credential); status != Status::Ok)
        return refuse(status);
    const int flags = UserPresent | AttestedCredential | (wanted.isVerified ? UserVerified : 0)
        | (granted->isEmpty() ? 0 : HasExtensions);
    const QByteArray data = state.authenticatorData(credential.rpId, flags,
                                                    attestedCredential(state.dials, credential)
                                                        + (granted->isEmpty() ? QByteArray() : encoded(*granted)));
    return QCborMap{ { 1, QStringLiteral("packed") },
                     { 2, data },
                     { 3, packedStatement(state.dials, credential, data + wanted.clientDataHash) } };
}

} // namespace bg
