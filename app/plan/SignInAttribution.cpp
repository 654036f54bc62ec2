// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan/SignInAttribution.h"

#include <algorithm>

namespace bg {

namespace {

constexpr int secondsClocksDiffer = 300; // this computer's and the service's, at most

} // namespace

bool SignInAttribution::Window::holds(const AccountSignIn &use) const
{
    const bool isItsApplication
        = application.isEmpty() || use.applicationId.isEmpty() || use.applicationId == application;
    return use.account == account && isItsApplication && use.when >= begun.addSecs(-secondsClocksDiffer)
        && use.when <= ended.addSecs(secondsClocksDiffer);
}

// What was said later stands; newest first.
void SignInAttribution::take(const RecordedAttributions &said)
{
    for (AccountSignIn use : said.review.signIns) {
        if (!use.explainedBy.isEmpty() || m_said.contains(use.logEntry))
            continue;
        if (said.isAnswered)
            use.explainedBy = said.runId;
        m_said.insert(use.logEntry, use);
    }
    for (UnknownAuthMethod method : said.review.methods) {
        const auto isThis
            = [&](const UnknownAuthMethod &one) { return one.account == method.account && one.id == method.id; };
        if (std::any_of(m_methods.begin(), m_methods.end(), isThis))
            continue;
        method.isToGo = method.isToGo && !said.isAnswered;
        m_methods.append(method);
    }
}

SignInAttribution SignInAttribution::by(const QList<RunRecord> &records, const QList<SignInProof> &proofs,
                                const QList<RecordedAttributions> &said)
{
    SignInAttribution all;
    QList<RecordedAttributions> everySaying = said;
    for (const RunRecord &record : records)
        if (record.signIns)
            everySaying.append({ record.runId, record.started, *record.signIns, record.isWhole() });
    std::stable_sort(everySaying.begin(), everySaying.end(),
                     [](const RecordedAttributions &a, const RecordedAttributions &b) { return a.started > b.started; });
    for (const RecordedAttributions &one : std::as_const(everySaying))
        all.take(one);
    for (const SignInProof &proof : proofs)
        all.m_windows.append({ proof.begun, proof.ended, SignInReason::Ours, proof.account, proof.client, proof.runId });
    for (const RunRecord &record : records) {
        if (!record.isWhole())
            continue;
        const QDateTime finished = record.finished;
        if (record.mode == Mode::Provision && (!all.m_since.isValid() || finished < all.m_since))
            all.m_since = finished;
        if (record.mode == Mode::Drill && record.drill) {
            const QDateTime begun = record.drill->begun.addSecs(-secondsClocksDiffer);
            all.m_windows.append(
                { record.drill->begun, finished, SignInReason::Drill, record.drill->account, {}, record.runId });
            QDateTime &newest = all.m_drilled[record.drill->account];
            newest = newest.isValid() ? std::max(newest, begun) : begun;
        }
    }
    return all;
}

QDateTime SignInAttribution::since(const ObjectId &account) const
{
    const QDateTime drilled = m_drilled.value(account);
    return m_since.isValid() && drilled.isValid() ? std::max(m_since, drilled) : m_since;
}

AccountSignIn SignInAttribution::explained(AccountSignIn use) const
{
    const auto said = m_said.constFind(use.logEntry);
    if (said != m_said.constEnd() && said->reason != SignInReason::Unexplained) {
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

bool SignInAttribution::isToGo(const UnknownAuthMethod &method) const
{
    return std::any_of(m_methods.begin(), m_methods.end(), [&](const UnknownAuthMethod &one) {
        return one.account == method.account && one.id == method.id && one.isToGo;
    });
}

} // namespace bg
