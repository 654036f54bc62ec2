// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace bg {

// The longest time the event loop of this thread did not turn: a ten-millisecond timer against the steady clock,
// counted between start() and stop(), the time that the window is shown.
class EventLoopMonitor final : public QObject {
    Q_OBJECT

public:
    explicit EventLoopMonitor(QObject *parent = nullptr);
    void start();
    void stop();
    std::chrono::milliseconds longest() const;

private:
    void beat();

    QTimer m_timer;
    std::chrono::steady_clock::time_point m_last;
    std::chrono::steady_clock::duration m_longest{ 0 };
};

} // namespace bg
