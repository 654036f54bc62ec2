// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>

#include <chrono>
#include <stop_token>

namespace bg {

// Lets the events of a worker thread run until something has come. For one thing at a time.
class EventLoopWait {
public:
    enum class Ending { Done, Stopped, Late };

    // What was waited for is here. From the same thread; counts also before run().
    void done();
    // Blocks until done(), `stop` (felt at once) or the limit.
    Ending run(std::chrono::milliseconds limit, std::stop_token stop);

private:
    QEventLoop m_loop;
    bool m_isDone = false;
};

} // namespace bg
