// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graph/RequestPacing.h"
#include "app/base/Backoff.h"
#include "app/base/Clock.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

using namespace bg;
using namespace std::chrono_literals;

class RequestPacingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void backoffDoublesUpToItsCap()
    {
        Backoff backoff(1s, 30s);
        for (const auto step : { 1s, 2s, 4s, 8s, 16s, 30s, 30s }) {
            const auto pause = backoff.next();
            QVERIFY(pause >= step / 2 && pause <= step);
        }
        backoff.reset();
        QVERIFY(backoff.next() <= 1s);
    }

    void backoffsOfTwoClientsDiffer()
    {
        QSet<qint64> pauses;
        for (int i = 0; i < 40; ++i)
            pauses.insert(Backoff(10s, 30s).next().count());
        QVERIFY(pauses.size() > 10);
    }

    void onlyOneIsInFlightWhateverManyLanesWant()
    {
        FakeClock clock;
        RequestPacing pacing(clock);
        std::atomic<int> inFlight = 0, most = 0, done = 0;
        {
            std::vector<std::jthread> lanes;
            for (int lane = 0; lane < 4; ++lane)
                lanes.emplace_back([&] {
                    for (int i = 0; i < 25; ++i) {
                        auto turn = pacing.turn({});
                        const int now = ++inFlight;
                        most = std::max(int(most), now);
                        std::this_thread::yield();
                        --inFlight;
                        turn->passed();
                        ++done;
                    }
                });
        }
        QCOMPARE(int(done), 100);
        QCOMPARE(int(most), 1);
        QCOMPARE(clock.now().time_since_epoch(), std::chrono::steady_clock::duration(99 * RequestPacing::usualSpacing));
    }

    void slowAnswersCostNoExtraPause()
    {
        FakeClock clock;
        RequestPacing pacing(clock);
        {
            auto turn = pacing.turn({});
            clock.advance(3s); // the answer took that long
            turn->passed();
        }
        auto turn = pacing.turn({});
        QVERIFY(turn);
        QCOMPARE(clock.now().time_since_epoch(), std::chrono::steady_clock::duration(3s));
    }

    void aRequestThatWasLateMovesTheNextOne()
    {
        FakeClock clock;
        RequestPacing pacing(clock);
        const auto gapAfter = [&](std::chrono::milliseconds trip) {
            auto turn = pacing.turn({});
            const auto start = clock.now();
            clock.advance(trip);
            turn->passed();
            {
                const auto freed = std::move(*turn);
            }
            auto next = pacing.turn({});
            return std::chrono::duration_cast<std::chrono::milliseconds>(clock.now() - start);
        };
        const auto usual = RequestPacing::usualSpacing;
        QCOMPARE(gapAfter(60ms), usual);
        QCOMPARE(gapAfter(60ms), usual);
        QCOMPARE(gapAfter(100ms), usual + 40ms);
        QCOMPARE(gapAfter(60ms), usual);
        QCOMPARE(gapAfter(800ms), usual + 100ms); // the service's own time
    }

    void afterTrafficOfOthersTheDistanceGrowsAndShrinksAgain()
    {
        FakeClock clock;
        RequestPacing pacing(clock);
        const auto nextGap = [&](bool isThrottled) {
            auto turn = pacing.turn({});
            const auto before = clock.now();
            isThrottled ? turn->throttled(1s) : turn->passed();
            {
                const auto freed = std::move(*turn);
            }
            auto following = pacing.turn({});
            following->passed();
            return clock.now() - before;
        };
        const std::chrono::steady_clock::duration usual = RequestPacing::usualSpacing;
        QVERIFY(usual > 1s);
        QCOMPARE(nextGap(false), usual);
        nextGap(true);
        const auto wider = nextGap(false);
        QVERIFY(wider > usual && wider < 1200ms);
        for (int i = 0; i < 20; ++i)
            nextGap(false);
        QCOMPARE(nextGap(false), usual);
    }

    void aSingle429CostsASecondAndManyCostMore()
    {
        FakeClock clock;
        RequestPacing pacing(clock);
        const auto throttled = [&] {
            const auto before = clock.now();
            {
                auto turn = pacing.turn({});
                turn->throttled(std::nullopt);
            }
            return clock.now() - before;
        };
        throttled();
        const auto first = throttled(), second = throttled(), third = throttled();
        QVERIFY(first >= 1s && first < 1100ms);
        QVERIFY(second >= 1s && second <= 2s);
        QVERIFY(third >= 2s && third <= 4s);
    }

    void theDistanceNeverGrowsBeyondTwoSeconds()
    {
        FakeClock clock;
        RequestPacing pacing(clock);
        for (int i = 0; i < 30; ++i) {
            auto turn = pacing.turn({});
            turn->throttled(0s);
        }
        {
            auto turn = pacing.turn({});
        }
        const auto before = clock.now();
        const auto turn = pacing.turn({});
        QCOMPARE(clock.now() - before, std::chrono::steady_clock::duration(RequestPacing::widestSpacing));
    }

    void stopIsFeltWhileAnotherHoldsTheTurn()
    {
        SystemClock clock;
        RequestPacing pacing(clock);
        auto held = pacing.turn({});
        std::stop_source stop;
        std::jthread printOpenSheets([&] { stop.request_stop(); });
        const auto turn = pacing.turn(stop.get_token());
        QVERIFY(!turn);
        QCOMPARE(turn.error().kind, Error::Kind::Cancelled);
    }

    void stopDuringThePauseFreesTheTurn()
    {
        SystemClock clock;
        RequestPacing pacing(clock);
        {
            auto first = pacing.turn({});
            first->throttled(30s);
        }
        std::stop_source stop;
        std::jthread printOpenSheets([&] { stop.request_stop(); });
        QVERIFY(!pacing.turn(stop.get_token()));
        std::stop_source again;
        std::jthread other([&] { again.request_stop(); });
        QVERIFY(!pacing.turn(again.get_token())); // waits for the clock, not for a lost turn
    }
};

BG_TEST(QCoreApplication, RequestPacingTest)
#include "RequestPacingTest.moc"
