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

ExplainedUses ExplainedUses::by(const QList<RunRecord> &records, const QList<SignInProof> &proofs)
{
    ExplainedUses all;
    for (const SignInProof &proof : proofs)
        all.m_windows.append({ proof.begun, proof.ended, UseReason::Ours, proof.account, proof.client, proof.runId });
    QDateTime firstSetUp, renewed;
    for (const RunRecord &record : records) {
        // Also of a review that did not come to its end: what was said was said.
        for (const SeenUse &use : record.uses ? record.uses->uses : QList<SeenUse>())
            if (use.reason != UseReason::Unexplained && use.explainedBy.isEmpty()) {
                all.m_said[use.logEntry] = use;
                all.m_saidIn[use.logEntry] = record.runId;
            }
        if (!record.isWhole())
            continue;
        const QDateTime finished = record.finished;
        if (record.mode == Mode::Provision && (!firstSetUp.isValid() || finished < firstSetUp))
            firstSetUp = finished;
        if (record.mode == Mode::Rotate)
            renewed = renewed.isValid() ? std::max(renewed, finished) : finished;
        if (record.mode == Mode::Drill && record.drill) {
            const QDateTime begun = record.drill->begun.addSecs(-secondsClocksDiffer);
            all.m_windows.append(
                { record.drill->begun, finished, UseReason::Drill, record.drill->account, {}, record.runId });
            QDateTime &newest = all.m_drilled[record.drill->account];
            newest = newest.isValid() ? std::max(newest, begun) : begun;
        }
    }
    all.m_since = firstSetUp.isValid() && renewed.isValid() ? std::max(firstSetUp, renewed) : firstSetUp;
    return all;
}

QDateTime ExplainedUses::since(const ObjectId &account) const
{
    const QDateTime drilled = m_drilled.value(account);
    return m_since.isValid() && drilled.isValid() ? std::max(m_since, drilled) : m_since;
}

SeenUse ExplainedUses::explained(SeenUse use) const
{
    if (const auto said = m_said.constFind(use.logEntry); said != m_said.constEnd()) {
        use.reason = said->reason;
        use.note = said->note;
        use.explainedBy = m_saidIn.value(use.logEntry);
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

} // namespace bg
