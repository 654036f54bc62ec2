// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/PlanModel.h"

namespace bg {

void PlanModel::make(Mode mode, const DesiredState &desired, const TenantFacts &tenant)
{
    if (m_call.isBusy() || isFor(desired))
        return;
    m_plan = { true, {}, {} };
    m_planned = desired;
    m_call.start(
        [this, mode, desired, tenant](std::stop_token stop) { return m_engine.plan(mode, desired, tenant, stop); },
        [this](const Result<QList<PlannedWrite>> &writes) {
            m_plan = readingOf(writes);
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

QString PlanModel::hash() const
{
    return m_plan.value ? planHash(*m_plan.value) : QString();
}

} // namespace bg
