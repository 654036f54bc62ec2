// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/KeyPrompt.h"

#include <algorithm>

namespace bg {

using namespace std::chrono_literals;

namespace {

constexpr auto lookForKeyEvery = 200ms;
constexpr auto udevMayTake = 2s;
constexpr int looksForOwnKeys = 50; // keys that come by themselves are there within ten seconds, or never

} // namespace

void KeyPrompt::show(const KeySlot &slot, KeyProgress::Phase phase, const std::optional<Error> &trouble)
{
    KeyProgress moment;
    moment.phase = phase;
    moment.slot = slot;
    moment.trouble = trouble;
    m_human.show(moment);
}

Result<std::unique_ptr<SecurityKey>> KeyPrompt::await(const KeySlot &slot, Which which, std::stop_token stop)
{
    if (which == Which::Same || m_ring.insertsByItself())
        m_lastPath.clear();
    if (which == Which::Next)
        m_ring.insertNext();
    else if (which == Which::Sought)
        m_ring.lookOn();
    else if (which == Which::Reinserted)
        m_ring.reinsert();
    const auto seen = find(slot, stop);
    if (!seen)
        return fail(seen.error());
    show(slot, KeyProgress::Phase::Working);
    auto key = m_ring.open(*seen, stop);
    if (key)
        m_lastPath = seen->path;
    return key;
}

Result<SeenKey> KeyPrompt::find(const KeySlot &slot, std::stop_token stop)
{
    KeyProgress::Phase shown = KeyProgress::Phase::Done;
    constexpr auto never = std::chrono::steady_clock::time_point::max();
    auto permittedUntil = never; // when the wait for udev is over; never: none is waited for
    for (int look = 0;; ++look) {
        QList<SeenKey> keys = m_ring.seen();
        const auto isLast = [&](const SeenKey &key) { return key.path == m_lastPath; };
        const bool lastIsIn = std::any_of(keys.begin(), keys.end(), isLast);
        if (!lastIsIn)
            m_lastPath.clear(); // taken out: what comes at that address next is another key
        keys.removeIf(isLast);

        // The node is there before udev has set its rights.
        if (std::any_of(keys.begin(), keys.end(), [](const SeenKey &key) { return !key.isPermitted; })) {
            if (permittedUntil == never)
                permittedUntil = m_clock.now() + udevMayTake;
            if (m_clock.now() < permittedUntil) {
                if (!m_clock.sleep(lookForKeyEvery, stop))
                    return fail(Error::Kind::Cancelled);
                continue;
            }
        }
        if (keys.size() == 1)
            return keys.first(); // opening it says why, where it is not permitted
        if (keys.isEmpty())
            permittedUntil = never;
        if (keys.size() > 1) {
            show(slot, KeyProgress::Phase::ChooseByTouch);
            return m_ring.touched(
                keys, [&](const SeenKey &, const Error &why) { show(slot, KeyProgress::Phase::ChooseByTouch, why); },
                stop);
        }
        if (m_ring.insertsByItself() && look >= looksForOwnKeys)
            return fail(Error::Kind::NoKey, slot.label);
        const KeyProgress::Phase wanted = lastIsIn ? KeyProgress::Phase::Remove : KeyProgress::Phase::Insert;
        if (wanted != shown)
            show(slot, wanted);
        shown = wanted;
        if (m_human.leavesKeyOut())
            return fail(Error::Kind::KeyLeftOut);
        if (!m_clock.sleep(lookForKeyEvery, stop))
            return fail(Error::Kind::Cancelled);
    }
}

} // namespace bg
