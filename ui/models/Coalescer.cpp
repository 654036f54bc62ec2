// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/Coalescer.h"

#include <utility>

namespace bg {

Coalescer::Coalescer(std::chrono::milliseconds interval, QObject *parent) : QObject(parent)
{
    m_interval.setSingleShot(true);
    m_interval.setInterval(interval);
    connect(&m_interval, &QTimer::timeout, this, &Coalescer::intervalEnded);
}

void Coalescer::request()
{
    if (m_interval.isActive()) {
        m_isWaiting = true;
        return;
    }
    m_interval.start();
    Q_EMIT due();
}

void Coalescer::intervalEnded()
{
    if (std::exchange(m_isWaiting, false))
        request();
}

} // namespace bg
