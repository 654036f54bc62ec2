// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/EngineDoor.h"
#include "ui/Reading.h"
#include "ui/Worker.h"

#include <QObject>

namespace bg {

// Every write that would happen, and the choices that it was worked out for. Lives on the GUI thread.
class PlanModel final : public QObject {
    Q_OBJECT

public:
    // `engine` and `call`, on which the plan is made, outlive this.
    PlanModel(EngineDoor &engine, Worker &call, QObject *parent = nullptr)
        : QObject(parent), m_engine(engine), m_call(call)
    { }

    // Does nothing while another call runs, and when the plan is for these choices already.
    void make(Mode mode, const DesiredState &desired, const TenantFacts &tenant);
    void forget() { m_plan = {}; }
    const Reading<QList<PlannedWrite>> &plan() const { return m_plan; }
    bool isFor(const DesiredState &desired) const { return m_plan.value && m_planned == desired; }
    QString hash() const;

Q_SIGNALS:
    void changed();

private:
    EngineDoor &m_engine;
    Worker &m_call;
    Reading<QList<PlannedWrite>> m_plan;
    DesiredState m_planned;
};

} // namespace bg
