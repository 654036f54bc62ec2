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
    for (quint32 serial = 1; serial <= 4; ++serial) {
        PracticeDials dials;
        dials.serial = serial;
        dials.touchAfter = 0ms;
        dials.link = links.key;
        places.push_back(std::make_unique<PracticeSource>(dials, PracticeTouch()));
    }
    bench.useKeys(std::make_unique<FidoKeyRing>(std::move(places)));

    std::atomic<int> requests{ 0 };
    bench.tenant.setObserver([&](const Exchange &exchange) {
        if (exchange.operation.contains(QLatin1String("fido2Methods")))
            ++requests;
    });
    std::optional<std::chrono::steady_clock::time_point> inserted;
    QList<Way> ways;
    bench.human.onShow = [&](const KeyMoment &moment) {
        const auto now = std::chrono::steady_clock::now();
        if (!inserted) {
            inserted = now;
            requests = 0;
        }
        if (moment.phase != KeyMoment::Phase::Done)
            return;
        ways.append({ Milliseconds(now - *inserted).count(), requests });
        inserted.reset();
    };
    const RunRecord record = bench.run();
    return record.outcome == QLatin1String("done") ? ways : QList<Way>();
}

double longest(const QList<Way> &ways)
{
    double most = 0;
    for (const Way &way : ways)
        most = std::max(most, way.milliseconds);
    return most;
}

QJsonArray times(const QList<Way> &ways)
{
    QJsonArray all;
    for (const Way &way : ways)
        all.append(qRound(way.milliseconds));
    return all;
}

QJsonArray requests(const QList<Way> &ways)
{
    QJsonArray all;
    for (const Way &way : ways)
        all.append(way.graphRequests);
    return all;
}

// What a key takes longer over a link is the number of answers it waited for, one after another.
QJsonArray answersOfTheKey(const QList<Way> &over, const QList<Way> &without, std::chrono::milliseconds link)
{
    QJsonArray answers;
    for (qsizetype i = 0; i < std::min(over.size(), without.size()); ++i)
        answers.append(qRound((over[i].milliseconds - without[i].milliseconds) / double(link.count())));
    return answers;
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
    constexpr auto link = 60ms;
    const QList<Way> own = insertedToProven({}), network = insertedToProven({ link, 0ms }),
                     key = insertedToProven({ 0ms, link });
    const double idle = idlePercent(10s);
    const QJsonObject result{
        { QStringLiteral("insertedToProvenMs"), times(own) },
        { QStringLiteral("insertedToProvenWith60MsToGraphMs"), times(network) },
        { QStringLiteral("insertedToProvenWith60MsToTheKeyMs"), times(key) },
        { QStringLiteral("requestsToGraph"), requests(network) },
        { QStringLiteral("answersOfTheKey"), answersOfTheKey(key, own, link) },
        { QStringLiteral("discoveryIdleCpuPercent"), idle },
    };
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    const bool isWhole = own.size() == 4 && network.size() == 4 && key.size() == 4;
    return isWhole && longest(network) <= 600 && idle >= 0 && idle < 1 ? 0 : 1;
}
