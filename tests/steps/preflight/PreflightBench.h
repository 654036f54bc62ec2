// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/practice/PracticeTenant.h"
#include "app/steps/preflight/Preflight.h"
#include "tests/support/FakeClock.h"
#include "tests/support/PracticeSignIn.h"

#include <atomic>
#include <chrono>
#include <memory>

namespace bg {

inline PracticeScenario quick(PracticeScenario scenario = {})
{
    scenario.latency = std::chrono::milliseconds(0);
    scenario.policyInterval = std::chrono::milliseconds(0);
    scenario.setReplicationLag(std::chrono::milliseconds(0));
    return scenario;
}

inline DesiredState wish()
{
    DesiredState desired = DesiredState::proposal();
    desired.accounts = { { QStringLiteral("harbour.north"), QStringLiteral("Harbour North"), {} },
                         { QStringLiteral("meadow.south"), QStringLiteral("Meadow South"), {} } };
    return desired;
}

// Counts how often the person is sent to the browser.
class CountingService final : public SignInUi {
public:
    explicit CountingService(PracticeTenant &tenant) : m_inner(tenant) { }
    Result<void> explain(const SignInRound &round, std::stop_token stop) override
    {
        return m_inner.explain(round, stop);
    }
    void offerLink(const QUrl &url) override { m_inner.offerLink(url); }
    bool open(const QUrl &url) override
    {
        ++opened;
        return m_inner.open(url);
    }
    void showDeviceCode(const DeviceCode &code) override { m_inner.showDeviceCode(code); }
    void roundOver() override { m_inner.roundOver(); }
    std::atomic<int> opened = 0;

private:
    PracticeSignIn m_inner;
};

// A tenant with a signed-in operator.
struct Bench {
    explicit Bench(const PracticeScenario &scenario) : tenant(scenario), door(tenant), pacing(hands)
    {
        SignInRequest request;
        request.cloud = tenant.start().value_or(Cloud());
        auto signedIn = signIn(request, door, clock, {});
        if (!signedIn)
            qFatal("sign-in: %s %s", qPrintable(name(signedIn.error().kind)), qPrintable(signedIn.error().detail));
        tokens = std::move(*signedIn);
    }
    Result<TenantFacts> run(const DesiredState &desired = wish(), const FindingSeen &seen = {},
                            std::stop_token stop = {})
    {
        return Preflight(tenant.cloud(), *tokens, hands, pacing, counter).run(desired, remembered, seen, stop);
    }

    Remembered remembered;
    SystemClock clock;
    FakeClock hands; // pauses and pacing take no time here
    PracticeTenant tenant;
    CountingService door;
    RequestPacing pacing;
    RequestCounter counter;
    std::unique_ptr<TokenSource> tokens;
};

inline QStringList idsOf(const QList<Finding> &findings)
{
    QStringList ids;
    for (const Finding &finding : findings)
        ids.append(finding.id);
    return ids;
}

inline QJsonObject factsOf(const TenantFacts &facts, QLatin1String id)
{
    for (const Finding &finding : facts.findings)
        if (finding.id == id)
            return finding.facts;
    return {};
}

} // namespace bg
