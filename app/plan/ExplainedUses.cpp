// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/ExplainedUses.h"

#include <algorithm>

namespace bg {

namespace {

constexpr int secondsClocksDiffer = 300; // this computer's and the service's, at most

} // namespace

bool ExplainedUses::Window::holds(const SeenUse &use) const
{
    const bool isItsApplication
        = application.isEmpty() || use.applicationId.isEmpty() || use.applicationId == application;
    return use.account == account && isItsApplication && use.when >= begun.addSecs(-secondsClocksDiffer)
        && use.when <= ended.addSecs(secondsClocksDiffer);
}

// What was said later stands; newest first.
void ExplainedUses::take(const SaidUses &said)
{
    for (SeenUse use : said.review.uses) {
        if (!use.explainedBy.isEmpty() || m_said.contains(use.logEntry))
            continue;
        if (said.isAnswered)
            use.explainedBy = said.runId;
        m_said.insert(use.logEntry, use);
    }
    for (StrangeMethod method : said.review.methods) {
        const auto isThis
            = [&](const StrangeMethod &one) { return one.account == method.account && one.id == method.id; };
        if (std::any_of(m_methods.begin(), m_methods.end(), isThis))
            continue;
        method.isToGo = method.isToGo && !said.isAnswered;
        m_methods.append(method);
    }
}

ExplainedUses ExplainedUses::by(const QList<RunRecord> &records, const QList<SignInProof> &proofs,
                                const QList<SaidUses> &said)
{
    ExplainedUses all;
    QList<SaidUses> everySaying = said;
    for (const RunRecord &record : records)
        if (record.uses)
            everySaying.append({ record.runId, record.started, *record.uses, record.isWhole() });
    std::stable_sort(everySaying.begin(), everySaying.end(),
                     [](const SaidUses &a, const SaidUses &b) { return a.started > b.started; });
    for (const SaidUses &one : std::as_const(everySaying))
        all.take(one);
    for (const SignInProof &proof : proofs)
        all.m_windows.append({ proof.begun, proof.ended, UseReason::Ours, proof.account, proof.client, proof.runId });
    for (const RunRecord &record : records) {
        if (!record.isWhole())
            continue;
        const QDateTime finished = record.finished;
        if (record.mode == Mode::Provision && (!all.m_since.isValid() || finished < all.m_since))
            all.m_since = finished;
        if (record.mode == Mode::Drill && record.drill) {
            const QDateTime begun = record.drill->begun.addSecs(-secondsClocksDiffer);
            all.m_windows.append(
                { record.drill->begun, finished, UseReason::Drill, record.drill->account, {}, record.runId });
            QDateTime &newest = all.m_drilled[record.drill->account];
            newest = newest.isValid() ? std::max(newest, begun) : begun;
        }
    }
    return all;
}

QDateTime ExplainedUses::since(const ObjectId &account) const
{
    const QDateTime drilled = m_drilled.value(account);
    return m_since.isValid() && drilled.isValid() ? std::max(m_since, drilled) : m_since;
}

SeenUse ExplainedUses::explained(SeenUse use) const
{
    const auto said = m_said.constFind(use.logEntry);
    if (said != m_said.constEnd() && said->reason != UseReason::Unexplained) {
        use.reason = said->reason;
        use.note = said->note;
        use.explainedBy = said->explainedBy;
        return use;
    }
    for (const Window &window : m_windows)
        if (window.holds(use)) {
            use.reason = window.reason;
            use.explainedBy = window.runId;
            return use;
        }
    return use;
}

bool ExplainedUses::isToGo(const StrangeMethod &method) const
{
    return std::any_of(m_methods.begin(), m_methods.end(), [&](const StrangeMethod &one) {
        return one.account == method.account && one.id == method.id && one.isToGo;
    });
}

} // namespace bg
