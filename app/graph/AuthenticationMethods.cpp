// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/AuthenticationMethods.h"

#include "app/graph/GraphTime.h"
#include "app/graph/ODataText.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <optional>

namespace bg {

namespace {

constexpr int longestDisplayName = 30; // longer ones are refused, not cut
constexpr auto fixedLife = std::chrono::minutes(5);
constexpr auto longestLife = std::chrono::minutes(43200);

QString authenticationPath(const ObjectId &user)
{
    return QStringLiteral("/users/%1/authentication").arg(pathSegment(user.value));
}
QString passkeysOf(const ObjectId &user)
{
    return authenticationPath(user) + QStringLiteral("/fido2Methods");
}
QString requirementsOf(const ObjectId &user)
{
    return authenticationPath(user) + QStringLiteral("/requirements");
}

GraphRequest readingMethods(const QString &path, const char *endpoint, ApiVersion version = ApiVersion::V1)
{
    GraphRequest request;
    request.version = version;
    request.path = path;
    request.endpoint = QLatin1String(endpoint);
    request.scopes = { QStringLiteral("UserAuthenticationMethod.Read.All") };
    return request;
}

QStringList passkeyScopes()
{
    return { QStringLiteral("UserAuthMethod-Passkey.ReadWrite.All") };
}

Fido2Method methodFrom(const QJsonValue &json)
{
    return { json[QLatin1String("id")].toString(),
             json[QLatin1String("displayName")].toString(),
             graphTime(json[QLatin1String("createdDateTime")]),
             json[QLatin1String("aaGuid")].toString().toLower(),
             json[QLatin1String("model")].toString(),
             json[QLatin1String("attestationLevel")].toString(),
             json[QLatin1String("passkeyType")].toString() };
}

QString base64Url(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

// Method ids are the credential id, sometimes with one more digit that counts the padding.
bool isIdOf(const QString &methodId, const QByteArray &credentialId)
{
    const QString id = base64Url(credentialId);
    return methodId == id || (methodId.size() == id.size() + 1 && methodId.startsWith(id) && methodId.back().isDigit());
}

// "Resource not found for the segment": this version or cloud does not have the function at all.
bool isUnknownFunction(const Error &error)
{
    return error.serviceMessage.contains(QLatin1String("segment"), Qt::CaseInsensitive)
        && (error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Refused);
}

} // namespace

Result<QList<AuthenticationMethod>> AuthenticationMethods::list(const ObjectId &user, std::stop_token stop)
{
    const auto answer
        = m_graph.list(readingMethods(authenticationPath(user) + QStringLiteral("/methods"), "users.authentication.methods.list"), stop);
    if (!answer)
        return fail(answer.error());
    QList<AuthenticationMethod> methods;
    for (const QJsonValue &json : *answer)
        methods.append({ json[QLatin1String("id")].toString(),
                         json[QLatin1String("@odata.type")].toString().section(QLatin1Char('.'), -1) });
    return methods;
}

Result<QList<Fido2Method>> AuthenticationMethods::fido2Methods(const ObjectId &user, std::stop_token stop)
{
    const auto answer = m_graph.list(readingMethods(passkeysOf(user), "users.authentication.fido2Methods.list"), stop);
    if (!answer)
        return fail(answer.error());
    QList<Fido2Method> methods;
    for (const QJsonValue &json : *answer)
        methods.append(methodFrom(json));
    return methods;
}

Result<QByteArray> AuthenticationMethods::creationOptionsOf(const ObjectId &user, ApiVersion version,
                                                            std::chrono::minutes life, const QStringList &scopes,
                                                            std::stop_token stop)
{
    QString path = passkeysOf(user) + QStringLiteral("/creationOptions");
    if (version == ApiVersion::Beta)
        path += QStringLiteral("(challengeTimeoutInMinutes=%1)").arg(std::clamp(life, fixedLife, longestLife).count());
    GraphRequest request = readingMethods(path, "users.authentication.fido2Methods.creationOptions", version);
    request.scopes = scopes;
    return m_graph.send(request, stop).map([](const GraphResponse &answer) {
        return QJsonDocument(answer.json).toJson(QJsonDocument::Compact);
    });
}

Result<QByteArray> AuthenticationMethods::creationOptions(const ObjectId &user, std::chrono::minutes life,
                                                          std::stop_token stop)
{
    const bool isLong = life > fixedLife;
    const ApiVersion first = isLong ? ApiVersion::Beta : ApiVersion::V1;
    const ApiVersion second = isLong ? ApiVersion::V1 : ApiVersion::Beta;
    auto options = creationOptionsOf(user, first, life, passkeyScopes(), stop);
    // 405: not in this form; so is the answer of both versions for the account that is signed in.
    if (options || (!isUnknownFunction(options.error()) && options.error().httpStatus != 405))
        return options;
    options = creationOptionsOf(user, second, life, passkeyScopes(), stop);
    if (!options && isUnknownFunction(options.error()))
        options.error().kind = Error::Kind::NotFound;
    return options;
}

Result<bool> AuthenticationMethods::knowsCreationOptions(const ObjectId &operatorId, std::stop_token stop)
{
    for (const ApiVersion version : { ApiVersion::V1, ApiVersion::Beta }) {
        const auto options = creationOptionsOf(operatorId, version, fixedLife,
                                               { QStringLiteral("UserAuthenticationMethod.Read.All") }, stop);
        if (options || !isUnknownFunction(options.error())) {
            const bool wasAnswered = options || options.error().httpStatus / 100 == 4;
            return wasAnswered ? Result<bool>(true) : fail(options.error());
        }
    }
    return false;
}

Result<Fido2Method> AuthenticationMethods::registerPasskey(const ObjectId &user, const NewPasskey &passkey,
                                                           std::stop_token stop)
{
    if (passkey.displayName.isEmpty() || passkey.displayName.size() > longestDisplayName)
        return fail(Error::Kind::Input, QStringLiteral("displayName of a passkey: 1 to 30 characters"));

    GraphRequest request = readingMethods(passkeysOf(user), "users.authentication.fido2Methods.create");
    request.method = "POST";
    request.scopes = passkeyScopes();
    request.body = {
        { QStringLiteral("@odata.type"), QStringLiteral("#microsoft.graph.fido2AuthenticationMethod") },
        { QStringLiteral("displayName"), passkey.displayName },
        { QStringLiteral("publicKeyCredential"),
          QJsonObject{
              { QStringLiteral("id"), base64Url(passkey.credentialId) },
              { QStringLiteral("response"),
                QJsonObject{ { QStringLiteral("clientDataJSON"), base64Url(passkey.clientDataJson) },
                             { QStringLiteral("attestationObject"), base64Url(passkey.attestationObject) } } },
              { QStringLiteral("clientExtensionResults"), QJsonObject() },
          } },
    };
    std::optional<Fido2Method> found;
    request.didArrive = [&](std::stop_token stopLooking) -> Result<bool> {
        const auto methods = fido2Methods(user, stopLooking);
        if (!methods)
            return fail(methods.error());
        for (const Fido2Method &method : *methods)
            if (isIdOf(method.id, passkey.credentialId))
                found = method;
        return found.has_value();
    };
    const auto answer = m_graph.send(request, stop);
    if (!answer)
        return fail(answer.error());
    return found ? *found : methodFrom(answer->json);
}

Result<void> AuthenticationMethods::removePasskey(const ObjectId &user, const QString &methodId, std::stop_token stop)
{
    GraphRequest request = readingMethods(passkeysOf(user) + QLatin1Char('/') + pathSegment(methodId),
                                   "users.authentication.fido2Methods.delete");
    request.method = "DELETE";
    request.scopes = passkeyScopes();
    const auto answer = m_graph.send(request, stop);
    if (!answer && answer.error().kind != Error::Kind::NotFound)
        return fail(answer.error());
    return {};
}

// Policy permissions, although the address is below the user.
Result<QString> AuthenticationMethods::perUserMfa(const ObjectId &user, std::stop_token stop)
{
    GraphRequest request = readingMethods(requirementsOf(user), "users.authentication.requirements.get", ApiVersion::Beta);
    request.scopes = { QStringLiteral("Policy.Read.All") };
    return m_graph.send(request, stop).map([](const GraphResponse &answer) {
        return answer.json.value(QLatin1String("perUserMfaState")).toString();
    });
}

Result<void> AuthenticationMethods::disablePerUserMfa(const ObjectId &user, std::stop_token stop)
{
    GraphRequest request = readingMethods(requirementsOf(user), "users.authentication.requirements.update", ApiVersion::Beta);
    request.method = "PATCH";
    request.scopes = { QStringLiteral("Policy.ReadWrite.AuthenticationMethod") };
    request.body = { { QStringLiteral("perUserMfaState"), QStringLiteral("disabled") } };
    return m_graph.send(request, stop).map([](const GraphResponse &) {});
}

Result<SignInPreferences> AuthenticationMethods::signInPreferences(const ObjectId &user, std::stop_token stop)
{
    const GraphRequest request = readingMethods(authenticationPath(user) + QStringLiteral("/signInPreferences"),
                                         "users.authentication.signInPreferences.get", ApiVersion::Beta);
    return m_graph.send(request, stop).map([](const GraphResponse &answer) {
        return SignInPreferences{
            answer.json.value(QLatin1String("isSystemPreferredAuthenticationMethodEnabled")).toBool(),
            answer.json.value(QLatin1String("userPreferredMethodForSecondaryAuthentication")).toString()
        };
    });
}

} // namespace bg
