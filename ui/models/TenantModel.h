// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Coalescer.h"
#include "ui/models/TenantSession.h"
#include "ui/models/AsyncResult.h"
#include "ui/models/Worker.h"

#include <QObject>

namespace bg {

// The tenant as it stands, read for the choices of the moment. Lives on the GUI thread.
class TenantModel final : public QObject {
    Q_OBJECT

public:
    // All outlive this: `call` makes the reading, `mode` and `wish` are looked at anew for each.
    TenantModel(TenantSession &engine, Worker &call, const Mode &mode, const DesiredState &wish, QObject *parent = nullptr)
        : QObject(parent), m_engine(engine), m_call(call), m_mode(mode), m_wish(wish)
    {
        connect(&m_seenMore, &Coalescer::due, this, &TenantModel::changed);
    }

    // Somebody is signed in. Does nothing while another call runs.
    void read();
    // What is known, or being read, is for other choices or older than the last change.
    void readAnew();
    // What is being read is of no more use either.
    void forget();

    const AsyncResult<TenantFacts> &tenant() const { return m_tenant; }
    QString initialDomain() const; // empty while it is not known
    const QList<Finding> &findings() const; // also while preflight still reads

Q_SIGNALS:
    void changed();
    void wasRead(); // or failed; changed() follows

private:
    TenantSession &m_engine;
    Worker &m_call;
    const Mode &m_mode;
    const DesiredState &m_wish;
    AsyncResult<TenantFacts> m_tenant;
    QList<Finding> m_seen;
    Coalescer m_seenMore; // findings come by the hundred
    bool m_readsAgain = false; // what is being read now is for a choice that was changed meanwhile
};

} // namespace bg
