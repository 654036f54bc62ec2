// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/practice/arm/ArmAnswer.h"

#include <QJsonArray>

namespace bg::arm {

using namespace Qt::StringLiterals;

Reply refused(int status, const char *code, const QString &message)
{
    Reply answer = Reply::refused(status, code, message);
    answer.json = { { u"error"_s, QJsonObject{ { u"code"_s, QLatin1String(code) }, { u"message"_s, message } } } };
    return answer;
}

Reply notFound(const QString &id)
{
    return refused(404, "ResourceNotFound", u"The Resource '%1' under resource group was not found."_s.arg(id));
}

QString pathOf(const Call &call)
{
    return u'/' + call.segments.join(u'/');
}

QString originOf(const Call &call)
{
    return u"http://"_s + QString::fromLatin1(call.header("Host"));
}

bool isWrite(const Call &call)
{
    return call.method != "GET" && call.method != "HEAD";
}

Reply page(const Call &call, const QList<QJsonObject> &all, int pageSize)
{
    const int from = call.option(u"$skiptoken"_s).toInt();
    QJsonArray values;
    for (qsizetype i = from; i < all.size() && i < from + pageSize; ++i)
        values.append(all[i]);
    QJsonObject json{ { u"value"_s, values } };
    if (from + pageSize < all.size())
        json[u"nextLink"_s] = originOf(call) + pathOf(call) + u"?api-version="_s + call.option(u"api-version"_s)
            + u"&$skiptoken=%1"_s.arg(from + pageSize);
    return Reply::of(json);
}

} // namespace bg::arm
