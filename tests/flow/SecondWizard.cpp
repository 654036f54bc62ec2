// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flow/SecondWizard.h"

namespace bg {

SecondWizard::SecondWizard(FlowBench &bench) : m_bench(bench), m_door(bench.tenant), m_keys(FlowBench::practiceKeys())
{
    SignInRequest request;
    request.cloud = bench.cloud();
    auto tokens = signIn(request, m_door, bench.time, {});
    if (!tokens)
        return;
    m_tokens = std::move(*tokens);
    restart();
}

void SecondWizard::restart()
{
    m_engine = std::make_unique<Engine>(EngineParts{ m_bench.cloud(), m_tokens.get(), &m_bench.time, m_keys.get(),
                                                     &human, state.path() + QStringLiteral("/state") });
}

} // namespace bg
