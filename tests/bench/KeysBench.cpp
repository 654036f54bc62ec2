// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/FidoKeyRing.h"
#include "fido/KeyWatch.h"
#include "fido/practice/PracticeSource.h"
#include "tests/flow/FlowBench.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <optional>

#include <sys/resource.h>

using namespace bg;
using namespace std::chrono_literals;

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

// How long every answer takes on its way.
struct Links {
    std::chrono::milliseconds network{ 0 }; // of each request to Graph
    std::chrono::milliseconds key{ 0 }; // of each message of the key
};

// One key from "it is in" to "it is proven".
struct Way {
    double milliseconds = 0;
    double onTheWay = 0; // of them, the key's answers
    int graphRequests = 0;
};

// A person who needs no time to touch: the ways of the four keys.
QList<Way> insertedToProven(const Links &links)
{
    PracticeScenario scenario = FlowBench::quick();
    scenario.policies = 1;
    scenario.latency = links.network;
    FlowBench bench(scenario);
    FidoKeyRing::Places places;
    QList<PracticeKey *> keys;
    for (quint32 serial = 1; serial <= 4; ++serial) {
        PracticeDials dials;
        dials.serial = serial;
        dials.touchAfter = 0ms;
        dials.link = links.key;
        auto source = std::make_unique<PracticeSource>(dials, PracticeTouch());
        keys.append(&source->key());
        places.push_back(std::move(source));
    }
    bench.useKeys(std::make_unique<FidoKeyRing>(std::move(places)));

    std::atomic<int> requests{ 0 };
    bench.tenant.setObserver([&](const Exchange &exchange) {
        if (exchange.operation.contains(QLatin1String("fido2Methods")))
            ++requests;
    });
    std::optional<std::chrono::steady_clock::time_point> inserted;
    QList<Way> ways;
    bench.human.onShow = [&](const KeyProgress &moment) {
        const auto now = std::chrono::steady_clock::now();
        if (!inserted) {
            inserted = now;
            requests = 0;
        }
        if (moment.phase != KeyProgress::Phase::Done)
            return;
        const Milliseconds onTheWay = keys[ways.size()]->state().onTheWay.load();
        ways.append({ Milliseconds(now - *inserted).count(), onTheWay.count(), requests });
        inserted.reset();
    };
    const RunRecord record = bench.run();
    return record.outcome == QLatin1String("done") ? ways : QList<Way>();
}

double whole(const Way &way)
{
    return way.milliseconds;
}
double own(const Way &way)
{
    return way.milliseconds - way.onTheWay;
}

double longest(const QList<Way> &ways, double (*figure)(const Way &))
{
    double most = 0;
    for (const Way &way : ways)
        most = std::max(most, figure(way));
    return most;
}

template <typename Figure> QJsonArray rounded(const QList<Way> &ways, Figure figure)
{
    QJsonArray all;
    for (const Way &way : ways)
        all.append(qRound(double(figure(way))));
    return all;
}

double cpuSeconds()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// Waiting for a key of this machine, as the window does.
double idlePercent(std::chrono::seconds wall)
{
    const auto ring = makeKeyRing({});
    if (!ring)
        return -1;
    const KeyWatch watch(**ring, [](const QList<SeenKey> &) {});
    const double before = cpuSeconds();
    SystemClock().sleep(wall, {});
    return 100 * (cpuSeconds() - before) / double(wall.count());
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const std::chrono::milliseconds link = 60ms;
    const QList<Way> none = insertedToProven({}), network = insertedToProven({ link, 0ms }),
                     key = insertedToProven({ 0ms, link });
    const double idle = idlePercent(10s);
    const QJsonObject result{
        { QStringLiteral("insertedToProvenMs"), rounded(none, whole) },
        { QStringLiteral("insertedToProvenWith60MsToGraphMs"), rounded(network, whole) },
        { QStringLiteral("insertedToProvenWith60MsToTheKeyMs"), rounded(key, whole) },
        { QStringLiteral("ownTimeWith60MsToTheKeyMs"), rounded(key, own) },
        { QStringLiteral("requestsToGraph"), rounded(network, [](const Way &way) { return way.graphRequests; }) },
        { QStringLiteral("answersOfTheKey"),
          rounded(key, [link](const Way &way) { return way.onTheWay / double(link.count()); }) },
        { QStringLiteral("discoveryIdleCpuPercent"), idle },
    };
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    const bool isWhole = none.size() == 4 && network.size() == 4 && key.size() == 4;
    return isWhole && longest(network, whole) <= 600 && longest(key, own) <= 600 && idle >= 0 && idle < 1 ? 0 : 1;
}
