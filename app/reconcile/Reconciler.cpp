// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reconcile/Reconciler.h"

#include "app/base/Log.h"
#include "app/journal/StepEvents.h"
#include "app/reconcile/Settle.h"

#include <QJsonArray>

namespace bg {

namespace {

bool needsWork(State state)
{
    return state == State::Missing || state == State::Drifted;
}

} // namespace

Reconciler::Reconciler(LaneId lane, Apply apply, Clock &clock, Journal &journal, Operator &human, RunObserver &observer)
    : m_lane(lane), m_apply(apply), m_clock(clock), m_journal(journal), m_human(human), m_observer(observer)
{ }

void Reconciler::tell(const Step &step, StepStatus::Phase phase, const std::optional<Error> &error)
{
    m_observer.stepChanged({ m_lane, step.id(), step.subject(), phase, 0, 0, error });
}

void Reconciler::passOver(StepId step, const QString &subject)
{
    m_observer.stepChanged({ m_lane, step, subject, StepStatus::Phase::Skipped, 0, 0, {} });
}

Result<Reconciler::Ending> Reconciler::reconcile(Step &step, std::stop_token stop)
{
    return conclude(step, attempt(step, stop), stop);
}

Result<QList<Reconciler::Ending>> Reconciler::reconcileTogether(const std::vector<std::unique_ptr<Step>> &steps,
                                                                std::stop_token stop)
{
    QList<Ending> endings(qsizetype(steps.size()), Ending::Done);
    std::vector<std::size_t> settling;
    for (std::size_t at = 0; at < steps.size(); ++at) {
        const auto begun = begin(*steps[at], stop);
        if (begun && *begun == StepStatus::Phase::Settling) {
            settling.push_back(at);
            continue;
        }
        const auto ending = conclude(*steps[at], begun, stop);
        if (!ending)
            return fail(ending.error());
        endings[qsizetype(at)] = *ending;
    }
    for (const std::size_t at : settling) {
        const auto ending = conclude(*steps[at], finish(*steps[at], stop), stop);
        if (!ending)
            return fail(ending.error());
        endings[qsizetype(at)] = *ending;
    }
    return endings;
}

// Until it is done, or the person wants it no more.
Result<Reconciler::Ending> Reconciler::conclude(Step &step, Result<StepStatus::Phase> phase, std::stop_token stop)
{
    for (;; phase = attempt(step, stop)) {
        if (phase) {
            tell(step, *phase);
            return Ending::Done;
        }
        const Error error = phase.error();
        if (error.isCancelled() || stop.stop_requested())
            return fail(Error::Kind::Cancelled);

        qCWarning(logPlan, "%ls did not work: %ls", qUtf16Printable(name(step.id())),
                  qUtf16Printable(name(error.kind)));
        tell(step, StepStatus::Phase::Failed, error);
        if (auto written
            = m_journal.write(Failed{ name(step.id()), step.subject(), name(error.kind), error.detail,
                                      error.serviceCode, error.serviceMessage, error.requestId, receipts() });
            !written)
            return fail(written.error());

        if (error.kind == Error::Kind::AnotherWizard) // two at work in one tenant: nothing more is touched
            return fail(error);
        const auto next = error.kind == Error::Kind::KeyLeftOut
            ? Result<AfterTrouble>(AfterTrouble::Skip) // said already
            : m_human.afterTrouble(error, step.subject().isEmpty() ? name(step.id()) : step.subject(), stop);
        if (!next)
            return fail(next.error());
        if (*next == AfterTrouble::Skip) {
            m_lastError = error;
            if (auto written = m_journal.write(Skipped{ name(step.id()), step.subject() }); !written)
                return fail(written.error());
            return Ending::Skipped;
        }
    }
}

std::optional<QJsonArray> Reconciler::receipts() const
{
    const QJsonArray all = m_receipts ? m_receipts() : QJsonArray();
    return all.isEmpty() ? std::nullopt : std::optional(all);
}

Result<StepStatus::Phase> Reconciler::attempt(Step &step, std::stop_token stop)
{
    const auto begun = begin(step, stop);
    return begun && *begun == StepStatus::Phase::Settling ? finish(step, stop) : begun;
}

// Up to its writes; Settling when what they did has to be read back.
Result<StepStatus::Phase> Reconciler::begin(Step &step, std::stop_token stop)
{
    tell(step, StepStatus::Phase::Working);
    const auto before = inspect(step, Look::Before, stop);
    if (!before)
        return fail(before.error());
    if (!needsWork(before->state))
        return before->state == State::NotApplicable ? StepStatus::Phase::Skipped : StepStatus::Phase::AlreadyDone;
    if (m_apply == Apply::Never)
        return StepStatus::Phase::Done;

    const int writes = int(step.plannedWrites().size());
    const auto began = m_clock.now();
    const auto progress = [&](int done, int total) {
        m_observer.stepChanged({ m_lane, step.id(), step.subject(), StepStatus::Phase::Working, done, total, {} });
        if (done > 0)
            m_observer.timeLeft(
                m_lane,
                std::chrono::duration_cast<std::chrono::seconds>((m_clock.now() - began) / done * (total - done)));
    };
    if (auto applied = step.apply(stop, progress); !applied)
        return fail(applied.error());
    if (m_writes)
        m_writes(writes);
    if (auto written = m_journal.write(Applied{ name(step.id()), step.subject(), receipts() }); !written)
        return fail(written.error());
    return step.isInspectable() ? StepStatus::Phase::Settling : StepStatus::Phase::Done;
}

Result<StepStatus::Phase> Reconciler::finish(Step &step, std::stop_token stop)
{
    if (auto settled = settle(step, stop); !settled)
        return fail(settled.error());
    return StepStatus::Phase::Done;
}

Result<Finding> Reconciler::inspect(Step &step, Look when, std::stop_token stop)
{
    const auto finding = step.inspect(stop);
    if (!finding)
        return finding;
    const StepLook look{ name(step.id()), step.subject(), finding->toJson() };
    const auto written = when == Look::Before ? m_journal.write(Inspected{ look }) : m_journal.write(Verified{ look });
    if (!written)
        return fail(written.error());
    if (m_findings)
        m_findings(step, *finding);
    return finding;
}

Result<void> Reconciler::settle(Step &step, std::stop_token stop)
{
    const Settle patience(m_clock, [&](std::chrono::seconds) { tell(step, StepStatus::Phase::Settling); });
    Finding last;
    auto settled = patience.until(
        [&](std::stop_token token) -> Result<bool> {
            const auto after = inspect(step, Look::After, token);
            if (!after)
                return fail(after.error());
            last = *after;
            return !needsWork(after->state);
        },
        stop);
    if (!settled && settled.error().kind == Error::Kind::NotSettled)
        settled.error().detail = last.id + QStringLiteral(": ") + last.evidence;
    return settled;
}

} // namespace bg
