// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flow/FlowBench.h"

#include "fido/FidoKeyRing.h"
#include "fido/practice/PracticeSource.h"
#include "tests/flow/FlowWish.h"

#include <QDirIterator>

namespace bg {

void WatchingObserver::stepChanged(const StepStatus &status)
{
    {
        const std::lock_guard lock(m_mutex);
        m_phases[(name(status.step) + QLatin1Char(' ') + status.subject).trimmed()] = status.phase;
    }
    if (onStep)
        onStep(status);
}

void WatchingObserver::changesMade(int done, int total)
{
    const std::lock_guard lock(m_mutex);
    changes = done;
    changesPlanned = total;
}

void WatchingObserver::timeLeft(LaneId lane, std::chrono::seconds left)
{
    const std::lock_guard lock(m_mutex);
    m_left[lane].append(left);
}

QList<std::chrono::seconds> WatchingObserver::left(LaneId lane) const
{
    const std::lock_guard lock(m_mutex);
    const auto told = m_left.find(lane);
    return told == m_left.end() ? QList<std::chrono::seconds>() : told->second;
}

void WatchingObserver::paperBegins()
{
    const std::lock_guard lock(m_mutex);
    paperBegan = true;
}

QStringList WatchingObserver::phases(StepStatus::Phase phase) const
{
    const std::lock_guard lock(m_mutex);
    QStringList names;
    for (const auto &[step, last] : m_phases)
        if (last == phase)
            names.append(step);
    return names;
}

std::unique_ptr<KeyRing> FlowBench::practiceKeys()
{
    FidoKeyRing::Places places;
    for (quint32 i = 0; i < 4; ++i) {
        PracticeDials dials;
        dials.serial += i;
        dials.touchAfter = std::chrono::milliseconds(0);
        places.push_back(std::make_unique<PracticeSource>(dials, PracticeTouch()));
    }
    return std::make_unique<FidoKeyRing>(std::move(places));
}

PracticeScenario FlowBench::quick()
{
    PracticeScenario scenario;
    scenario.latency = std::chrono::milliseconds(0);
    scenario.setReplicationLag(std::chrono::milliseconds(0));
    scenario.policyInterval = std::chrono::milliseconds(0);
    return scenario;
}

DesiredState FlowBench::wish()
{
    return flowWish();
}

FlowBench::FlowBench(const PracticeScenario &scenario, Clock *other)
    : time(other ? *other : clock), tenant(scenario, &time), m_door(tenant), m_keys(practiceKeys())
{
    auto cloud = tenant.start();
    if (!cloud) {
        m_why = cloud.error().detail;
        return;
    }
    m_cloud = *cloud;
    SignInRequest request;
    request.cloud = m_cloud;
    auto tokens = signIn(request, m_door, time, {});
    if (!tokens) {
        m_why = name(tokens.error().kind) + QLatin1Char(' ') + tokens.error().detail + tokens.error().serviceMessage;
        return;
    }
    m_tokens = std::move(*tokens);
    restart();
}

void FlowBench::restart()
{
    m_engine = std::make_unique<Engine>(
        EngineParts{ m_cloud, m_tokens.get(), &time, m_keys.get(), &human, state.path() + QStringLiteral("/state"), seal });
}

void FlowBench::useKeys(std::unique_ptr<KeyRing> keys)
{
    m_engine.reset();
    m_keys = std::move(keys);
    restart();
}

TenantFacts FlowBench::preflight(const DesiredState &desired)
{
    auto facts = m_engine->preflight(desired, [](const Finding &) {}, {});
    if (!facts)
        m_why = name(facts.error().kind) + QLatin1Char(' ') + facts.error().detail + facts.error().serviceMessage;
    return facts.value_or(TenantFacts());
}

RunRecord FlowBench::run(const DesiredState &desired, std::stop_token stop)
{
    const TenantFacts facts = preflight(desired);
    return m_engine->run(Mode::Provision, desired, facts, observer, stop);
}

void copyFolder(const QString &from, const QString &to)
{
    QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString copy = to + file.mid(from.size());
        QDir().mkpath(QFileInfo(copy).path());
        QFile::copy(file, copy);
    }
}

} // namespace bg
