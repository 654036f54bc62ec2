// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TenantSession.h"
#include "ui/models/AsyncResult.h"
#include "ui/models/Worker.h"

#include <QObject>

namespace bg {

// Every write that would happen, and the choices that it was worked out for. Lives on the GUI thread.
class PlanModel final : public QObject {
    Q_OBJECT

public:
    // `engine` and `call`, on which the plan is made, outlive this.
    PlanModel(TenantSession &engine, Worker &call, QObject *parent = nullptr)
        : QObject(parent), m_engine(engine), m_call(call)
    { }

    // Does nothing while another call runs, and when the plan is for these choices already.
    void make(Mode mode, const DesiredState &desired, const TenantFacts &tenant);
    void forget() { m_plan = {}; }
    const AsyncResult<QList<PlannedWrite>> &plan() const { return m_plan; }
    bool isFor(const DesiredState &desired) const { return m_plan.value && m_planned == desired; }
    QString hash() const;

Q_SIGNALS:
    void changed();

private:
    TenantSession &m_engine;
    Worker &m_call;
    AsyncResult<QList<PlannedWrite>> m_plan;
    DesiredState m_planned;
};

} // namespace bg
