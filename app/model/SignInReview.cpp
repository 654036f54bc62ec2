// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/SignInReview.h"

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

int SignInReview::unexplained() const
{
    return int(std::count_if(signIns.begin(), signIns.end(),
                             [](const AccountSignIn &use) { return use.reason == SignInReason::Unexplained; }));
}

bool SignInReview::isMisused(const ObjectId &account) const
{
    return std::any_of(signIns.begin(), signIns.end(), [&](const AccountSignIn &use) {
        return use.account == account && use.reason == SignInReason::Misuse && use.explainedBy.isEmpty();
    });
}

bool SignInReview::isSpent(const ObjectId &account) const
{
    const bool isEmergency = std::any_of(signIns.begin(), signIns.end(), [&](const AccountSignIn &use) {
        return use.account == account && use.reason == SignInReason::Emergency && use.explainedBy.isEmpty();
    });
    return isEmergency || isMisused(account);
}

void SignInReview::takeOver(const SignInReview &earlier)
{
    for (AccountSignIn &use : signIns)
        for (const AccountSignIn &said : earlier.signIns)
            if (said.logEntry == use.logEntry && said.reason != SignInReason::Unexplained) {
                use.reason = said.reason;
                use.explainedBy = said.explainedBy;
                use.note = said.note;
            }
    for (UnknownAuthMethod &method : methods)
        for (const UnknownAuthMethod &said : earlier.methods)
            if (said.account == method.account && said.id == method.id)
                method.isToGo = said.isToGo;
}

SignInReview SignInReview::said() const
{
    SignInReview copy = *this;
    copy.actions.clear();
    return copy;
}

QJsonObject SignInReview::toJson() const
{
    return { { QStringLiteral("since"), since.toUTC().toString(Qt::ISODateWithMs) },
             { QStringLiteral("until"), until.toUTC().toString(Qt::ISODateWithMs) },
             { QStringLiteral("uses"), arrayOf(signIns) },
             { QStringLiteral("deeds"), arrayOf(actions) },
             { QStringLiteral("methods"), arrayOf(methods) },
             { QStringLiteral("blind"), QJsonArray::fromStringList(blind) } };
}

SignInReview SignInReview::fromJson(const QJsonObject &json)
{
    SignInReview review;
    review.since = QDateTime::fromString(json[QStringLiteral("since")].toString(), Qt::ISODateWithMs);
    review.until = QDateTime::fromString(json[QStringLiteral("until")].toString(), Qt::ISODateWithMs);
    review.signIns = listFrom<AccountSignIn>(json[QStringLiteral("uses")]);
    review.actions = listFrom<AuditedAction>(json[QStringLiteral("deeds")]);
    review.methods = listFrom<UnknownAuthMethod>(json[QStringLiteral("methods")]);
    for (const QJsonValue &one : json[QStringLiteral("blind")].toArray())
        review.blind.append(one.toString());
    return review;
}

} // namespace bg
