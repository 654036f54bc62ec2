// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/RunModel.h"

namespace bg {

namespace {
struct Ended {
    RunRecord record;
    QList<RunRecord> records;
    QByteArray evidence;
};
} // namespace

// Lanes call; the model hears on its own thread.
class RunModel::Observer final : public RunObserver {
public:
    explicit Observer(RunModel &model) : m_model(model) { }

    void stepChanged(const StepStatus &status) override
    {
        post([status](RunModel &model) { model.m_view.take(status, model.m_clock.utcNow()); });
    }
    void changesMade(int done, int total) override
    {
        post([done, total](RunModel &model) {
            model.m_view.changesDone = done;
            model.m_view.changesTotal = total;
        });
    }
    void timeLeft(LaneId lane, std::chrono::seconds left) override
    {
        post([lane, left](RunModel &model) { model.m_view.left[lane] = left; });
    }
    void paperBegins() override
    {
        post([](RunModel &model) {
            model.m_view.paperBegan = true;
            Q_EMIT model.paperBegan();
        });
    }

private:
    template <typename Change> void post(Change change)
    {
        RunModel *model = &m_model;
        QMetaObject::invokeMethod(
            model,
            [model, change] {
                change(*model);
                model->m_progress.request();
            },
            Qt::QueuedConnection);
    }
    RunModel &m_model;
};

RunModel::RunModel(TenantSession &engine, Clock &clock, QObject *parent)
    : QObject(parent), m_engine(engine), m_clock(clock), m_observer(std::make_unique<Observer>(*this))
{
    connect(&m_progress, &Coalescer::due, this, &RunModel::changed);
}

RunModel::~RunModel() = default;

template <typename Call> void RunModel::start(int changes, Call call)
{
    m_view = {};
    m_view.isRunning = true;
    m_view.changesTotal = changes;
    m_lanes.start(
        [this, call](std::stop_token stop) {
            const RunRecord record = call(stop);
            return Ended{ record, m_engine.records(), m_engine.evidence() };
        },
        [this](const Ended &run) {
            m_view.isRunning = false;
            m_progress.forget();
            m_record = run.record;
            m_records = run.records;
            m_evidence = run.evidence;
            Q_EMIT ended();
        });
    Q_EMIT changed();
}

void RunModel::run(Mode mode, const DesiredState &desired, const TenantFacts &tenant, int changes)
{
    if (!canStart())
        return;
    start(changes, [this, mode, desired, tenant](std::stop_token stop) {
        return m_engine.run(mode, desired, tenant, *m_observer, stop);
    });
}

void RunModel::check(const std::optional<DesiredState> &wanted, const StatementAnswers &answers)
{
    if (!canStart())
        return;
    start(0,
          [this, wanted, answers](std::stop_token stop) { return m_engine.check(wanted, answers, *m_observer, stop); });
}

void RunModel::stop()
{
    if (!m_view.isRunning)
        return;
    m_view.isStopping = true;
    m_lanes.stop();
    Q_EMIT changed();
}

void RunModel::keep(const RunRecord &record)
{
    m_record = record;
    m_records = m_engine.records();
    m_evidence = m_engine.evidence();
}

void RunModel::forget()
{
    m_record.reset();
    m_view = {};
}

} // namespace bg
