// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/GraphService.h"

#include "app/practice/Endpoints.h"

#include <QJsonDocument>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

// Continuous access evaluation: a token of a client that declared cp1 ends with the revocation of the user's sessions
// at once; without cp1 it lives on to its end.
std::optional<Reply> endOfSession(const Directory &directory, const Session &session)
{
    const QString since = directory.users.value(session.userId)["signInSessionsValidFromDateTime"_L1].toString();
    const QDateTime validFrom = QDateTime::fromString(since, Qt::ISODateWithMs);
    if (!session.isCae || !validFrom.isValid() || session.issued >= validFrom)
        return std::nullopt;
    const QJsonObject notBefore{ { u"essential"_s, true },
                                 { u"value"_s, QString::number(validFrom.toSecsSinceEpoch()) } };
    const QJsonObject claims{ { u"access_token"_s, QJsonObject{ { u"nbf"_s, notBefore } } } };
    Reply answer = Reply::refused(
        401, "InvalidAuthenticationToken",
        u"Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp"_s);
    answer.addHeader("WWW-Authenticate",
                     "Bearer realm=\"\", authorization_uri=\"" + directory.graphOrigin.toUtf8()
                         + "/common/oauth2/authorize\", error=\"insufficient_claims\", claims=\""
                         + QJsonDocument(claims).toJson(QJsonDocument::Compact).toBase64() + "\"");
    return answer;
}

} // namespace

GraphService::GraphService(Directory &directory, LoginService &login) : m_directory(directory), m_login(login)
{
    addOrganization(m_router, directory);
    addPasskeys(m_router, directory);
    addMethods(m_router, directory);
    addUsers(m_router, directory);
    addGroups(m_router, directory);
    addConditionalAccess(m_router, directory);
    addRoles(m_router, directory);
    addScheduleRequests(m_router, directory);
    addPolicies(m_router, directory);
    addUnits(m_router, directory);
    addLogs(m_router, directory);
    m_router.on(
        "POST", u"$batch"_s, u"batch.post"_s, {}, [this](const Call &call) { return batch(call); },
        Router::Caller::Anybody);
}

Reply GraphService::answer(Call call, QString &operation)
{
    const QByteArray authorization = call.header("Authorization");
    const auto session = m_login.sessionOf(authorization.startsWith("Bearer ") ? authorization.mid(7) : QByteArray());
    if (!session || session->audience != m_directory.graphOrigin) {
        operation = m_router.match(call.method, call.version, call.segments).operation;
        Reply answer = session
            ? Reply::refused(401, "InvalidAuthenticationToken", u"Access token validation failure. Invalid audience."_s)
            : authorization.isEmpty()
            ? Reply::refused(401, "InvalidAuthenticationToken", u"Access token is empty."_s)
            : Reply::refused(401, "InvalidAuthenticationToken", u"Lifetime validation failed, the token is expired."_s);
        answer.addHeader("WWW-Authenticate", "Bearer realm=\"\"");
        return answer;
    }
    if (auto ended = endOfSession(m_directory, *session)) {
        operation = m_router.match(call.method, call.version, call.segments).operation;
        return *ended;
    }
    call.session = *session;
    return routed(call, operation);
}

Reply GraphService::routed(const Call &call, QString &operation)
{
    const Router::Match match = m_router.match(call.method, call.version, call.segments);
    operation = match.operation;
    if (isThrottled(operation))
        return Reply::refused(429, "TooManyRequests", u"Too Many Requests"_s); // and no Retry-After, as the service
    if (!call.rawBody.isEmpty() && call.method != "GET") {
        if (!call.header("Content-Type").startsWith("application/json"))
            return Reply::refused(
                400, "BadRequest",
                u"Write requests (excluding DELETE) must contain the Content-Type header declaration."_s);
        if (!QJsonDocument::fromJson(call.rawBody).isObject())
            return Reply::refused(
                400, "BadRequest",
                u"Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."_s);
    }
    return m_router.answer(match, call);
}

// Conditional Access serves one request in a second for the whole tenant, reads and writes together.
bool GraphService::isThrottled(const QString &operation)
{
    if (!operation.startsWith("conditionalAccess."_L1) || m_directory.scenario.policyInterval.count() == 0)
        return false;
    const auto now = m_directory.clock->now();
    if (m_lastPolicyRequest && now - *m_lastPolicyRequest < m_directory.scenario.policyInterval)
        return true;
    m_lastPolicyRequest = now;
    return false;
}

Reply GraphService::batch(const Call &call)
{
    const QJsonArray requests = call.body["requests"_L1].toArray();
    if (requests.isEmpty() || requests.size() > 20)
        return Reply::refused(400, "BadRequest", u"A batch holds 1 to 20 requests."_s);
    QJsonArray responses;
    QStringList ids;
    for (const QJsonValue &request : requests) {
        const QString id = request["id"_L1].toString();
        if (id.isEmpty() || ids.contains(id, Qt::CaseInsensitive))
            return Reply::refused(400, "BadRequest", u"The ids of a batch must be unique."_s);
        ids.append(id);
        Call inner = call;
        const QUrl url(request["url"_L1].toString());
        inner.method = request["method"_L1].toString().toUtf8();
        inner.segments = url.path(QUrl::FullyDecoded).split(u'/', Qt::SkipEmptyParts);
        inner.query = QUrlQuery(url);
        inner.body = request["body"_L1].toObject();
        inner.rawBody = inner.body.isEmpty() ? QByteArray() : QJsonDocument(inner.body).toJson();
        inner.headers = { { "Content-Type", "application/json" } };
        const QJsonObject headers = request["headers"_L1].toObject();
        for (auto header = headers.begin(); header != headers.end(); ++header)
            inner.headers.append(qMakePair(header.key().toUtf8(), header.value().toString().toUtf8()));
        QString operation;
        const Reply answer = routed(inner, operation);
        QJsonObject response{ { u"id"_s, id },
                              { u"status"_s, answer.status },
                              { u"headers"_s, QJsonObject{ { u"Content-Type"_s, u"application/json"_s } } } };
        if (answer.status >= 400)
            response[u"body"_s] = errorBody(call, answer, m_directory.now());
        else if (!answer.json.isEmpty())
            response[u"body"_s] = answer.json;
        responses.append(response);
    }
    return Reply::of({ { u"responses"_s, responses } });
}

QJsonObject GraphService::errorBody(const Call &call, const Reply &answer, const QDateTime &now)
{
    return { { u"error"_s,
               QJsonObject{ { u"code"_s, QString::fromUtf8(answer.errorCode) },
                            { u"message"_s, QString::fromUtf8(answer.errorMessage) },
                            { u"innerError"_s,
                              QJsonObject{ { u"date"_s, now.toString(u"yyyy-MM-ddTHH:mm:ss"_s) },
                                           { u"request-id"_s, call.requestId },
                                           { u"client-request-id"_s, call.clientRequestId } } } } } };
}

} // namespace bg
