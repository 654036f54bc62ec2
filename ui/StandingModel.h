// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/EngineDoor.h"
#include "ui/Reading.h"
#include "ui/Worker.h"

#include <QObject>

namespace bg {

// Where the accounts of the tenant stand, read on a thread of its own. Lives on the GUI thread.
class StandingModel final : public QObject {
    Q_OBJECT

public:
    // `engine` outlives this.
    explicit StandingModel(EngineDoor &engine, QObject *parent = nullptr) : QObject(parent), m_engine(engine) { }

    // Somebody is signed in. Does nothing while it reads already.
    void read();
    void forget();
    const Reading<Standing> &standing() const { return m_standing; }

Q_SIGNALS:
    void changed();

private:
    EngineDoor &m_engine;
    Reading<Standing> m_standing;
    Worker m_call; // last: it must not outlive what it uses
};

} // namespace bg
