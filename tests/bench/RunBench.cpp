// SPDX-License-Identifier: GPL-3.0-or-later
// Whole runs of the engine on real time, against a practice tenant that answers after 60 ms and takes one Conditional
// Access request per second. Arguments: how many policies the tenants have (0 20 240 when there are none). Prints one
// line of JSON per tenant. With "cancel" instead: how long each step takes to feel a Cancel, in milliseconds.
#include "app/reconcile/Plan.h"
#include "tests/flow/FlowBench.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <optional>
#include <thread>

#include <sys/resource.h>

using namespace bg;
using namespace std::chrono_literals;

namespace {

using Instant = std::chrono::steady_clock::time_point;

double seconds(Instant::duration duration)
{
    return std::round(std::chrono::duration<double>(duration).count() * 100) / 100;
}

double peakMebibytes()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return double(used.ru_maxrss) / 1024;
}

// The first question about a key, and what it took to come there.
struct FirstKey {
    std::once_flag once;
    Instant at{};
    int roundTrips = 0;
};

int graphExchanges(const FlowBench &bench, qsizetype from)
{
    const QList<Exchange> exchanges = bench.tenant.exchanges().mid(from);
    return int(std::count_if(exchanges.begin(), exchanges.end(),
                             [](const Exchange &exchange) { return !exchange.version.isEmpty(); }));
}

// Of a list of all policies: the service gives up to 999 at once.
constexpr int listPages = 1;

QJsonObject counted(const RunCounters &counters)
{
    QJsonObject perEndpoint;
    for (auto it = counters.perEndpoint.begin(); it != counters.perEndpoint.end(); ++it)
        perEndpoint[it.key()] = it.value();
    return perEndpoint;
}

std::optional<QJsonObject> measured(int policies)
{
    PracticeScenario scenario;
    scenario.latency = 60ms;
    scenario.policies = policies;
    SystemClock clock;
    FlowBench bench(scenario, &clock);
    if (!bench.isReady()) {
        std::fprintf(stderr, "%s\n", qPrintable(bench.why()));
        return std::nullopt;
    }
    const DesiredState desired = FlowBench::wish();
    const Instant begun = clock.now();
    const TenantFacts facts = bench.preflight(desired);
    const Instant looked = clock.now();
    if (!bench.engine().plan(Mode::Provision, desired, facts, {}))
        return std::nullopt;
    const Instant planned = clock.now();

    const auto before = bench.tenant.exchanges().size();
    FirstKey first;
    bench.human.onShow = [&](const KeyProgress &) {
        std::call_once(first.once, [&] {
            first.at = clock.now();
            first.roundTrips = graphExchanges(bench, before);
        });
    };
    const RunRecord record = bench.engine().run(Mode::Provision, desired, facts, bench.observer, {});
    const Instant ended = clock.now();

    int changed = 0;
    for (const RecordedPolicy &policy : record.policies)
        changed += policy.outcome == QLatin1String("excluded") ? 1 : 0;
    // One list before the changes and one to verify them.
    const double floor = std::max(double(changed + 2 * listPages), record.counters.secondsKeyLane);
    const double wall = seconds(ended - planned);
    return QJsonObject{
        { QStringLiteral("policies"), policies },
        { QStringLiteral("changed"), changed },
        { QStringLiteral("listPages"), listPages },
        { QStringLiteral("outcome"), record.outcome },
        { QStringLiteral("preflightSeconds"), seconds(looked - begun) },
        { QStringLiteral("planSeconds"), seconds(planned - looked) },
        { QStringLiteral("runSeconds"), wall },
        { QStringLiteral("directoryLaneSeconds"), record.counters.secondsDirectoryLane },
        { QStringLiteral("keyLaneSeconds"), record.counters.secondsKeyLane },
        { QStringLiteral("floorSeconds"), floor },
        { QStringLiteral("ratio"), std::round(wall / floor * 1000) / 1000 },
        { QStringLiteral("roundTripsBeforeFirstKey"), first.roundTrips },
        { QStringLiteral("secondsBeforeFirstKey"), seconds(first.at - planned) },
        { QStringLiteral("requests"), record.counters.graphRequests },
        { QStringLiteral("requestsAllowed"), changed + 60 },
        { QStringLiteral("retries"), record.counters.retries },
        { QStringLiteral("throttled"), record.counters.throttled },
        { QStringLiteral("perEndpoint"), counted(record.counters) },
        { QStringLiteral("peakMebibytes"), std::round(peakMebibytes()) },
    };
}

// Asked for in the middle of the step's first request, or wherever it is by then.
QJsonObject felt()
{
    QJsonObject milliseconds;
    for (const PlannedStep &turn : Plan::forMode(Mode::Provision, {}).plannedSteps) {
        if (turn.account != StepDependency::allAccounts)
            continue;
        PracticeScenario scenario;
        scenario.latency = 60ms;
        scenario.policies = 4;
        SystemClock clock;
        FlowBench bench(scenario, &clock);
        const DesiredState desired = FlowBench::wish();
        const TenantFacts facts = bench.preflight(desired);
        if (!bench.engine().plan(Mode::Provision, desired, facts, {}))
            continue;
        std::stop_source stop;
        std::once_flag once;
        Instant asked{};
        std::jthread hand;
        bench.observer.onStep = [&](const StepStatus &status) {
            if (status.step == turn.step && status.phase == StepStatus::Phase::Working)
                std::call_once(once, [&] {
                    hand = std::jthread([&] {
                        clock.sleep(30ms, {});
                        asked = clock.now();
                        stop.request_stop();
                    });
                });
        };
        const RunRecord record = bench.engine().run(Mode::Provision, desired, facts, bench.observer, stop.get_token());
        const Instant ended = clock.now();
        if (hand.joinable())
            hand.join();
        if (record.outcome == QLatin1String("cancelled"))
            milliseconds[name(turn.step)]
                = std::round(std::chrono::duration<double, std::milli>(ended - asked).count());
        else
            milliseconds[name(turn.step)] = record.outcome; // over before it could be cancelled
    }
    return milliseconds;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList tenants = QCoreApplication::arguments().mid(1);
    if (tenants.isEmpty())
        tenants = { QStringLiteral("0"), QStringLiteral("20"), QStringLiteral("240") };
    if (tenants == QStringList{ QStringLiteral("cancel") }) {
        std::puts(QJsonDocument(felt()).toJson(QJsonDocument::Compact).constData());
        return 0;
    }
    bool isDone = true;
    for (const QString &policies : tenants) {
        const auto figures = measured(policies.toInt());
        isDone = isDone && figures && (*figures)[QStringLiteral("outcome")] == QLatin1String("done");
        std::puts(QJsonDocument(figures.value_or(QJsonObject())).toJson(QJsonDocument::Compact).constData());
        std::fflush(stdout);
    }
    return isDone ? 0 : 1;
}
