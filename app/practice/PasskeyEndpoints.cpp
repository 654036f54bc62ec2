// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Random.h"
#include "app/practice/Collection.h"
#include "app/practice/Directory.h"
#include "app/practice/Endpoints.h"
#include "app/practice/PasskeyPolicy.h"
#include "app/practice/Refusals.h"
#include "app/practice/Router.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

const QString methodType = u"fido2AuthenticationMethod"_s;
const QString registrationRpId = u"login.microsoft.com"_s;

Showing showingPasskeys(const Directory &d, const QString &user)
{
    return { .type = methodType,
             .context = u"users('%1')/authentication/fido2Methods"_s.arg(user),
             .origin = d.graphOrigin,
             .takesOptions = false };
}

// How Entra writes the id of a method: base64url with a last digit that counts the padding left away.
QString digitForm(const QByteArray &id)
{
    return toBase64Url(id) + QString::number((3 - id.size() % 3) % 3);
}

// Lists of known credentials come in more than one writing.
QString oddForm(const QByteArray &id, qsizetype index)
{
    if (index % 3 == 0)
        return QString::fromLatin1(id.toBase64());
    return index % 3 == 1 ? digitForm(id) : toBase64Url(id);
}

std::optional<Reply> problemWithTarget(const Directory &d, const Call &call, const QJsonObject *user)
{
    if (!user)
        return refusal::notFound(call.captures[0]);
    const QString id = (*user)["id"_L1].toString();
    if (id == call.session.userId)
        return Reply::refused(405, "methodNotAllowed", u"The method is not supported for this URL."_s);
    return d.isRestricted(id) ? std::optional(refusal::restricted()) : std::nullopt;
}

// The lifetime that the address asks for; nothing where the address is not one.
std::optional<std::chrono::seconds> lifetimeOf(const Directory &d, const Call &call)
{
    static const QRegularExpression withMinutes(uR"(^creationOptions\(challengeTimeoutInMinutes=(\d+)\)$)"_s);
    const QString function = call.segments.last();
    if (function == "creationOptions"_L1 || function == "creationOptions()"_L1)
        return d.scenario.challengeLifetime;
    const auto match = withMinutes.match(function);
    const int minutes = match.captured(1).toInt();
    if (!match.hasMatch() || !call.isBeta() || minutes < 5 || minutes > 43200)
        return std::nullopt;
    return minutes == 5 ? d.scenario.challengeLifetime : std::chrono::minutes(minutes);
}

Reply creationOptions(Directory &d, const Call &call)
{
    const QJsonObject *user = d.user(call.captures[0]);
    if (!d.scenario.hasCreationOptions)
        return Reply::refused(400, "BadRequest", u"Resource not found for the segment 'creationOptions'."_s);
    if (auto problem = problemWithTarget(d, call, user))
        return *problem;
    if (!call.query.isEmpty())
        return Reply::refused(405, "methodNotAllowed", u"The method is not supported for this URL."_s);
    const auto lifetime = lifetimeOf(d, call);
    if (!lifetime)
        return Reply::refused(400, "BadRequest", u"The parameter challengeTimeoutInMinutes is not valid."_s);
    const QString id = (*user)["id"_L1].toString();
    if (const QString problem = problemWithRegistering(d, id); !problem.isEmpty())
        return Reply::refused(400, "BadRequest", problem);

    // Entra's challenge is an encrypted token: text of several kB that is base64 itself.
    const QString challenge = toBase64Url(randomBytes(2400).toBase64());
    const QDateTime end = d.now().addSecs(lifetime->count());
    d.challenges[challenge] = { id, end };
    QJsonArray excluded;
    const QList<Passkey> known = d.passkeys.value(id);
    for (qsizetype i = 0; i < known.size(); ++i)
        excluded.append(QJsonObject{ { u"id"_s, oddForm(known[i].credentialId, i) },
                                     { u"type"_s, u"public-key"_s },
                                     { u"transports"_s, QJsonArray() } });
    const auto algorithm = [](int number) {
        return QJsonObject{ { u"type"_s, u"public-key"_s }, { u"alg"_s, number } };
    };
    const QByteArray handle = "OF:" + QByteArray::fromHex(QString(id).remove(u'-').toLatin1())
        + QByteArray::fromHex(QString(d.tenantId).remove(u'-').toLatin1())
        + QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Md5);
    return Reply::of(
        { { u"@odata.context"_s,
            d.graphOrigin + u'/' + call.version + u"/$metadata#microsoft.graph.webauthnCredentialCreationOptions"_s },
          { u"challengeTimeoutDateTime"_s, end.toString(Qt::ISODate) },
          { u"publicKey"_s,
            QJsonObject{ { u"challenge"_s, challenge },
                         { u"timeout"_s, 60000 },
                         { u"attestation"_s, u"direct"_s },
                         { u"rp"_s, QJsonObject{ { u"id"_s, registrationRpId }, { u"name"_s, u"Microsoft"_s } } },
                         { u"user"_s,
                           QJsonObject{ { u"id"_s, toBase64Url(handle) },
                                        { u"name"_s, (*user)["userPrincipalName"_L1] },
                                        { u"displayName"_s, (*user)["displayName"_L1] } } },
                         { u"pubKeyCredParams"_s, QJsonArray{ algorithm(-7), algorithm(-257) } },
                         { u"excludeCredentials"_s, excluded },
                         { u"authenticatorSelection"_s,
                           QJsonObject{ { u"authenticatorAttachment"_s, u"cross-platform"_s },
                                        { u"requireResidentKey"_s, true },
                                        { u"userVerification"_s, u"required"_s } } },
                         { u"extensions"_s,
                           QJsonObject{ { u"hmacCreateSecret"_s, true },
                                        { u"enforceCredentialProtectionPolicy"_s, true },
                                        { u"credentialProtectionPolicy"_s, u"userVerificationOptional"_s } } } } } });
}

// The challenge in clientDataJSON, if it is one of this account's that still lives; it is spent by being asked for.
QString takeChallenge(Directory &d, const QString &userId, const QByteArray &clientData)
{
    const QString challenge = QJsonDocument::fromJson(clientData).object()["challenge"_L1].toString();
    const auto [owner, end] = d.challenges.value(challenge);
    if (owner != userId || end < d.now())
        return {};
    d.challenges.remove(challenge);
    return challenge;
}

Reply registerPasskey(Directory &d, const Call &call)
{
    const QJsonObject *user = d.user(call.captures[0]);
    if (auto problem = problemWithTarget(d, call, user))
        return *problem;
    if (auto problem = refusal::forShape(methodType, call))
        return *problem;
    const QString id = (*user)["id"_L1].toString();
    const QString label = call.body["displayName"_L1].toString();
    if (label.isEmpty() || label.size() > 30)
        return refusal::badRequest(u"The display name must have 1 to 30 characters."_s);
    const QJsonValue credential = call.body["publicKeyCredential"_L1];
    const QByteArray clientData = fromBase64Url(credential["response"_L1]["clientDataJSON"_L1].toString());
    const QByteArray object = fromBase64Url(credential["response"_L1]["attestationObject"_L1].toString());
    if (credential["id"_L1].toString().isEmpty() || clientData.isEmpty() || object.isEmpty())
        return refusal::badRequest(u"publicKeyCredential is incomplete."_s);
    if (const QString problem = problemWithRegistering(d, id); !problem.isEmpty())
        return refusal::badRequest(problem);
    const QString challenge = takeChallenge(d, id, clientData);
    if (challenge.isEmpty())
        return refusal::badRequest(u"The challenge is unknown or has expired."_s);
    const auto verified = verifyAttestation(clientData, object, challenge, registrationRpId);
    if (!verified)
        return refusal::badRequest(u"Attestation validation failed: %1."_s.arg(verified.error()));
    if (fromBase64Url(credential["id"_L1].toString()) != verified->credentialId)
        return refusal::badRequest(u"The credential id does not match the attestation object."_s);
    if (const QString problem = problemWithPasskey(d, id, *verified); !problem.isEmpty())
        return refusal::badRequest(problem);
    for (const QList<Passkey> &theirs : std::as_const(d.passkeys))
        for (const Passkey &other : theirs)
            if (other.credentialId == verified->credentialId)
                return Reply::refused(409, "conflict", u"The credential is already registered."_s);

    const bool isYubiKey = verified->aaguid == "a25342c0-3cdc-4414-8e46-f4807fca511c"_L1
        || verified->aaguid == "d7781e5d-e353-46aa-afe2-3ca49f13332a"_L1;
    const QJsonObject method{ { u"id"_s, digitForm(verified->credentialId) },
                              { u"displayName"_s, label },
                              { u"createdDateTime"_s, d.timestamp() },
                              { u"aaGuid"_s, verified->aaguid },
                              { u"model"_s, isYubiKey ? QJsonValue(u"YubiKey 5 Series with NFC"_s) : QJsonValue::Null },
                              { u"attestationCertificates"_s,
                                QJsonArray::fromStringList(verified->certificateThumbprints) },
                              { u"attestationLevel"_s, verified->hasCertificate ? u"attested"_s : u"notAttested"_s },
                              { u"passkeyType"_s, u"deviceBound"_s } };
    d.passkeys[id].append(Passkey{ method, verified->credentialId, verified->publicKey, verified->counter });
    d.audit(call.session.userId, u"Admin registered security info"_s, u"UserManagement"_s, u"User"_s, id, {},
            u"Authentication Methods"_s);
    return Reply::of(method, 201);
}

QList<QJsonObject> passkeysOf(const Directory &d, const QString &userId)
{
    QList<QJsonObject> methods;
    for (const Passkey &passkey : d.passkeys.value(userId))
        methods.append(passkey.method);
    return methods;
}

} // namespace

void addPasskeys(Router &router, Directory &d)
{
    const QString base = u"users/{}/authentication/fido2Methods"_s;
    const QString writes = u"UserAuthMethod-Passkey.ReadWrite.All|UserAuthenticationMethod.ReadWrite.All"_s;
    const QString reads = writes + u"|UserAuthMethod-Passkey.Read.All|UserAuthenticationMethod.Read.All"_s;
    router.on("GET", base + u"/creationOptions*"_s, u"users.authentication.fido2Methods.creationOptions"_s, writes,
              [&d](const Call &call) { return creationOptions(d, call); });
    router.on("GET", base, u"users.authentication.fido2Methods.list"_s, reads, [&d](const Call &call) {
        const QJsonObject *user = d.user(call.captures[0]);
        return user ? shown(call, passkeysOf(d, (*user)["id"_L1].toString()), showingPasskeys(d, call.captures[0]))
                    : refusal::notFound(call.captures[0]);
    });
    router.on("POST", base, u"users.authentication.fido2Methods.create"_s, writes,
              [&d](const Call &call) { return registerPasskey(d, call); });
    router.on("GET", base + u"/{}"_s, u"users.authentication.fido2Methods.get"_s, reads, [&d](const Call &call) {
        const QJsonObject *user = d.user(call.captures[0]);
        if (user)
            for (const QJsonObject &method : passkeysOf(d, (*user)["id"_L1].toString()))
                if (method["id"_L1].toString() == call.captures[1])
                    return shown(call, method, showingPasskeys(d, call.captures[0]));
        return refusal::notFound(call.captures[1]);
    });
    router.on("DELETE", base + u"/{}"_s, u"users.authentication.fido2Methods.delete"_s, writes, [&d](const Call &call) {
        const QJsonObject *user = d.user(call.captures[0]);
        const QString id = user ? (*user)["id"_L1].toString() : QString();
        if (d.isRestricted(id))
            return refusal::restricted();
        if (d.passkeys[id].removeIf(
                [&](const Passkey &passkey) { return passkey.method["id"_L1].toString() == call.captures[1]; })
            == 0)
            return refusal::notFound(call.captures[1]);
        d.audit(call.session.userId, u"Admin deleted security info"_s, u"UserManagement"_s, u"User"_s, id, {},
                u"Authentication Methods"_s);
        return Reply::noContent();
    });
}

} // namespace bg
