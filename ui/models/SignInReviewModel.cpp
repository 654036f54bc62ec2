// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/SignInReviewModel.h"

#include <algorithm>

namespace bg {

void SignInReviewModel::read()
{
    if (m_call.isBusy())
        return;
    m_review = { true, {}, {} };
    m_call.start([this](std::stop_token stop) { return m_service.signIns(stop); },
                 [this](const Result<SignInReview> &review) {
                     if (!m_review.isRunning) // forgotten meanwhile
                         return;
                     m_review = readingOf(review);
                     Q_EMIT wasRead();
                     Q_EMIT changed();
                 });
    Q_EMIT changed();
}

void SignInReviewModel::forget()
{
    m_call.stop();
    m_review = {};
    Q_EMIT changed();
}

void SignInReviewModel::explain(const QString &logEntry, SignInReason reason, const QString &note)
{
    if (!m_review.value)
        return;
    for (AccountSignIn &use : m_review.value->signIns)
        if (use.logEntry == logEntry && use.explainedBy.isEmpty()) {
            use.reason = reason;
            use.note = note;
        }
    Q_EMIT changed();
}

void SignInReviewModel::choose(const ObjectId &account, const QString &method, bool isToGo)
{
    if (!m_review.value)
        return;
    for (UnknownAuthMethod &one : m_review.value->methods)
        if (one.account == account && one.id == method)
            one.isToGo = isToGo && one.canGo();
    Q_EMIT changed();
}

bool SignInReviewModel::isWhole() const
{
    return m_review.value
        && std::none_of(m_review.value->signIns.begin(), m_review.value->signIns.end(), [](const AccountSignIn &use) {
               return use.reason == SignInReason::Emergency && use.note.trimmed().isEmpty();
           });
}

} // namespace bg
