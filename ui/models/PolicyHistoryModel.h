// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TenantSession.h"
#include "ui/models/AsyncResult.h"
#include "ui/models/Worker.h"

#include <QObject>

namespace bg {

// What policies were before somebody changed them. Lives on the GUI thread.
class PolicyHistoryModel final : public QObject {
    Q_OBJECT

public:
    // `door` outlives this.
    explicit PolicyHistoryModel(TenantSession &service, QObject *parent = nullptr) : QObject(parent), m_service(service) { }

    // Somebody is signed in. Does nothing while it reads already.
    void read(const TenantFacts &tenant);
    void forget();
    const AsyncResult<PolicyHistory> &policyHistory() const { return m_policyHistory; }
    // Neither read nor being read.
    bool isUnknown() const { return !m_policyHistory.isRunning && !m_policyHistory.value && !m_policyHistory.error; }

Q_SIGNALS:
    void changed();

private:
    TenantSession &m_service;
    AsyncResult<PolicyHistory> m_policyHistory;
    Worker m_call; // last: it must not outlive what it uses
};

} // namespace bg
