// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/EventLoopWait.h"

#include <QTimer>

namespace bg {

void EventLoopWait::done()
{
    m_isDone = true;
    m_loop.quit();
}

EventLoopWait::Ending EventLoopWait::run(std::chrono::milliseconds limit, std::stop_token stop)
{
    if (stop.stop_requested())
        return Ending::Stopped;
    QTimer late;
    late.setSingleShot(true);
    QObject::connect(&late, &QTimer::timeout, &m_loop, &QEventLoop::quit);
    late.start(limit);
    // The request comes from another thread; the loop is told in its own. By name: nothing of ours is then handed from
    // one thread to the other.
    const std::stop_callback onStop(stop, [this] { QMetaObject::invokeMethod(&m_loop, "quit", Qt::QueuedConnection); });
    if (!m_isDone)
        m_loop.exec();
    if (m_isDone)
        return Ending::Done;
    return stop.stop_requested() ? Ending::Stopped : Ending::Late;
}

} // namespace bg
