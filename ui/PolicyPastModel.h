// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/EngineDoor.h"
#include "ui/Reading.h"
#include "ui/Worker.h"

#include <QObject>

namespace bg {

// What policies were before somebody changed them. Lives on the GUI thread.
class PolicyPastModel final : public QObject {
    Q_OBJECT

public:
    // `door` outlives this.
    explicit PolicyPastModel(EngineDoor &door, QObject *parent = nullptr) : QObject(parent), m_door(door) { }

    // Somebody is signed in. Does nothing while it reads already.
    void read(const TenantFacts &tenant);
    void forget();
    const Reading<PolicyPast> &past() const { return m_past; }
    // Neither read nor being read.
    bool isUnknown() const { return !m_past.isRunning && !m_past.value && !m_past.error; }

Q_SIGNALS:
    void changed();

private:
    EngineDoor &m_door;
    Reading<PolicyPast> m_past;
    Worker m_call; // last: it must not outlive what it uses
};

} // namespace bg
