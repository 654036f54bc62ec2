// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/PracticeTenant.h"

#include "app/base/Log.h"

#include "app/base/Random.h"
#include "app/practice/Browser.h"
#include "app/practice/GraphService.h"
#include "app/practice/HttpFront.h"
#include "app/practice/LoginService.h"
#include "app/practice/ServingThread.h"
#include "app/practice/arm/PracticeArm.h"

#include <mutex>
#include <thread>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

// Of every tenant; may be set before main().
std::function<void(const Exchange &)> &watcher()
{
    static std::function<void(const Exchange &)> one;
    return one;
}

// Passwords of a body as asterisks, at any depth.
QJsonObject veiled(QJsonObject object)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        if ((member.key() == "password"_L1 || member.key() == "newPassword"_L1) && member->isString())
            *member = u"***"_s;
        else if (member->isObject())
            *member = veiled(member->toObject());
    }
    return object;
}

Reply faulty(Fault fault)
{
    switch (fault) {
    case Fault::Throttle: {
        Reply answer = Reply::refused(429, "TooManyRequests", u"Too Many Requests"_s);
        answer.addHeader("Retry-After", "1");
        return answer;
    }
    case Fault::ThrottleBare:
        return Reply::refused(429, "TooManyRequests", u"Too Many Requests"_s);
    case Fault::Forbidden:
        return Reply::refused(403, "Authorization_RequestDenied", u"Insufficient privileges to complete the operation."_s);
    case Fault::ServerError:
        return Reply::refused(500, "", u"An error has occurred."_s);
    case Fault::Unavailable:
        return Reply::refused(503, "serviceNotAvailable", u"The service is temporarily unavailable."_s);
    case Fault::GatewayTimeout:
        return Reply::refused(504, "UnknownError", {});
    default: {
        Reply answer;
        answer.status = 502;
        answer.page = "<html><body><h1>502 Bad Gateway</h1></body></html>";
        answer.contentType = "text/html";
        return answer;
    }
    }
}

bool isDone(Fault fault)
{
    return fault == Fault::None || fault == Fault::DropAfter || fault == Fault::GatewayTimeout
        || fault == Fault::Truncated || fault == Fault::Silent;
}

} // namespace

class PracticeTenant::Life {
public:
    Life(PracticeScenario scenario, Clock *given)
        : directory(scenario, given ? *given : system), login(directory), graph(directory, login),
          azure(directory.scenario.azure, *directory.clock), arm(azure)
    { }

    HttpFront::Served serve(Call call, const QString &service);
    Reply answer(Call &call, Exchange &exchange, const QString &service);

    SystemClock system;
    mutable std::mutex guard; // over everything below
    Directory directory;
    LoginService login;
    GraphService graph;
    Azure azure;
    PracticeArm arm;
    Cloud cloud;
    FaultPlan faults;
    std::function<void(const Exchange &)> observer;
    QList<Exchange> exchanges;
    int nextIndex = 0;

    ServingThread thread;
    std::mutex visiting; // over the visits: two people may open a browser at once
    std::vector<std::jthread> visits;
};

Reply PracticeTenant::Life::answer(Call &call, Exchange &exchange, const QString &service)
{
    if (service == "login"_L1)
        return login.answer(call, exchange.operation);
    if (service == "graph"_L1)
        return graph.answer(call, exchange.operation);
    const QByteArray authorization = call.header("Authorization");
    const auto session = login.sessionOf(authorization.startsWith("Bearer ") ? authorization.mid(7) : QByteArray());
    if (!session || session->audience != login.armOrigin)
        return Reply::refused(401, "InvalidAuthenticationToken",
                              u"The access token is missing, over, or for another audience."_s);
    exchange.operation = u"arm"_s;
    call.session = *session;
    return arm.answer(call);
}

HttpFront::Served PracticeTenant::Life::serve(Call call, const QString &service)
{
    const std::scoped_lock lock(guard);
    Exchange exchange;
    exchange.index = nextIndex++;
    exchange.method = call.method;
    const bool isGraph = service == "graph"_L1;
    if (isGraph)
        call.version = call.segments.isEmpty() ? QString() : call.segments.takeFirst();
    exchange.version = isGraph ? call.version : QString();
    exchange.path = u'/' + call.segments.join(u'/');
    call.requestId = randomGuid();
    call.clientRequestId = QString::fromLatin1(call.header("client-request-id"));
    if (call.clientRequestId.isEmpty())
        call.clientRequestId = call.requestId;

    HttpFront::Served served;
    served.delay = directory.scenario.latency;
    served.fault = faults ? faults(exchange.index, call.method, exchange.path) : Fault::None;
    if (isGraph && call.version != "v1.0"_L1 && call.version != "beta"_L1)
        served.answer = Reply::refused(400, "BadRequest", u"Invalid version: %1"_s.arg(call.version));
    else if (isDone(served.fault))
        served.answer = answer(call, exchange, service);
    if (served.fault != Fault::None && (!isDone(served.fault) || served.fault == Fault::GatewayTimeout))
        served.answer = faulty(served.fault);

    Reply &answer = served.answer;
    if (answer.status >= 400 && answer.json.isEmpty() && answer.page.isEmpty())
        answer.json = GraphService::errorBody(call, answer, directory.now());
    if (isGraph) {
        answer.addHeader("request-id", call.requestId.toLatin1());
        answer.addHeader("client-request-id", call.clientRequestId.toLatin1());
        exchange.query = call.query.toString(QUrl::FullyDecoded);
        exchange.request = veiled(call.body);
        exchange.answer = veiled(answer.json);
    }
    const QLocale c = QLocale::c();
    answer.addHeader("Date", c.toString(directory.now(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1());
    const bool isAnswered
        = served.fault != Fault::DropBefore && served.fault != Fault::DropAfter && served.fault != Fault::Silent;
    exchange.status = isAnswered ? answer.status : 0;
    exchange.wasLookedAt = isDone(served.fault);
    exchange.isOfService = served.fault != Fault::BadGateway;
    exchanges.append(exchange);
    if (observer)
        observer(exchange);
    if (watcher())
        watcher()(exchange);
    return served;
}

PracticeTenant::PracticeTenant(PracticeScenario scenario, Clock *clock)
    : m_life(std::make_unique<Life>(std::move(scenario), clock))
{ }

PracticeTenant::~PracticeTenant()
{
    stop();
}

Result<Cloud> PracticeTenant::start()
{
    // The ports are asked for on the thread that serves them.
    QMap<QString, QString> origins;
    m_life->thread.start([life = m_life.get(), &origins] {
        const auto fronts = std::make_shared<std::vector<std::unique_ptr<HttpFront>>>();
        for (const QString &service : { u"login"_s, u"graph"_s, u"arm"_s }) {
            fronts->push_back(std::make_unique<HttpFront>(
                [life, service](Call call) { return life->serve(std::move(call), service); }));
            origins[service] = u"http://127.0.0.1:%1"_s.arg(fronts->back()->open());
        }
        return fronts;
    });
    for (const QString &origin : std::as_const(origins))
        if (origin.endsWith(":0"_L1))
            return fail(Error::Kind::Offline, u"No port of this computer is free for the practice tenant."_s);

    const std::scoped_lock lock(m_life->guard);
    m_life->login.loginOrigin = origins[u"login"_s];
    m_life->login.armOrigin = origins[u"arm"_s];
    m_life->directory.graphOrigin = origins[u"graph"_s];
    m_life->cloud = Cloud{
        u"practice"_s,           QUrl(origins[u"login"_s]), u"organizations"_s,       QUrl(origins[u"graph"_s]),
        QUrl(origins[u"arm"_s]), QUrl(origins[u"login"_s]), QUrl(origins[u"login"_s])
    };
    return m_life->cloud;
}

void PracticeTenant::stop()
{
    std::unique_lock visiting(m_life->visiting);
    std::vector<std::jthread> visits = std::exchange(m_life->visits, {});
    visiting.unlock();
    visits.clear(); // joins
    m_life->thread.stop();
}

Cloud PracticeTenant::cloud() const
{
    const std::scoped_lock lock(m_life->guard);
    return m_life->cloud;
}

QJsonObject PracticeTenant::cloudJson() const
{
    const Cloud cloud = this->cloud();
    return { { u"name"_s, cloud.name },
             { u"portal"_s, cloud.portal.toString() },
             { u"authentication"_s,
               QJsonObject{ { u"loginEndpoint"_s, cloud.login.toString() }, { u"tenant"_s, cloud.tenant } } },
             { u"resourceManager"_s, cloud.resourceManager.toString() },
             { u"microsoftGraphResourceId"_s, cloud.graph.toString() } };
}

Result<void> PracticeTenant::browse(const QUrl &authorize, const Visitor &visitor)
{
    return Browser().visit(authorize, visitor);
}

void PracticeTenant::browseAside(const QUrl &authorize, const Visitor &visitor)
{
    const std::scoped_lock visiting(m_life->visiting);
    m_life->visits.emplace_back([authorize, visitor] {
        if (const auto visit = Browser().visit(authorize, visitor); !visit)
            qCWarning(logAuth) << "the practice browser:" << name(visit.error().kind) << visit.error().detail;
    });
}

Result<void> PracticeTenant::enterDeviceCode(const QString &userCode, const Visitor &visitor)
{
    return Browser().enterDeviceCode(cloud().login, operatorName(), userCode, visitor);
}

QString PracticeTenant::operatorName() const
{
    const std::scoped_lock lock(m_life->guard);
    return m_life->directory.users[m_life->directory.operatorId]["userPrincipalName"_L1].toString();
}

QString PracticeTenant::operatorId() const
{
    return m_life->directory.operatorId;
}

QJsonObject PracticeTenant::snapshot() const
{
    const std::scoped_lock lock(m_life->guard);
    QJsonObject whole = m_life->directory.snapshot();
    whole[u"azure"_s] = m_life->azure.save();
    return whole;
}

QJsonObject PracticeTenant::save() const
{
    const std::scoped_lock lock(m_life->guard);
    QJsonObject state = m_life->directory.save();
    state[u"azure"_s] = m_life->azure.save();
    return state;
}

void PracticeTenant::load(const QJsonObject &state)
{
    const std::scoped_lock lock(m_life->guard);
    m_life->directory.load(state);
    m_life->azure.load(state["azure"_L1].toObject());
}

void PracticeTenant::setFaults(FaultPlan plan)
{
    const std::scoped_lock lock(m_life->guard);
    m_life->faults = std::move(plan);
}

void PracticeTenant::setObserver(std::function<void(const Exchange &)> observer)
{
    const std::scoped_lock lock(m_life->guard);
    m_life->observer = std::move(observer);
}

void PracticeTenant::watchAll(std::function<void(const Exchange &)> observer)
{
    watcher() = std::move(observer);
}

QList<Exchange> PracticeTenant::exchanges() const
{
    const std::scoped_lock lock(m_life->guard);
    return m_life->exchanges;
}

int PracticeTenant::writes() const
{
    const QList<Exchange> all = exchanges();
    return int(std::count_if(all.begin(), all.end(), [](const Exchange &e) {
        return e.isWrite() && !e.operation.startsWith("login."_L1) && e.status >= 200 && e.status < 300;
    }));
}

void PracticeTenant::change(const std::function<void(Directory &)> &by)
{
    const std::scoped_lock lock(m_life->guard);
    by(m_life->directory);
}

void PracticeTenant::changeAzure(const std::function<void(Azure &)> &by)
{
    const std::scoped_lock lock(m_life->guard);
    by(m_life->azure);
}

} // namespace bg
