// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/flow/SafeWorld.h"

namespace bg {

// A computer that knows nothing of us, and at it somebody who opened the envelope of an account and signs in with it.
class OtherWorkstation {
public:
    OtherWorkstation(SafeWorld &world, const RecordedAccount &account);

    bool isReady() const { return m_engine != nullptr; }
    QString why() const { return m_why; }
    Engine &engine() { return *m_engine; }
    // A new process on that computer.
    void restart();
    // What a repair finds.
    TenantFacts facts();
    RunRecord repair(const DesiredState &desired, const TenantFacts &facts, std::stop_token stop = {});
    // Everything that the runs left on that computer.
    QByteArray leftBehind() const;

private:
    SafeWorld &m_world;
    QTemporaryDir m_folder;
    std::unique_ptr<TokenSource> m_tokens;
    std::unique_ptr<Engine> m_engine;
    QString m_why;
};

} // namespace bg
