// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TenantSession.h"
#include "ui/models/AsyncResult.h"
#include "ui/models/Worker.h"

#include <QObject>

namespace bg {

// Where the accounts of the tenant stand, read on a thread of its own. Lives on the GUI thread.
class StatusModel final : public QObject {
    Q_OBJECT

public:
    // `engine` outlives this.
    explicit StatusModel(TenantSession &engine, QObject *parent = nullptr) : QObject(parent), m_engine(engine) { }

    // Somebody is signed in. Does nothing while it reads already.
    void read();
    void forget();
    const AsyncResult<TenantStatus> &tenantStatus() const { return m_tenantStatus; }

Q_SIGNALS:
    void changed();

private:
    TenantSession &m_engine;
    AsyncResult<TenantStatus> m_tenantStatus;
    Worker m_call; // last: it must not outlive what it uses
};

} // namespace bg
