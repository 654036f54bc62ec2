// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"

#include <chrono>
#include <functional>
#include <thread>

namespace bg {

// Notices plugging and unplugging within a second, on a thread of its own: reads the list every 700 ms, which costs 2
// to 20 ms. The ring must outlive the watch and may be used by one other thread meanwhile.
class KeyWatch {
public:
    // Called on the watch's thread, first with what is in at the start, then at each change; must return at once.
    using Changed = std::function<void(const QList<SeenKey> &)>;

    KeyWatch(KeyRing &ring, Changed changed, std::chrono::milliseconds pause = std::chrono::milliseconds(700));
    KeyWatch(const KeyWatch &) = delete;
    KeyWatch &operator=(const KeyWatch &) = delete;
    // Ends the thread and waits for it: at most one reading of the list.
    ~KeyWatch() = default;

private:
    std::jthread m_thread;
};

} // namespace bg
