// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/LaneRunner.h"

#include "app/engine/StepFactory.h"

namespace bg {

namespace {

bool isPaper(StepId step)
{
    return step == StepId::SealedPassword || step == StepId::Sheets || step == StepId::SignInReset;
}

// What an account's step writes does not build on the other account's. Keys are done one by one, and a password is in
// memory for its own sheet only.
bool isDoneTogether(StepId step)
{
    return step == StepId::Accounts || step == StepId::PerUserMfa || step == StepId::Role;
}

QJsonArray receipts(GraphClient &graph)
{
    QJsonArray all;
    for (const GraphReceipt &receipt : graph.takeReceipts())
        all.append(QJsonObject{ { QStringLiteral("endpoint"), receipt.endpoint },
                                { QStringLiteral("requestId"), receipt.requestId },
                                { QStringLiteral("clientRequestId"), receipt.clientRequestId } });
    return all;
}

} // namespace

LaneRunner::LaneRunner(LaneId lane, Reconciler::Apply apply, const StepContext &context, DependencyTracker &dependencies,
                 RunProgress &tally, RunObserver &observer)
    : m_lane(lane), m_apply(apply), m_context(context), m_dependencies(dependencies), m_tally(tally), m_observer(observer)
{ }

Result<void> LaneRunner::walk(const Plan &plan, std::stop_token stop)
{
    for (const PlannedStep &planned : plan.ofLane(m_lane))
        if (auto taken = take(planned, stop); !taken)
            return taken;
    m_isThrough = true;
    return m_failure ? fail(*m_failure) : Result<void>();
}

Result<void> LaneRunner::take(const PlannedStep &planned, std::stop_token stop)
{
    const auto mayBegin = m_dependencies.allDone(planned.after, stop);
    if (!mayBegin)
        return fail(mayBegin.error());
    if (!*mayBegin) {
        passOver(planned);
        m_dependencies.reach(planned.dependency(), DependencyTracker::Ending::Failed);
        return {};
    }
    if (isPaper(planned.step) && !subjectsOf(planned, m_context.desired).isEmpty() && !m_paperBegan) {
        m_paperBegan = true;
        m_observer.paperBegins();
    }
    const auto began = m_context.clock.now();
    auto done = reconcileAll(planned, stop);
    if (!isPaper(planned.step))
        m_worked += m_context.clock.now() - began;
    return done;
}

Result<void> LaneRunner::reconcileAll(const PlannedStep &planned, std::stop_token stop)
{
    const Reconciler::Apply apply = planned.readsOnly ? Reconciler::Apply::Never : m_apply;
    Reconciler reconciler(m_lane, apply, m_context.clock, *m_context.journal, m_context.human, m_observer);
    reconciler.onFinding(
        [&](const Step &step, const Finding &finding) { m_context.runState.noteInspection(finding, step.subject()); });
    int applied = 0;
    reconciler.onWrites([&](int made) {
        ++applied;
        m_observer.changesMade(m_tally.writesMade += made, m_tally.writesPlanned);
    });
    reconciler.askReceipts([&] { return receipts(m_context.graph); });

    const auto steps = makeSteps(planned, m_context);
    QList<Reconciler::Ending> endings;
    if (isDoneTogether(planned.step)) {
        auto all = reconciler.reconcileTogether(steps, stop);
        if (!all)
            return fail(all.error());
        endings = std::move(*all);
    } else {
        const auto began = m_context.clock.now();
        for (const auto &step : steps) {
            const auto ending = reconciler.reconcile(*step, stop);
            if (!ending)
                return fail(ending.error());
            endings.append(*ending);
            if (planned.step == StepId::Keys && applied > 0)
                tellTimeLeft((m_context.clock.now() - began) / applied * (qsizetype(steps.size()) - endings.size()));
        }
    }
    const auto left = endings.count(Reconciler::Ending::Skipped);
    if (left > 0) {
        m_tally.isSkipped = true;
        if (!planned.isOptional && !m_failure)
            m_failure = reconciler.lastError();
    }
    // One key less is a finding; none at all stops what builds on the keys.
    const bool isEnough = left == 0 || planned.isOptional || (planned.step == StepId::Keys && left < endings.size());
    m_dependencies.reach(planned.dependency(), isEnough ? DependencyTracker::Ending::Done : DependencyTracker::Ending::Failed);
    return {};
}

void LaneRunner::tellTimeLeft(std::chrono::steady_clock::duration left)
{
    m_observer.timeLeft(m_lane, std::chrono::duration_cast<std::chrono::seconds>(left));
}

void LaneRunner::passOver(const PlannedStep &planned)
{
    Reconciler reconciler(m_lane, m_apply, m_context.clock, *m_context.journal, m_context.human, m_observer);
    for (const QString &subject : subjectsOf(planned, m_context.desired))
        reconciler.passOver(planned.step, subject);
}

} // namespace bg
