// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "ui/models/Coalescer.h"
#include "ui/models/TenantSession.h"
#include "ui/models/RunView.h"
#include "ui/models/Worker.h"

#include <QObject>

#include <memory>
#include <optional>

namespace bg {

// The run or check that is under way, and what it leaves. Lives on the GUI thread; what the lanes tell crosses by
// queued calls, as values.
class RunModel final : public QObject {
    Q_OBJECT

public:
    // `engine` and `clock`, which gives the times that rows show, outlive this.
    RunModel(TenantSession &engine, Clock &clock, QObject *parent = nullptr);
    ~RunModel() override;

    // Both do nothing while one runs or a record is there.
    void run(Mode mode, const DesiredState &desired, const TenantFacts &tenant, int changes);
    void check(const std::optional<DesiredState> &wanted, const StatementAnswers &answers);
    bool canStart() const { return !m_lanes.isBusy() && !m_record; }
    bool isBusy() const { return m_lanes.isBusy(); }
    // Asks it to stop; record() comes either way.
    void stop();
    void take(const KeyProgress &moment) { m_view.take(moment); }
    // A drill made the record by itself.
    void keep(const RunRecord &record);
    // Makes room for the next one; nothing is running.
    void forget();

    const RunView &view() const { return m_view; }
    const std::optional<RunRecord> &record() const { return m_record; }
    const QList<RunRecord> &records() const { return m_records; }
    const QByteArray &evidence() const { return m_evidence; }

Q_SIGNALS:
    void changed();
    void paperBegan();
    void ended();

private:
    class Observer;
    template <typename Call> void start(int changes, Call call);

    TenantSession &m_engine;
    Clock &m_clock;
    std::unique_ptr<Observer> m_observer;
    RunView m_view;
    Coalescer m_progress;
    std::optional<RunRecord> m_record;
    QList<RunRecord> m_records;
    QByteArray m_evidence;
    Worker m_lanes; // last: the run must not outlive what it uses
};

} // namespace bg
