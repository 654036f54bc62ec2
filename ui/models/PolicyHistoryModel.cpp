// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/PolicyHistoryModel.h"

namespace bg {

void PolicyHistoryModel::read(const TenantFacts &tenant)
{
    if (m_call.isBusy())
        return;
    m_policyHistory = { true, {}, {} };
    m_call.start([this, tenant](std::stop_token stop) { return m_service.policyHistory(tenant, stop); },
                 [this](const Result<PolicyHistory> &policyHistory) {
                     if (!m_policyHistory.isRunning) // forgotten meanwhile
                         return;
                     m_policyHistory = readingOf(policyHistory);
                     Q_EMIT changed();
                 });
    Q_EMIT changed();
}

void PolicyHistoryModel::forget()
{
    m_call.stop();
    m_policyHistory = {};
    Q_EMIT changed();
}

} // namespace bg
