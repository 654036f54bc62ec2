// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/UsesModel.h"

#include <algorithm>

namespace bg {

void UsesModel::read()
{
    if (m_call.isBusy())
        return;
    m_review = { true, {}, {} };
    m_call.start([this](std::stop_token stop) { return m_door.uses(stop); },
                 [this](const Result<UseReview> &review) {
                     if (!m_review.isRunning) // forgotten meanwhile
                         return;
                     m_review = readingOf(review);
                     Q_EMIT wasRead();
                     Q_EMIT changed();
                 });
    Q_EMIT changed();
}

void UsesModel::forget()
{
    m_call.stop();
    m_review = {};
    Q_EMIT changed();
}

void UsesModel::explain(const QString &logEntry, UseReason reason, const QString &note)
{
    if (!m_review.value)
        return;
    for (SeenUse &use : m_review.value->uses)
        if (use.logEntry == logEntry && use.explainedBy.isEmpty()) {
            use.reason = reason;
            use.note = note;
        }
    Q_EMIT changed();
}

void UsesModel::choose(const ObjectId &account, const QString &method, bool isToGo)
{
    if (!m_review.value)
        return;
    for (StrangeMethod &one : m_review.value->methods)
        if (one.account == account && one.id == method)
            one.isToGo = isToGo && one.canGo();
    Q_EMIT changed();
}

bool UsesModel::isWhole() const
{
    return m_review.value
        && std::none_of(m_review.value->uses.begin(), m_review.value->uses.end(), [](const SeenUse &use) {
               return use.reason == UseReason::Emergency && use.note.trimmed().isEmpty();
           });
}

} // namespace bg
