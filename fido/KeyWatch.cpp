// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/KeyWatch.h"

#include "app/base/Clock.h"

namespace bg {

namespace {

void watch(KeyRing &ring, const KeyWatch::Changed &changed, std::chrono::milliseconds pause, std::stop_token stop)
{
    SystemClock clock;
    QList<SeenKey> before = ring.seen();
    changed(before);
    while (clock.sleep(pause, stop)) {
        QList<SeenKey> now = ring.seen();
        if (now == before)
            continue;
        changed(now);
        before = std::move(now);
    }
}

} // namespace

KeyWatch::KeyWatch(KeyRing &ring, Changed changed, std::chrono::milliseconds pause)
    : m_thread(
        [&ring, changed = std::move(changed), pause](std::stop_token stop) { watch(ring, changed, pause, stop); })
{ }

} // namespace bg
