// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/Collection.h"

#include "app/practice/Filter.h"
#include "app/practice/Shapes.h"

#include <QJsonArray>
#include <QUrl>

namespace bg {

using namespace Qt::StringLiterals;

namespace {

Reply noSuchProperty(const QString &name, const QString &type)
{
    return Reply::refused(400, "BadRequest",
                          u"Could not find a property named '%1' on type 'microsoft.graph.%2'."_s.arg(name, type));
}

QStringList selection(const Call &call)
{
    QStringList names;
    const QStringList wanted = call.option(u"$select"_s).split(u',', Qt::SkipEmptyParts);
    for (const QString &name : wanted)
        names.append(name.trimmed());
    return names;
}

QJsonObject projected(const QJsonObject &item, const QStringList &names)
{
    QJsonObject out;
    for (auto member = item.begin(); member != item.end(); ++member) {
        const bool isAnnotation = member.key().contains(u'@');
        if (member.key().startsWith("@practice"_L1)
            || (!isAnnotation && !names.isEmpty() && !names.contains(member.key())))
            continue;
        out[member.key()] = member.value();
    }
    return out;
}

QStringList shownNames(const Call &call, const Showing &how)
{
    const QStringList selected = selection(call);
    return selected.isEmpty() ? how.byDefault : selected;
}

// What cannot be asked of this list; nothing when all is well.
std::optional<Reply> problemWith(const Call &call, const Showing &how)
{
    static const QStringList understood{ u"$filter"_s,    u"$select"_s, u"$top"_s,    u"$skip"_s,
                                         u"$skiptoken"_s, u"$count"_s,  u"$expand"_s, u"$orderby"_s };
    const auto items = call.query.queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        if (name.startsWith(u'$') && (!how.takesOptions || !understood.contains(name)))
            return Reply::refused(400, "BadRequest", u"Query option '%1' is not supported here."_s.arg(name));
    for (const QString &name : selection(call))
        if (!Shapes::known().has(how.type, name, call.isBeta()))
            return noSuchProperty(name, how.type);
    return std::nullopt;
}

} // namespace

Reply shown(const Call &call, const QJsonObject &item, const Showing &how, int status)
{
    if (auto problem = problemWith(call, how))
        return *problem;
    QJsonObject out = projected(item, shownNames(call, how));
    out[u"@odata.context"_s] = how.origin + u'/' + call.version + u"/$metadata#"_s + how.context + u"/$entity"_s;
    return Reply::of(out, status);
}

Reply shown(const Call &call, const QList<QJsonObject> &items, const Showing &how)
{
    if (auto problem = problemWith(call, how))
        return *problem;
    const QString filterText = call.option(u"$filter"_s);
    if (filterText.isEmpty() && how.needsFilter)
        return Reply::refused(400, "BadRequest", u"A filter is required for this request."_s);
    QList<QJsonObject> found = items;
    const bool wantsCount = call.option(u"$count"_s) == "true"_L1;
    if (!filterText.isEmpty()) {
        const auto knows = [&](const QString &name) { return Shapes::known().has(how.type, name, call.isBeta()); };
        const auto filter = Filter::parse(filterText, knows);
        if (!filter)
            return Reply::refused(400, "BadRequest", u"Invalid filter clause: %1"_s.arg(filterText));
        const bool isEventual = call.header("ConsistencyLevel").compare("eventual", Qt::CaseInsensitive) == 0;
        if (filter->isAdvanced() && !(isEventual && wantsCount))
            return Reply::refused(400, "Request_UnsupportedQuery",
                                  u"Unsupported or invalid query filter clause specified."_s);
        found.removeIf([&](const QJsonObject &item) { return !filter->matches(item); });
    }

    bool isNumber = true;
    const int top = call.query.hasQueryItem(u"$top"_s) ? call.option(u"$top"_s).toInt(&isNumber) : how.pageSize;
    if (!isNumber || top < 1 || top > how.largestPage)
        return Reply::refused(
            400, "Request_BadRequest",
            u"Invalid page size specified: '%1'. Must be between 1 and %2 inclusive."_s.arg(call.option(u"$top"_s))
                .arg(how.largestPage));
    const int start = call.option(u"$skiptoken"_s).toInt() + call.option(u"$skip"_s).toInt();
    QJsonArray value;
    for (qsizetype i = start; i < qMin<qsizetype>(start + top, found.size()); ++i)
        value.append(projected(found[i], shownNames(call, how)));

    QJsonObject answer{ { u"value"_s, value },
                        { u"@odata.context"_s, how.origin + u'/' + call.version + u"/$metadata#"_s + how.context } };
    if (wantsCount)
        answer[u"@odata.count"_s] = found.size();
    if (start + top < found.size()) {
        QUrlQuery next = call.query;
        next.removeAllQueryItems(u"$skiptoken"_s);
        next.removeAllQueryItems(u"$skip"_s);
        next.addQueryItem(u"$skiptoken"_s, QString::number(start + top));
        QUrl link(how.origin);
        link.setPath(u'/' + call.version + u'/' + call.segments.join(u'/'));
        link.setQuery(next);
        answer[u"@odata.nextLink"_s] = link.toString(QUrl::FullyEncoded);
    }
    return Reply::of(answer);
}

} // namespace bg
