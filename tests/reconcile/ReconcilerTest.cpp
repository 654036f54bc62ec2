// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reconcile/Reconciler.h"
#include "app/journal/JournalText.h"
#include "app/reconcile/DependencyTracker.h"
#include "app/reconcile/Plan.h"
#include "app/reconcile/Settle.h"
#include "tests/support/AnsweringOperator.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <deque>
#include <thread>

using namespace bg;

namespace {

Finding found(State state)
{
    Finding finding;
    finding.id = QStringLiteral("test.") + name(state);
    finding.step = StepId::Role;
    finding.state = state;
    return finding;
}

// Plays back what its inspections see, the last one for ever.
class ScriptedStep final : public Step {
public:
    std::deque<Result<Finding>> sees;
    std::deque<Result<void>> does;
    std::function<Result<Finding>()> looks; // in place of `sees`
    bool canBeInspected = true;
    int inspections = 0, applications = 0;

    StepId id() const override { return StepId::Role; }
    QString subject() const override { return QStringLiteral("harbour.north"); }
    Result<Finding> inspect(std::stop_token) override
    {
        ++inspections;
        if (looks)
            return looks();
        const Result<Finding> now = sees.front();
        if (sees.size() > 1)
            sees.pop_front();
        return now;
    }
    QList<PlannedWrite> plannedWrites() const override { return { PlannedWrite(), PlannedWrite() }; }
    Result<void> apply(std::stop_token, const StepProgress &) override
    {
        ++applications;
        if (does.empty())
            return {};
        const Result<void> now = does.front();
        does.pop_front();
        return now;
    }
    bool isInspectable() const override { return canBeInspected; }
};

class Phases final : public RunObserver {
public:
    QList<StepStatus::Phase> seen;
    void stepChanged(const StepStatus &status) override { seen.append(status.phase); }
    void changesMade(int, int) override { }
    void timeLeft(LaneId, std::chrono::seconds) override { }
    void paperBegins() override { }
};

} // namespace

class ReconcilerTest : public QObject {
    Q_OBJECT

private:
    FakeClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<Journal> m_journal;
    AnsweringOperator m_human;
    Phases m_phases;
    int m_files = 0;

    Reconciler reconciler(Reconciler::Apply apply = Reconciler::Apply::WhatIsNotInPlace)
    {
        return { LaneId::Directory, apply, m_clock, *m_journal, m_human, m_phases };
    }
    QStringList events() const
    {
        QFile file(m_journal->file());
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QStringList all;
        for (const QJsonObject &line : JournalText::of(file.readAll()).lines)
            all.append(line[QStringLiteral("event")].toString());
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_journal = std::move(*Journal::open(m_folder.filePath(QString::number(++m_files)), m_clock));
        m_phases.seen.clear();
        m_human.onTrouble = {};
    }
    void whatIsInPlaceIsLeftAlone()
    {
        ScriptedStep step;
        step.sees = { found(State::InPlace) };
        QVERIFY(reconciler().reconcile(step, {}).has_value());
        QCOMPARE(step.applications, 0);
        QCOMPARE(m_phases.seen.last(), StepStatus::Phase::AlreadyDone);
    }
    void whatIsMissingIsAppliedAndReadAgainUntilItShows()
    {
        ScriptedStep step;
        step.sees
            = { found(State::Missing), found(State::Missing), fail(Error::Kind::NotFound), found(State::InPlace) };
        const auto before = m_clock.now();
        QCOMPARE(*reconciler().reconcile(step, {}), Reconciler::Ending::Done);
        QCOMPARE(step.applications, 1);
        QCOMPARE(step.inspections, 4);
        QCOMPARE(m_clock.now() - before, std::chrono::seconds(2)); // twice a pause of one
        QVERIFY(m_phases.seen.contains(StepStatus::Phase::Settling));
        QCOMPARE(m_phases.seen.last(), StepStatus::Phase::Done);
        QCOMPARE(events(),
                 QStringList({ QStringLiteral("inspected"), QStringLiteral("applied"), QStringLiteral("verified"),
                               QStringLiteral("verified") }));
    }
    void whatReplicatesSideBySideIsWaitedForOnce()
    {
        std::vector<std::unique_ptr<Step>> steps;
        QList<ScriptedStep *> both;
        for (int i = 0; i < 2; ++i) {
            auto step = std::make_unique<ScriptedStep>();
            both.append(step.get());
            steps.push_back(std::move(step));
        }
        // late by two seconds, by the clock
        const auto begun = m_clock.now();
        for (ScriptedStep *step : both)
            step->looks = [this, step, begun]() -> Result<Finding> {
                const bool isThere = step->applications > 0 && m_clock.now() - begun >= std::chrono::seconds(2);
                return found(isThere ? State::InPlace : State::Missing);
            };
        const auto endings = reconciler().reconcileTogether(steps, {});
        QVERIFY(endings.has_value());
        QCOMPARE(*endings, QList<Reconciler::Ending>(2, Reconciler::Ending::Done));
        QCOMPARE(both[0]->inspections, 4); // before, and three times until it showed
        QCOMPARE(both[1]->inspections, 2); // before, and then it was there
        QCOMPARE(m_clock.now() - begun, std::chrono::seconds(2));
    }
    void oneOfTwoThatFailsIsAskedAboutAndTheOtherIsDone()
    {
        std::vector<std::unique_ptr<Step>> steps;
        for (int i = 0; i < 2; ++i) {
            auto step = std::make_unique<ScriptedStep>();
            step->sees = { found(State::Missing), found(State::InPlace) };
            if (i == 0)
                step->does = { fail(Error::Kind::Forbidden) };
            steps.push_back(std::move(step));
        }
        m_human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::Skip; };
        const auto endings = reconciler().reconcileTogether(steps, {});
        QCOMPARE(*endings, (QList{ Reconciler::Ending::Skipped, Reconciler::Ending::Done }));
    }
    void theRequestIdsOfAStepAreInItsLine()
    {
        ScriptedStep step;
        step.does = { fail(Error::Kind::Offline) };
        m_human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::TryAgain; };
        Reconciler one = reconciler();
        int asked = 0;
        one.askReceipts([&] { return QJsonArray{ ++asked }; });
        step.sees = { found(State::Missing), found(State::Missing), found(State::InPlace) };
        QVERIFY(one.reconcile(step, {}).has_value());
        QFile file(m_journal->file());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QStringList lines;
        for (const QJsonObject &line : JournalText::of(file.readAll()).lines)
            if (line.contains(QStringLiteral("requests")))
                lines.append(line[QStringLiteral("event")].toString()
                             + QString::number(line[QStringLiteral("requests")].toArray()[0].toInt()));
        QCOMPARE(lines, QStringList({ QStringLiteral("failed1"), QStringLiteral("applied2") }));
    }
    void aCheckNeverApplies()
    {
        ScriptedStep step;
        step.sees = { found(State::Drifted) };
        QVERIFY(reconciler(Reconciler::Apply::Never).reconcile(step, {}).has_value());
        QCOMPARE(step.applications, 0);
    }
    void aStepThatCannotBeReadBackIsNotReadAgain()
    {
        ScriptedStep step;
        step.canBeInspected = false;
        step.sees = { found(State::Missing) };
        QVERIFY(reconciler().reconcile(step, {}).has_value());
        QCOMPARE(step.inspections, 1);
        QCOMPARE(step.applications, 1);
    }
    void whatNeverShowsIsNotSettledAndThePersonIsAsked()
    {
        ScriptedStep step;
        step.sees = { found(State::Missing) };
        Error::Kind asked = Error::Kind::Internal;
        m_human.onTrouble = [&](const Error &error, const QString &) {
            asked = error.kind;
            return AfterTrouble::Skip;
        };
        QCOMPARE(*reconciler().reconcile(step, {}), Reconciler::Ending::Skipped);
        QCOMPARE(asked, Error::Kind::NotSettled);
    }
    void tryAgainBeginsWithAnInspection()
    {
        ScriptedStep step;
        step.sees = { found(State::Missing), found(State::Missing), found(State::InPlace) };
        step.does = { fail(Error::Kind::Offline) };
        m_human.onTrouble = [](const Error &, const QString &) { return AfterTrouble::TryAgain; };
        QCOMPARE(*reconciler().reconcile(step, {}), Reconciler::Ending::Done);
        QCOMPARE(step.applications, 2);
        QVERIFY(events().contains(QStringLiteral("failed")));
    }
    void cancelIsNotTrouble()
    {
        ScriptedStep step;
        step.sees = { fail(Error::Kind::Cancelled) };
        m_human.onTrouble = [](const Error &, const QString &) -> AfterTrouble { qFatal("nobody may be asked"); };
        const auto ending = reconciler().reconcile(step, {});
        QVERIFY(!ending.has_value());
        QVERIFY(ending.error().isCancelled());
    }
    void settlingWaitsAtMostThreeMinutes()
    {
        const auto before = m_clock.now();
        const auto settled = Settle(m_clock).until([](std::stop_token) { return Result<bool>(false); }, {});
        QCOMPARE(settled.error().kind, Error::Kind::NotSettled);
        const auto waited = m_clock.now() - before;
        QVERIFY(waited >= std::chrono::minutes(3));
        QVERIFY(waited < std::chrono::seconds(195));
    }
    void settlingEndsAtOnceWhenStopped()
    {
        std::stop_source stop;
        const auto settled = Settle(m_clock).until(
            [&](std::stop_token) {
                stop.request_stop();
                return Result<bool>(false);
            },
            stop.get_token());
        QVERIFY(settled.error().isCancelled());
    }
    void aMilestoneWakesTheOtherLane()
    {
        DependencyTracker dependencies;
        std::jthread other([&] { dependencies.reach(StepId::Accounts, DependencyTracker::Ending::Done); });
        QCOMPARE(*dependencies.allDone({ StepId::Accounts }, {}), true);
        dependencies.reach(StepId::Keys, DependencyTracker::Ending::Failed);
        QCOMPARE(*dependencies.allDone({ StepId::Accounts, StepId::Keys }, {}), false);
    }
    void aStopWakesALaneThatWaits()
    {
        DependencyTracker dependencies;
        std::stop_source stop;
        std::jthread other([&] { stop.request_stop(); });
        QVERIFY(dependencies.allDone({ StepId::Accounts }, stop.get_token()).error().isCancelled());
    }
    void nothingIsBuiltOnWhatComesLater()
    {
        TenantFacts forEverybody;
        forEverybody.arePasskeysForEverybody = true;
        for (const Mode mode : { Mode::Provision, Mode::Check, Mode::Rotate }) {
            for (const TenantFacts &tenant : { TenantFacts(), forEverybody }) {
                QList<StepDependency> over;
                for (const PlannedStep &planned : Plan::forMode(mode, tenant, { { 0, 1 }, true, true, true }).plannedSteps) {
                    for (const StepDependency &before : planned.after)
                        QVERIFY2(over.contains(before), qPrintable(name(planned.step)));
                    over.append(planned.dependency());
                }
            }
        }
    }
    void theSecondAccountIsLeftAloneUntilTheFirstIsWhole()
    {
        const QList<PlannedStep> plannedSteps = Plan::forMode(Mode::Rotate, {}, { { 1, 0 }, true, true, false }).plannedSteps;
        QList<StepDependency> ofTheFirst;
        for (const PlannedStep &planned : plannedSteps)
            if (planned.account == 1)
                ofTheFirst.append(planned.dependency());
        QVERIFY(ofTheFirst.contains(StepDependency(StepId::SealedPassword, 1)));
        int later = 0;
        for (const PlannedStep &planned : plannedSteps) {
            QVERIFY(planned.readsOnly || planned.account != StepDependency::allAccounts || planned.step == StepId::Sheets);
            if (planned.account != 0 || planned.step == StepId::RestoreRestrictedUnit)
                continue;
            ++later;
            for (const StepDependency &one : std::as_const(ofTheFirst))
                QVERIFY2(planned.after.contains(one), qPrintable(name(planned.step)));
        }
        QCOMPARE(later, 3); // out of the unit, PINs, password
    }
};

BG_TEST(QCoreApplication, ReconcilerTest)
#include "ReconcilerTest.moc"
