// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arm/ArmClient.h"

#include "app/arm/ArmError.h"
#include "app/base/Log.h"
#include "app/base/Random.h"
#include "app/base/Retry.h"

#include <QJsonDocument>
#include <QUrlQuery>

#include <algorithm>

namespace bg {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr auto longestWork = 10min;
constexpr auto usualPause = 5s;

std::optional<milliseconds> retryAfter(const HttpResponse &http)
{
    bool isNumber = false;
    const int seconds = http.header("Retry-After").trimmed().toInt(&isNumber);
    if (!isNumber || seconds < 0)
        return std::nullopt;
    return std::chrono::seconds(seconds);
}

milliseconds pauseOf(const HttpResponse &http)
{
    return retryAfter(http).value_or(usualPause);
}

Result<QJsonObject> objectIn(const HttpResponse &http)
{
    if (http.body.trimmed().isEmpty())
        return QJsonObject();
    const QJsonDocument document = QJsonDocument::fromJson(http.body);
    if (!document.isObject())
        return fail(Error::Kind::Malformed, QStringLiteral("not a JSON object"));
    return document.object();
}

QString provisioningState(const QJsonObject &resource)
{
    return resource.value(QLatin1String("properties")).toObject().value(QLatin1String("provisioningState")).toString();
}

enum class Progress { Working, Succeeded, Failed };

// Whatever is not one of the three final words means that the service still works on it.
Progress progressOf(const QString &state)
{
    if (state.isEmpty() || state.compare(QLatin1String("Succeeded"), Qt::CaseInsensitive) == 0)
        return Progress::Succeeded;
    const bool isFailed = state.compare(QLatin1String("Failed"), Qt::CaseInsensitive) == 0
        || state.compare(QLatin1String("Canceled"), Qt::CaseInsensitive) == 0;
    return isFailed ? Progress::Failed : Progress::Working;
}

// What each kind of polling has come to: nothing yet, the last answer's object, or the failure.
using Ending = Result<std::optional<QJsonObject>>;

Ending endOfOperation(const HttpResponse &http)
{
    const auto operation = objectIn(http);
    if (!operation)
        return fail(operation.error());
    // Only a final word ends it; a status that is missing is an answer that breaks the protocol.
    const QString status = operation->value(QLatin1String("status")).toString();
    if (status.isEmpty())
        return fail(Error::Kind::Malformed, QStringLiteral("an operation without a status"));
    switch (progressOf(status)) {
    case Progress::Succeeded:
        return std::optional(*operation);
    case Progress::Failed:
        return fail(armFailure(*operation, http.header("x-ms-request-id")));
    case Progress::Working:
        break;
    }
    return std::optional<QJsonObject>();
}

Ending endAtLocation(const HttpResponse &http)
{
    if (http.status == 202)
        return std::optional<QJsonObject>();
    const auto object = objectIn(http);
    return object ? Ending(*object) : Ending(fail(object.error()));
}

Ending endOfResource(const HttpResponse &http)
{
    const auto resource = objectIn(http);
    if (!resource)
        return fail(resource.error());
    switch (progressOf(provisioningState(*resource))) {
    case Progress::Succeeded:
        return std::optional(*resource);
    case Progress::Failed:
        return fail(Error::Kind::Refused,
                    resource->value(QLatin1String("id")).toString() + QStringLiteral(": ")
                        + provisioningState(*resource));
    case Progress::Working:
        break;
    }
    return std::optional<QJsonObject>();
}

} // namespace

struct ArmClient::Try {
    Result<HttpResponse> result;
    std::optional<milliseconds> retryAfter = std::nullopt;
};

ArmClient::ArmClient(const Cloud &cloud, TokenSource &tokens, Clock &clock)
    : m_cloud(cloud), m_tokens(tokens), m_clock(clock), m_http(cloud)
{ }

QUrl ArmClient::address(const ArmRequest &request) const
{
    QUrl url = m_cloud.resourceManager;
    url.setPath(request.path, QUrl::DecodedMode);
    QString query = QStringLiteral("api-version=") + request.apiVersion;
    if (!request.query.isEmpty())
        query += QLatin1Char('&') + request.query;
    url.setQuery(query);
    return url;
}

ArmClient::Try ArmClient::once(const QByteArray &method, const QUrl &url, const QJsonObject &body, std::stop_token stop)
{
    auto token = m_tokens.token(Resource::ResourceManager, { QStringLiteral("user_impersonation") }, stop);
    if (!token)
        return { fail(std::move(token).error()) };

    const QByteArray id = randomGuid().toLatin1();
    HttpRequest http;
    http.method = method;
    http.url = url;
    http.bearer = &*token;
    http.deadline = 60s;
    http.headers = { { "Accept", "application/json" },
                     { "Content-Type", "application/json" },
                     { "User-Agent", "breakglass-wizard" },
                     { "x-ms-client-request-id", id } };
    if (!body.isEmpty())
        http.body = QJsonDocument(body).toJson(QJsonDocument::Compact);

    auto answer = m_http.send(http, stop);
    if (!answer) {
        Error error = answer.error();
        error.requestId = QString::fromLatin1(id);
        return { fail(std::move(error)) };
    }
    if (answer->status < 200 || answer->status > 299)
        return { fail(armError(*answer, id)), retryAfter(*answer) };
    return { std::move(answer) };
}

Result<HttpResponse> ArmClient::exchange(const QByteArray &method, const QUrl &url, const QJsonObject &body,
                                         std::stop_token stop)
{
    Retry retry(method != "POST");
    bool wasAuthorizedAgain = false;
    while (true) {
        Try attempt = once(method, url, body, stop);
        if (attempt.result) {
            if (method != "GET")
                qCInfo(logPlan).noquote() << method << url.path() << attempt.result->status;
            return std::move(attempt.result);
        }

        const Error error = attempt.result.error();
        const bool canStepUp = error.kind == Error::Kind::StepUpNeeded && !error.claims.isEmpty();
        if ((canStepUp || error.kind == Error::Kind::Unauthorized) && !wasAuthorizedAgain) {
            wasAuthorizedAgain = true;
            if (!canStepUp)
                m_tokens.invalidate(Resource::ResourceManager);
            else if (auto again = m_tokens.stepUp(Resource::ResourceManager, error.claims, stop); !again)
                return fail(std::move(again).error());
            continue;
        }

        if (retry.after(error) != Retry::Next::SendAgain)
            return fail(error);
        const auto pause = retry.pause(attempt.retryAfter);
        if (!pause)
            return fail(error);
        if (!m_clock.sleep(*pause, stop))
            return fail(Error::Kind::Cancelled);
    }
}

Result<QJsonObject> ArmClient::send(const ArmRequest &request, std::stop_token stop)
{
    const auto first = exchange(request.method, address(request), request.body, stop);
    if (!first)
        return fail(first.error());
    if (request.method == "GET")
        return objectIn(*first);
    return finished(request, *first, stop);
}

Result<QJsonObject> ArmClient::finished(const ArmRequest &request, const HttpResponse &first, std::stop_token stop)
{
    const QUrl operation = QUrl::fromEncoded(first.header("Azure-AsyncOperation"));
    if (!operation.isEmpty() && (first.status == 201 || first.status == 202)) {
        if (auto done = poll(operation, pauseOf(first), endOfOperation, stop); !done)
            return done;
        return request.method == "PUT" || request.method == "PATCH" ? get(request.path, request.apiVersion, stop)
                                                                    : objectIn(first);
    }
    const QUrl location = QUrl::fromEncoded(first.header("Location"));
    if (first.status == 202 && !location.isEmpty())
        return poll(location, pauseOf(first), endAtLocation, stop);

    const auto resource = objectIn(first);
    if (!resource || progressOf(provisioningState(*resource)) == Progress::Succeeded)
        return resource;
    return poll(address(request), pauseOf(first), endOfResource, stop);
}

Result<QJsonObject> ArmClient::poll(const QUrl &url, milliseconds pause, const ReadEnd &read, std::stop_token stop)
{
    const auto end = m_clock.now() + longestWork;
    while (m_clock.now() < end) {
        if (!m_clock.sleep(pause, stop))
            return fail(Error::Kind::Cancelled);
        const auto answer = exchange("GET", url, {}, stop);
        if (!answer)
            return fail(answer.error());
        auto ending = read(*answer);
        if (!ending)
            return fail(std::move(ending).error());
        if (*ending)
            return **std::move(ending);
        pause = pauseOf(*answer);
    }
    return fail(Error::Kind::TimedOut, url.path());
}

Result<QJsonObject> ArmClient::get(const QString &path, const QString &apiVersion, std::stop_token stop)
{
    ArmRequest request;
    request.path = path;
    request.apiVersion = apiVersion;
    return send(request, stop);
}

Result<std::optional<QJsonObject>> ArmClient::find(const QString &path, const QString &apiVersion, std::stop_token stop)
{
    auto found = get(path, apiVersion, stop);
    if (found)
        return std::optional<QJsonObject>(std::move(*found));
    if (found.error().kind == Error::Kind::NotFound)
        return std::optional<QJsonObject>();
    return fail(found.error());
}

Result<QJsonObject> ArmClient::put(const QString &path, const QString &apiVersion, const QJsonObject &body,
                                   std::stop_token stop)
{
    ArmRequest request;
    request.method = "PUT";
    request.path = path;
    request.apiVersion = apiVersion;
    request.body = body;
    return send(request, stop);
}

Result<QJsonArray> ArmClient::list(ArmRequest request, std::stop_token stop)
{
    static constexpr int mostPages = 1000;
    QUrl url = address(request);
    QJsonArray all;
    for (int page = 0; page < mostPages; ++page) {
        const auto answer = exchange("GET", url, {}, stop);
        if (!answer)
            return fail(answer.error());
        const auto object = objectIn(*answer);
        if (!object)
            return fail(object.error());
        const QJsonValue value = object->value(QLatin1String("value"));
        if (!value.isArray())
            return fail(Error::Kind::Malformed, request.path + QStringLiteral(": no value array"));
        for (const QJsonValue &element : value.toArray())
            all.append(element);

        const QString link = object->value(QLatin1String("nextLink")).toString();
        if (link.isEmpty())
            return all;
        const QUrl next = QUrl::fromEncoded(link.toUtf8());
        if (next == url)
            return fail(Error::Kind::Malformed, request.path + QStringLiteral(": nextLink leads in a circle"));
        url = next; // HttpClient refuses other hosts
    }
    return fail(Error::Kind::TooLarge, request.path);
}

} // namespace bg
