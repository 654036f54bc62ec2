// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/UseReview.h"

#include <QJsonArray>

#include <algorithm>

namespace bg {

namespace {

template <typename List> QJsonArray arrayOf(const List &list)
{
    QJsonArray all;
    for (const auto &one : list)
        all.append(one.toJson());
    return all;
}

template <typename One> QList<One> listFrom(const QJsonValue &array)
{
    QList<One> all;
    for (const QJsonValue &one : array.toArray())
        all.append(One::fromJson(one.toObject()));
    return all;
}

} // namespace

int UseReview::unexplained() const
{
    return int(std::count_if(uses.begin(), uses.end(),
                             [](const SeenUse &use) { return use.reason == UseReason::Unexplained; }));
}

bool UseReview::isMisused(const ObjectId &account) const
{
    return std::any_of(uses.begin(), uses.end(), [&](const SeenUse &use) {
        return use.account == account && use.reason == UseReason::Misuse && use.explainedBy.isEmpty();
    });
}

bool UseReview::isSpent(const ObjectId &account) const
{
    const bool isEmergency = std::any_of(uses.begin(), uses.end(), [&](const SeenUse &use) {
        return use.account == account && use.reason == UseReason::Emergency && use.explainedBy.isEmpty();
    });
    return isEmergency || isMisused(account);
}

void UseReview::takeOver(const UseReview &earlier)
{
    for (SeenUse &use : uses)
        for (const SeenUse &said : earlier.uses)
            if (said.logEntry == use.logEntry && said.reason != UseReason::Unexplained) {
                use.reason = said.reason;
                use.explainedBy = said.explainedBy;
                use.note = said.note;
            }
    for (StrangeMethod &method : methods)
        for (const StrangeMethod &said : earlier.methods)
            if (said.account == method.account && said.id == method.id)
                method.isToGo = said.isToGo;
}

UseReview UseReview::said() const
{
    UseReview copy = *this;
    copy.deeds.clear();
    return copy;
}

QJsonObject UseReview::toJson() const
{
    return { { QStringLiteral("since"), since.toUTC().toString(Qt::ISODateWithMs) },
             { QStringLiteral("until"), until.toUTC().toString(Qt::ISODateWithMs) },
             { QStringLiteral("uses"), arrayOf(uses) },
             { QStringLiteral("deeds"), arrayOf(deeds) },
             { QStringLiteral("methods"), arrayOf(methods) },
             { QStringLiteral("blind"), QJsonArray::fromStringList(blind) } };
}

UseReview UseReview::fromJson(const QJsonObject &json)
{
    UseReview review;
    review.since = QDateTime::fromString(json[QStringLiteral("since")].toString(), Qt::ISODateWithMs);
    review.until = QDateTime::fromString(json[QStringLiteral("until")].toString(), Qt::ISODateWithMs);
    review.uses = listFrom<SeenUse>(json[QStringLiteral("uses")]);
    review.deeds = listFrom<UseDeed>(json[QStringLiteral("deeds")]);
    review.methods = listFrom<StrangeMethod>(json[QStringLiteral("methods")]);
    for (const QJsonValue &one : json[QStringLiteral("blind")].toArray())
        review.blind.append(one.toString());
    return review;
}

} // namespace bg
