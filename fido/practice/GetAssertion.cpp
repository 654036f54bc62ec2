// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/PracticeState.h"

#include <QCborArray>
#include <QMessageAuthenticationCode>

namespace bg {

using namespace ctap2;

namespace {

enum Member { RpId = 1, ClientDataHash = 2, AllowList = 3, Extensions = 4, Options = 5, AuthParam = 6, Protocol = 7 };

struct Wanted {
    QString rpId;
    QByteArray clientDataHash;
    QCborMap extensions;
    bool isTouched = true;
    bool isVerified = false;
    bool hasList = false;
};

Status read(PracticeState &state, const QCborMap &request, Wanted &wanted)
{
    const QCborValue rpId = request.value(RpId);
    if (rpId.isUndefined())
        return Status::MissingParameter;
    if (!rpId.isString())
        return Status::CborUnexpectedType;
    wanted.rpId = rpId.toString();
    const auto hash = bytes(request, ClientDataHash);
    if (!hash)
        return hash.error();
    if (hash->size() != 32)
        return Status::InvalidLength;
    wanted.clientDataHash = *hash;
    wanted.extensions = request.value(Extensions).toMap();
    const QCborMap options = request.value(Options).toMap();
    const auto up = option(options, "up"), uv = option(options, "uv");
    if (!up || !uv)
        return Status::CborUnexpectedType;
    if (options.contains(QLatin1String("rk")))
        return Status::UnsupportedOption;
    if (uv->value_or(false) && !request.contains(AuthParam))
        return Status::InvalidOption;
    wanted.isTouched = up->value_or(true);
    const auto parameter = optionalBytes(request, AuthParam);
    if (!parameter)
        return parameter.error();
    if (!parameter->has_value())
        return state.alwaysUv && wanted.isTouched ? Status::PuatRequired : Status::Ok;
    const auto protocol = number(request, Protocol);
    if (!protocol)
        return protocol.error();
    const Status status = state.pin.check(*protocol, wanted.clientDataHash, **parameter, MayAssert, wanted.rpId);
    wanted.isVerified = status == Status::Ok;
    return status;
}

// Section 6.2.2 step 7: newest first, and what credProtect hides stays hidden.
QList<PracticeCredential> applicable(const PracticeState &state, const QList<QByteArray> &allowed, const Wanted &wanted)
{
    QList<PracticeCredential> found;
    for (const PracticeCredential &one : state.credentials) {
        if (one.rpId != wanted.rpId || (wanted.hasList ? !allowed.contains(one.id) : !one.isResident))
            continue;
        if (!wanted.isVerified && (one.protection == 3 || (one.protection == 2 && !wanted.hasList)))
            continue;
        found.prepend(one);
    }
    return found;
}

// hmac-secret: section 12.5. One or two salts in, as many outputs back, encrypted as they came.
Taken<QCborMap> extend(PracticeState &state, const Wanted &wanted, const PracticeCredential &credential)
{
    const QCborValue asked = wanted.extensions.value(QLatin1String("hmac-secret"));
    if (asked.isUndefined() || !state.dials.hasHmacSecret || !credential.hasHmacSecret)
        return QCborMap();
    const QCborMap input = asked.toMap();
    const PinProtocol *protocol = state.pin.protocol(input.value(4).toInteger(1));
    const auto shared = protocol ? protocol->decapsulate(input.value(1).toMap()) : std::nullopt;
    if (!shared)
        return refuse(Status::InvalidParameter);
    if (!protocol->verify(shared->authenticationKey, input.value(2).toByteArray(), input.value(3).toByteArray()))
        return refuse(Status::PinAuthInvalid);
    const auto salts = protocol->decrypt(*shared, input.value(2).toByteArray());
    if (!salts || (salts->size() != 32 && salts->size() != 64))
        return refuse(Status::InvalidLength);
    const QByteArray &secret = wanted.isVerified ? credential.secretWithUv : credential.secretWithoutUv;
    QByteArray outputs;
    for (qsizetype i = 0; i < salts->size(); i += 32)
        outputs += QMessageAuthenticationCode::hash(salts->mid(i, 32), secret, QCryptographicHash::Sha256);
    return QCborMap{ { QStringLiteral("hmac-secret"), protocol->encrypt(*shared, outputs) } };
}

Answer assertion(PracticeState &state, const Wanted &wanted, const PracticeCredential &credential, bool tellsPerson)
{
    const auto granted = extend(state, wanted, credential);
    if (!granted)
        return refuse(granted.error());
    const int flags = (wanted.isTouched ? UserPresent : 0) | (wanted.isVerified ? UserVerified : 0)
        | (granted->isEmpty() ? 0 : HasExtensions);
    const QByteArray data
        = state.authenticatorData(wanted.rpId, flags, granted->isEmpty() ? QByteArray() : encoded(*granted));
    QCborMap answer{ { 1, descriptor(credential.id) },
                     { 2, data },
                     { 3, credential.key.sign(data + wanted.clientDataHash) } };
    if (credential.isResident)
        // Names only for a verified person who has to choose: step 12.
        answer.insert(4, tellsPerson ? credential.user : QCborMap{ { QStringLiteral("id"), credential.userId() } });
    return answer;
}

} // namespace

Answer getAssertion(PracticeState &state, const QCborMap &request, Presence &presence)
{
    state.nextAssertions.clear();
    Wanted wanted;
    if (const QCborValue parameter = request.value(AuthParam);
        parameter.isByteArray() && parameter.toByteArray().isEmpty()) {
        const Status touched = presence.ask();
        return refuse(touched != Status::Ok ? touched : state.pin.isSet() ? Status::PinInvalid : Status::PinNotSet);
    }
    if (const Status status = read(state, request, wanted); status != Status::Ok)
        return refuse(status);
    const auto allowed = descriptors(request, AllowList);
    if (!allowed)
        return refuse(allowed.error());
    wanted.hasList = !allowed->isEmpty();
    const QList<PracticeCredential> found = applicable(state, *allowed, wanted);
    if (wanted.isTouched) // a platform that only looks whether we hold one of its list sends up=false
        if (const Status touched = presence.ask(); touched != Status::Ok)
            return refuse(touched);
    if (found.isEmpty())
        return refuse(Status::NoCredentials);
    state.pin.useUp();
    const qsizetype count = wanted.hasList ? 1 : found.size();
    QList<QCborMap> answers;
    for (qsizetype i = 0; i < count; ++i) {
        const auto one = assertion(state, wanted, found.at(i), wanted.isVerified && count > 1);
        if (!one)
            return one;
        answers.append(*one);
    }
    if (count > 1)
        answers.first().insert(5, qint64(count));
    state.nextAssertions = answers.mid(1);
    return answers.first();
}

Answer getNextAssertion(PracticeState &state)
{
    if (state.nextAssertions.isEmpty())
        return refuse(Status::NotAllowed);
    return state.nextAssertions.takeFirst();
}

} // namespace bg
