// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/StatusModel.h"

namespace bg {

void StatusModel::read()
{
    if (m_call.isBusy())
        return;
    m_tenantStatus = { true, {}, {} };
    m_call.start([this](std::stop_token stop) { return m_engine.tenantStatus(stop); },
                 [this](const Result<TenantStatus> &tenantStatus) {
                     if (!m_tenantStatus.isRunning) // forgotten meanwhile
                         return;
                     m_tenantStatus = readingOf(tenantStatus);
                     Q_EMIT changed();
                 });
    Q_EMIT changed();
}

void StatusModel::forget()
{
    m_call.stop();
    m_tenantStatus = {};
    Q_EMIT changed();
}

} // namespace bg
