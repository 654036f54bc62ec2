// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flow/SafeWorld.h"

#include "app/key/CreationOptions.h"
#include "app/model/FindingIds.h"
#include "app/sheet/ContentId.h"
#include "fido/FidoKey.h"
#include "fido/FidoKeyRing.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QUrlQuery>

namespace bg {

namespace {

// What a browser makes of the key's answer: WebAuthn sections 5.8.1 and 6.1.
QJsonObject assertion(const PracticeCredential &credential, const QString &challenge, const QString &rpId,
                      quint32 counter)
{
    const QByteArray client
        = QJsonDocument(QJsonObject{ { QStringLiteral("type"), QStringLiteral("webauthn.get") },
                                     { QStringLiteral("challenge"), challenge },
                                     { QStringLiteral("origin"), QStringLiteral("https://") + rpId },
                                     { QStringLiteral("crossOrigin"), false } })
              .toJson(QJsonDocument::Compact);
    const auto hash
        = [](const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); };
    QByteArray data = hash(rpId.toUtf8()) + char(0x05);
    for (int shift = 24; shift >= 0; shift -= 8)
        data += char(counter >> shift);
    return { { QStringLiteral("id"), encodeBase64Url(credential.id) },
             { QStringLiteral("clientDataJSON"), encodeBase64Url(client) },
             { QStringLiteral("authenticatorData"), encodeBase64Url(data) },
             { QStringLiteral("signature"), encodeBase64Url(credential.key.sign(data + hash(client))) } };
}

} // namespace

SafeWorld::SafeWorld(const PracticeScenario &scenario, int keys) : bench(scenario)
{
    FidoKeyRing::Places places;
    for (int i = 0; i < keys; ++i) {
        PracticeDials dials;
        dials.serial = quint32(100 + i);
        dials.touchAfter = std::chrono::milliseconds(0);
        auto source = std::make_unique<PracticeSource>(dials, PracticeTouch());
        m_keys.push_back(source.get());
        places.push_back(std::move(source));
    }
    bench.useKeys(std::make_unique<FidoKeyRing>(std::move(places)));
    bench.human.onSealedSheet = [this](const SealedSheet &sheet) {
        const std::lock_guard lock(m_mutex);
        m_papers.append({ credentialContentId(sheet.facts, sheet.account), sheet.account.userPrincipalName,
                          sheet.password->reveal().toByteArray() });
    };
    bench.human.onSealPin = [this](const PinSheet &sheet) {
        const std::lock_guard lock(m_mutex);
        m_papers.append({ pinContentId(sheet.facts, sheet.account, sheet.key.label),
                          sheet.key.label + sheet.account.objectId.value, sheet.pin->reveal().toByteArray() });
    };
    // A key of the other account is not taken for this one.
    bench.human.onConfirm = [](const QString &asked) { return asked == question::ShareKey ? Answer::No : Answer::Yes; };
    bench.human.onTrouble = [](const Error &error, const QString &) {
        // Nor one whose PIN never reached paper.
        const bool isAboutThisKey
            = error.kind == Error::Kind::KeyUsedElsewhere || error.kind == Error::Kind::PinBlockedUntilReinsert;
        return isAboutThisKey ? AfterTrouble::OtherKey : AfterTrouble::Skip;
    };
    // The old envelope first, then the newer one: never one PIN twice for one key.
    bench.human.onPin = [this](const PinQuestion &question) {
        const std::lock_guard lock(m_mutex);
        QList<QByteArray> known;
        for (const Paper &paper : std::as_const(m_papers))
            if (paper.subject.startsWith(question.slot.label))
                known.append(paper.secret);
        const int tried = 8 - question.retriesLeft;
        const int turn = int(known.size()) - 2 - tried;
        return known.isEmpty() ? QByteArray("00000000") : known[(turn + int(known.size()) * 8) % known.size()];
    };
}

QList<SafeWorld::Paper> SafeWorld::papers() const
{
    const std::lock_guard lock(m_mutex);
    return m_papers;
}

QStringList SafeWorld::outdated() const
{
    QMap<QString, QString> newest;
    QStringList old;
    for (const Paper &paper : papers()) {
        if (newest.contains(paper.subject))
            old.append(newest[paper.subject]);
        newest[paper.subject] = paper.contentId;
    }
    return old;
}

Visitor SafeWorld::finder(const RecordedAccount &account) const
{
    Visitor someone;
    someone.userName = account.userPrincipalName;
    for (const Paper &paper : papers())
        if (paper.subject == account.userPrincipalName)
            someone.password = paper.secret;
    return someone;
}

Result<std::unique_ptr<TokenSource>> SafeWorld::signInAs(const Visitor &visitor)
{
    bench.browser().seat(visitor);
    SignInRequest request;
    request.cloud = bench.tenant.cloud();
    request.prompt = SignInRequest::Prompt::Login;
    request.limit = std::chrono::seconds(2);
    return signIn(request, bench.browser(), bench.clock, {});
}

bool SafeWorld::signsIn(const Visitor &visitor)
{
    QUrl authorize = bench.tenant.cloud().login;
    authorize.setPath(QStringLiteral("/organizations/oauth2/v2.0/authorize"));
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("client_id"), graphCommandLineTools());
    query.addQueryItem(QStringLiteral("response_type"), QStringLiteral("code"));
    query.addQueryItem(QStringLiteral("redirect_uri"), QStringLiteral("http://localhost:1/"));
    query.addQueryItem(QStringLiteral("scope"), QStringLiteral("openid profile"));
    query.addQueryItem(QStringLiteral("prompt"), QStringLiteral("login"));
    query.addQueryItem(QStringLiteral("code_challenge"), QString(43, QLatin1Char('A')));
    query.addQueryItem(QStringLiteral("code_challenge_method"), QStringLiteral("S256"));
    authorize.setQuery(query);
    const auto visited = bench.tenant.browse(authorize, visitor);
    // Signed in, and nobody listens where the browser is sent to.
    return visited || visited.error().kind == Error::Kind::Offline;
}

bool SafeWorld::opensByPassword(const QString &userPrincipalName, const QString &contentId)
{
    for (const Paper &paper : papers()) {
        if (paper.subject != userPrincipalName || (!contentId.isEmpty() && paper.contentId != contentId))
            continue;
        Visitor visitor;
        visitor.userName = userPrincipalName;
        visitor.password = paper.secret;
        if (signsIn(visitor))
            return true;
    }
    return false;
}

bool SafeWorld::takesPin(PracticeSource &source, const QByteArray &pin) const
{
    source.takeOut();
    source.insert();
    auto port = source.connect();
    if (!port)
        return false;
    auto key = FidoKey::open(source.seen(), std::move(*port), {});
    if (!key)
        return false;
    QByteArray copy = pin;
    copy.detach();
    const auto removed = (*key)->removeCredential(QByteArray(16, 'x'), Secret::taking(copy), {});
    return !removed && removed.error().kind == Error::Kind::NotFound; // there is no such, but the PIN was taken
}

bool SafeWorld::opensByKey(const ObjectId &account, const QString &userPrincipalName, const UsableCredentials::Key *key)
{
    for (PracticeSource *source : m_keys) {
        for (const PracticeCredential &credential : source->key().state().credentials) {
            if (key && encodeBase64Url(credential.id) != key->credentialId)
                continue;
            Visitor visitor;
            visitor.userName = userPrincipalName;
            visitor.passkey = [&](const QString &challenge, const QString &rpId) {
                return assertion(credential, challenge, rpId, ++source->key().state().signatures);
            };
            if (!signsIn(visitor))
                continue;
            for (const Paper &paper : papers()) {
                if (!paper.subject.endsWith(account.value))
                    continue;
                if (key && paper.contentId != key->pinSheet
                    && (key->pin != UsableCredentials::Secret::EitherSheet || paper.contentId != key->pinSheetBefore))
                    continue;
                if (takesPin(*source, paper.secret))
                    return true;
            }
        }
    }
    return false;
}

} // namespace bg
