// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/PracticeTenant.h"
#include "app/engine/Engine.h"
#include "tests/support/AnsweringOperator.h"
#include "tests/support/FakeClock.h"
#include "tests/support/PracticeSignIn.h"

#include <QTemporaryDir>

#include <memory>

namespace bg {

// Steps in the order they were over, with their last phase.
class WatchingObserver final : public RunObserver {
public:
    void stepChanged(const StepStatus &status) override;
    void changesMade(int done, int total) override;
    void timeLeft(LaneId lane, std::chrono::seconds left) override;
    void paperBegins() override;

    std::function<void(const StepStatus &)> onStep;
    QStringList phases(StepStatus::Phase phase) const; // "accounts harbour.north"
    QList<std::chrono::seconds> left(LaneId lane) const; // all that was told
    int changes = 0, changesPlanned = 0;
    bool paperBegan = false;

private:
    mutable std::mutex m_mutex;
    std::map<QString, StepStatus::Phase> m_phases;
    std::map<LaneId, QList<std::chrono::seconds>> m_left;
};

// A practice tenant, a signed-in operator, four practice keys that are touched at once and an engine, with everything
// real but the person.
class FlowBench {
public:
    // `other` takes the place of the clock that is turned by hand, and outlives this object.
    explicit FlowBench(const PracticeScenario &scenario = quick(), Clock *other = nullptr);

    // The default tenant without waiting: no lag, no latency, no pause between Conditional Access requests.
    static PracticeScenario quick();
    static DesiredState wish();
    // Four of them, touched at once.
    static std::unique_ptr<KeyRing> practiceKeys();

    bool isReady() const { return m_engine != nullptr; }
    QString why() const { return m_why; }
    Engine &engine() { return *m_engine; }
    const Cloud &cloud() const { return m_cloud; }
    TokenSource &tokens() { return *m_tokens; }
    PracticeSignIn &browser() { return m_door; }
    // A new process, as far as the engine can tell: nothing in memory, the state folder stays.
    void restart();
    KeyRing &keys() { return *m_keys; }
    // Other keys than the ones named at first, from now on.
    void useKeys(std::unique_ptr<KeyRing> keys);
    TenantFacts preflight(const DesiredState &desired = wish());
    RunRecord run(const DesiredState &desired = wish(), std::stop_token stop = {});

    FakeClock clock; // of the engine and of the tenant: pauses cost nothing
    Clock &time; // the one in use
    PracticeTenant tenant;
    AnsweringOperator human;
    WatchingObserver observer;
    QTemporaryDir state;
    const Seal seal{ Secret::copyOf("a key that every bench has alike") }; // 32 bytes

private:
    PracticeSignIn m_door;
    std::unique_ptr<TokenSource> m_tokens;
    std::unique_ptr<KeyRing> m_keys;
    std::unique_ptr<Engine> m_engine;
    Cloud m_cloud;
    QString m_why;
};

// Everything in `from`, as it is at this moment: what a power cut leaves.
void copyFolder(const QString &from, const QString &to);

} // namespace bg
