// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/FidoKeyRing.h"
#include "fido/KeyWatch.h"
#include "fido/practice/PracticeSource.h"
#include "tests/flow/FlowBench.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>
#include <mutex>
#include <optional>

#include <sys/resource.h>

using namespace bg;
using namespace std::chrono_literals;

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

// A person who needs no time to touch: how long each of the four keys takes from "it is in" to "it is proven".
QJsonArray insertedToProven(std::chrono::milliseconds link)
{
    PracticeScenario scenario = FlowBench::quick();
    scenario.policies = 1;
    FlowBench bench(scenario);
    FidoKeyRing::Places places;
    for (quint32 serial = 1; serial <= 4; ++serial) {
        PracticeDials dials;
        dials.serial = serial;
        dials.touchAfter = 0ms;
        dials.link = link;
        places.push_back(std::make_unique<PracticeSource>(dials, PracticeTouch()));
    }
    bench.useKeys(std::make_unique<FidoKeyRing>(std::move(places)));

    std::optional<std::chrono::steady_clock::time_point> inserted;
    QJsonArray milliseconds;
    bench.human.onShow = [&](const KeyMoment &moment) {
        const auto now = std::chrono::steady_clock::now();
        if (!inserted)
            inserted = now;
        if (moment.phase != KeyMoment::Phase::Done)
            return;
        milliseconds.append(qRound(Milliseconds(now - *inserted).count()));
        inserted.reset();
    };
    const RunRecord record = bench.run();
    return record.outcome == QLatin1String("done") ? milliseconds : QJsonArray();
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
    const QJsonArray own = insertedToProven(0ms), linked = insertedToProven(60ms);
    const double idle = idlePercent(10s);
    const QJsonObject result{ { QStringLiteral("insertedToProvenMs"), own },
                              { QStringLiteral("insertedToProvenWith60MsLinkMs"), linked },
                              { QStringLiteral("discoveryIdleCpuPercent"), idle } };
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    return own.size() == 4 && linked.size() == 4 && idle >= 0 && idle < 1 ? 0 : 1;
}
