// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/HidPort.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>

namespace bg {

// The cable between a practice key and the machine. Like hidraw, it hands every report of the key to everybody who has
// it open. Safe from every thread.
class ReportBus {
public:
    void plug(int goneAfterReports);
    void unplug();
    bool isPlugged() const;
    // Of this listener: whether the plugging that it belongs to is over.
    bool isGone(int listener) const;

    // The machine's end.
    int join();
    void leave(int listener);
    bool toKey(const ctaphid::Report &report);
    HidPort::Reading fromKey(int listener, ctaphid::Report &report, std::chrono::milliseconds patience);

    // The key's end.
    std::optional<ctaphid::Report> nextForKey(std::chrono::milliseconds patience, std::stop_token stop);
    void toMachine(const ctaphid::Report &report);

private:
    struct Listener {
        std::deque<ctaphid::Report> reports;
        int plugging = 0; // a listener of an earlier plugging has lost its key for good
    };
    void countReport(); // m_mutex is held

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<ctaphid::Report> m_toKey;
    std::map<int, Listener> m_listeners;
    int m_nextListener = 0;
    int m_plugging = 0;
    int m_reportsLeft = -1;
    bool m_isPlugged = false;
};

} // namespace bg
