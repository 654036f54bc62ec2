// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/key/CreationOptions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>

namespace bg {

namespace {

constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr qsizetype largestBody = 1 << 20; // bytes; real answers are a few kB

tl::unexpected<Error> malformed(const char *member)
{
    return fail(Error::Kind::Malformed, QString::fromLatin1(member));
}

// Canonical base64url without padding, or nothing: what an encoder cannot have written is not a reading.
std::optional<QByteArray> decodeUnpadded(const QByteArray &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text, base64Url | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty() || decoded.decoded.toBase64(base64Url) != text)
        return std::nullopt;
    return decoded.decoded;
}

QByteArray withoutPadding(QByteArray text)
{
    text.replace('+', '-').replace('/', '_');
    while (text.endsWith('='))
        text.chop(1);
    return text;
}

bool isBase64Url(const QString &text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) {
        return c.unicode() < 0x7f && (c.isLetterOrNumber() || c == u'-' || c == u'_');
    });
}

// The padding that was cut from an unpadded base64 text of this length; -1 when no text has this length.
int cutPadding(qsizetype length)
{
    return length % 4 == 1 ? -1 : int((4 - length % 4) % 4);
}

std::optional<QByteArray> bytesOf(const QJsonValue &value)
{
    return decodeUnpadded(withoutPadding(value.toString().toUtf8()));
}

// A registrable host name: it becomes an origin and goes into JSON without escapes.
bool isHostName(const QString &text)
{
    return !text.isEmpty() && text.size() <= 253 && std::ranges::all_of(text, [](QChar c) {
        return c.unicode() < 0x7f && (c.isLetterOrNumber() || c == u'.' || c == u'-');
    });
}

int protectionLevel(const QString &policy)
{
    if (policy == QLatin1String("userVerificationOptional"))
        return 1;
    if (policy == QLatin1String("userVerificationOptionalWithCredentialIDList"))
        return 2;
    return policy == QLatin1String("userVerificationRequired") ? 3 : 0;
}

bool readParameters(const QJsonArray &list, QList<int> &algorithms)
{
    for (const QJsonValue &item : list) {
        const QJsonObject parameter = item.toObject();
        if (parameter.value(QLatin1String("type")).toString() == QLatin1String("public-key")
            && parameter.value(QLatin1String("alg")).isDouble())
            algorithms.append(parameter.value(QLatin1String("alg")).toInt());
    }
    return !algorithms.isEmpty();
}

bool readExcluded(const QJsonArray &list, QList<QByteArray> &ids)
{
    for (const QJsonValue &item : list) {
        const QList<QByteArray> readings = decodeCredentialId(item.toObject().value(QLatin1String("id")).toString());
        if (readings.isEmpty())
            return false;
        ids.append(readings);
    }
    return true;
}

void readSelection(const QJsonObject &selection, CreationOptions &options)
{
    const QString residentKey = selection.value(QLatin1String("residentKey")).toString();
    options.requireResidentKey
        = selection.value(QLatin1String("requireResidentKey")).toBool() || residentKey == QLatin1String("required");
    options.requireUserVerification
        = selection.value(QLatin1String("userVerification")).toString() == QLatin1String("required");
}

} // namespace

Result<CreationOptions> CreationOptions::fromJson(const QByteArray &body)
{
    if (body.size() > largestBody)
        return malformed("size");
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return malformed("json");
    QJsonObject root = document.object();
    if (root.value(QLatin1String("value")).isObject())
        root = root.value(QLatin1String("value")).toObject();
    const QJsonObject publicKey = root.value(QLatin1String("publicKey")).toObject();
    const QJsonObject rp = publicKey.value(QLatin1String("rp")).toObject();
    const QJsonObject user = publicKey.value(QLatin1String("user")).toObject();
    const QJsonObject extensions = publicKey.value(QLatin1String("extensions")).toObject();

    CreationOptions options;
    options.challengeTimeout
        = QDateTime::fromString(root.value(QLatin1String("challengeTimeoutDateTime")).toString(), Qt::ISODateWithMs)
              .toUTC();
    if (!options.challengeTimeout.isValid())
        return malformed("challengeTimeoutDateTime");
    options.challenge
        = QString::fromLatin1(withoutPadding(publicKey.value(QLatin1String("challenge")).toString().toUtf8()));
    if (!isBase64Url(options.challenge))
        return malformed("publicKey.challenge");
    options.rpId = rp.value(QLatin1String("id")).toString();
    if (!isHostName(options.rpId))
        return malformed("publicKey.rp.id");
    options.rpName = rp.value(QLatin1String("name")).toString();
    options.userId = bytesOf(user.value(QLatin1String("id"))).value_or(QByteArray());
    if (options.userId.isEmpty() || options.userId.size() > 64) // WebAuthn 5.4.3
        return malformed("publicKey.user.id");
    options.userName = user.value(QLatin1String("name")).toString();
    if (options.userName.isEmpty())
        return malformed("publicKey.user.name");
    options.userDisplayName = user.value(QLatin1String("displayName")).toString();
    if (!readParameters(publicKey.value(QLatin1String("pubKeyCredParams")).toArray(), options.algorithms))
        return malformed("publicKey.pubKeyCredParams");
    if (!readExcluded(publicKey.value(QLatin1String("excludeCredentials")).toArray(), options.excludeCredentials))
        return malformed("publicKey.excludeCredentials.id");
    readSelection(publicKey.value(QLatin1String("authenticatorSelection")).toObject(), options);
    options.hmacSecret = extensions.value(QLatin1String("hmacCreateSecret")).toBool();
    options.credProtect = protectionLevel(extensions.value(QLatin1String("credentialProtectionPolicy")).toString());
    options.attestation = publicKey.value(QLatin1String("attestation")).toString();
    return options;
}

QList<QByteArray> decodeCredentialId(const QString &text)
{
    if (text.size() > 4096)
        return {};
    const QByteArray bytes = text.toUtf8();
    QList<QByteArray> readings;
    // base64url, or base64 with or without its padding
    if (const auto plain = decodeUnpadded(withoutPadding(bytes)))
        readings.append(*plain);
    // base64url whose last digit counts the padding that was cut (ASP.NET's UrlTokenEncode)
    if (bytes.size() > 1 && bytes.back() >= '0' && bytes.back() <= '2'
        && cutPadding(bytes.size() - 1) == bytes.back() - '0')
        if (const auto token = decodeUnpadded(bytes.chopped(1)))
            readings.append(*token);
    return readings;
}

QString encodeBase64Url(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64(base64Url));
}

} // namespace bg
