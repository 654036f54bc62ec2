// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PolicyPastModel.h"

namespace bg {

void PolicyPastModel::read(const TenantFacts &tenant)
{
    if (m_call.isBusy())
        return;
    m_past = { true, {}, {} };
    m_call.start([this, tenant](std::stop_token stop) { return m_door.policyPast(tenant, stop); },
                 [this](const Result<PolicyPast> &past) {
                     if (!m_past.isRunning) // forgotten meanwhile
                         return;
                     m_past = readingOf(past);
                     Q_EMIT changed();
                 });
    Q_EMIT changed();
}

void PolicyPastModel::forget()
{
    m_call.stop();
    m_past = {};
    Q_EMIT changed();
}

} // namespace bg
