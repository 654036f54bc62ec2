// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/TenantSession.h"
#include "ui/models/AsyncResult.h"
#include "ui/models/Worker.h"

#include <QObject>

namespace bg {

// The Conditional Access changes of one run, and what became of putting them back, one by one or all.
class PolicyUndo final : public QObject {
    Q_OBJECT

public:
    explicit PolicyUndo(TenantSession &engine, QObject *parent = nullptr) : QObject(parent), m_engine(engine) { }

    // Reads what the run of that journal changed, off the GUI thread; the same journal is read once.
    void read(const QString &journalFile);
    // The journal of the run that ended last.
    void readLastRun() { read(m_engine.journalFile()); }
    void forget();
    const AsyncResult<QList<PolicyChange>> &changes() const { return m_changes; }

    // Those in `only`; empty: all that were not put back yet.
    void putBack(const QList<PolicyId> &only = {});
    void stop() { m_worker.stop(); }
    bool isRunning() const { return m_isRunning; }
    const std::optional<Error> &error() const { return m_error; }
    // Nothing while it was not tried.
    std::optional<UndoneChange> outcome(const PolicyId &policy) const;
    int putBackCount() const;

Q_SIGNALS:
    void changed();

private:
    TenantSession &m_engine;
    QString m_journalFile;
    AsyncResult<QList<PolicyChange>> m_changes;
    QList<UndoneChange> m_undone;
    bool m_isRunning = false;
    std::optional<Error> m_error;
    Worker m_worker; // last: ends first
};

} // namespace bg
