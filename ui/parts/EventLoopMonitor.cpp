// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/EventLoopMonitor.h"

#include <algorithm>

namespace bg {

using namespace std::chrono_literals;
constexpr auto pace = 10ms;

EventLoopMonitor::EventLoopMonitor(QObject *parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(pace);
    connect(&m_timer, &QTimer::timeout, this, &EventLoopMonitor::beat);
}

void EventLoopMonitor::start()
{
    m_last = std::chrono::steady_clock::now();
    m_timer.start();
}

void EventLoopMonitor::stop()
{
    m_timer.stop();
}

void EventLoopMonitor::beat()
{
    const auto now = std::chrono::steady_clock::now();
    m_longest = std::max(m_longest, now - m_last - pace);
    m_last = now;
}

std::chrono::milliseconds EventLoopMonitor::longest() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(m_longest);
}

} // namespace bg
