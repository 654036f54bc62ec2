// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace bg {

// Any number of requests, and at most ten updates a second: the first one at once, those that come within the
// interval together at its end. Lives on one thread and never blocks.
class Coalescer final : public QObject {
    Q_OBJECT

public:
    // `interval` is the shortest time between two due(); tests give another.
    explicit Coalescer(std::chrono::milliseconds interval = std::chrono::milliseconds(100), QObject *parent = nullptr);

    // Something changed: due() comes now or at the end of the interval.
    void request();
    // What was waiting has been told in another way, or is of no more use.
    void forget() { m_isWaiting = false; }

Q_SIGNALS:
    void due();

private:
    void intervalEnded();

    QTimer m_interval;
    bool m_isWaiting = false;
};

} // namespace bg
