// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/flow/FlowBench.h"

namespace bg {

// Another computer with the same program, signed in to the tenant of a bench: its own keys, its own disk, its own
// person. The bench outlives it.
class SecondWizard {
public:
    explicit SecondWizard(FlowBench &bench);

    bool isReady() const { return m_engine != nullptr; }
    Engine &engine() { return *m_engine; }
    // A new process on that computer.
    void restart();

    AnsweringOperator human;
    WatchingObserver observer;
    QTemporaryDir state;

private:
    FlowBench &m_bench;
    PracticeSignIn m_door;
    std::unique_ptr<TokenSource> m_tokens;
    std::unique_ptr<KeyRing> m_keys;
    std::unique_ptr<Engine> m_engine;
};

} // namespace bg
