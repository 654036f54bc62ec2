// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Router.h"

namespace bg {

using namespace Qt::StringLiterals;

namespace {

bool fits(const QStringList &pattern, const QStringList &segments, QStringList &captures)
{
    if (pattern.size() != segments.size())
        return false;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QString &wanted = pattern[i];
        const bool isStart = wanted.endsWith(u'*');
        if (wanted == "{}"_L1 || isStart)
            captures.append(segments[i]);
        if (wanted == "{}"_L1)
            continue;
        if (isStart ? !segments[i].startsWith(QStringView(wanted).chopped(1))
                    : segments[i].compare(wanted, Qt::CaseInsensitive) != 0)
            return false;
    }
    return true;
}

// "A|B & C": each part by one of its names.
bool isPermitted(const QString &scopes, const Session &session)
{
    if (scopes.isEmpty())
        return true;
    for (const QString &part : scopes.split(u'&')) {
        bool has = false;
        for (const QString &name : part.split(u'|'))
            has = has || session.mayWith(name.trimmed());
        if (!has)
            return false;
    }
    return true;
}

} // namespace

void Router::on(const QByteArray &method, const QString &pattern, const QString &operation, const QString &scopes,
                Endpoint endpoint, Caller caller)
{
    const bool hasVersion = pattern.contains(u':');
    m_routes.append(Route{ method, hasVersion ? pattern.section(u':', 0, 0) : QString(),
                           pattern.section(u':', hasVersion ? 1 : 0).split(u'/'), operation, scopes,
                           std::move(endpoint), caller });
}

Router::Match Router::match(const QByteArray &method, const QString &version, const QStringList &segments) const
{
    Match match;
    for (int i = 0; i < m_routes.size(); ++i) {
        const Route &route = m_routes[i];
        QStringList captures;
        if (!route.version.isEmpty() && route.version != version)
            continue;
        if (!fits(route.pattern, segments, captures))
            continue;
        if (route.method != method) {
            match.isOtherMethod = true;
            continue;
        }
        return Match{ route.operation, i, captures, false };
    }
    return match;
}

Reply Router::answer(const Match &match, Call call) const
{
    if (match.route < 0)
        return match.isOtherMethod
            ? Reply::refused(405, "Request_BadRequest",
                             u"Specified HTTP method is not allowed for the request target."_s)
            : Reply::refused(400, "BadRequest",
                             u"Resource not found for the segment '%1'."_s.arg(call.segments.value(0)));
    const Route &route = m_routes[match.route];
    if (!isPermitted(route.scopes, call.session)
        || (route.caller == Caller::Administrator && !call.session.isApp && call.session.roles.isEmpty()))
        return refusal::denied();
    call.captures = match.captures;
    return route.endpoint(call);
}

} // namespace bg
