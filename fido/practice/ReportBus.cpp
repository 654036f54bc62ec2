// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/ReportBus.h"

namespace bg {

void ReportBus::plug(int goneAfterReports)
{
    const std::scoped_lock lock(m_mutex);
    m_isPlugged = true;
    ++m_plugging;
    m_reportsLeft = goneAfterReports;
    m_toKey.clear();
    m_changed.notify_all();
}

void ReportBus::unplug()
{
    const std::scoped_lock lock(m_mutex);
    m_isPlugged = false;
    m_toKey.clear();
    m_changed.notify_all();
}

bool ReportBus::isPlugged() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isPlugged;
}

bool ReportBus::isGone(int listener) const
{
    const std::scoped_lock lock(m_mutex);
    const auto mine = m_listeners.find(listener);
    return !m_isPlugged || mine == m_listeners.end() || mine->second.plugging != m_plugging;
}

int ReportBus::join()
{
    const std::scoped_lock lock(m_mutex);
    m_listeners[m_nextListener].plugging = m_plugging;
    return m_nextListener++;
}

void ReportBus::leave(int listener)
{
    const std::scoped_lock lock(m_mutex);
    m_listeners.erase(listener);
}

void ReportBus::countReport()
{
    if (m_reportsLeft > 0 && --m_reportsLeft == 0) {
        m_isPlugged = false;
        m_changed.notify_all();
    }
}

bool ReportBus::toKey(const ctaphid::Report &report)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_isPlugged)
        return false;
    m_toKey.push_back(report);
    countReport();
    m_changed.notify_all();
    return true;
}

HidPort::Reading ReportBus::fromKey(int listener, ctaphid::Report &report, std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    Listener &mine = m_listeners[listener];
    const auto isGone = [&] { return !m_isPlugged || mine.plugging != m_plugging; };
    m_changed.wait_for(lock, patience, [&] { return !mine.reports.empty() || isGone(); });
    if (isGone())
        return HidPort::Reading::Gone;
    if (mine.reports.empty())
        return HidPort::Reading::Nothing;
    report = mine.reports.front();
    mine.reports.pop_front();
    return HidPort::Reading::Got;
}

std::optional<ctaphid::Report> ReportBus::nextForKey(std::chrono::milliseconds patience, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, stop, patience, [&] { return !m_toKey.empty(); });
    if (m_toKey.empty())
        return std::nullopt;
    const ctaphid::Report report = m_toKey.front();
    m_toKey.pop_front();
    return report;
}

void ReportBus::toMachine(const ctaphid::Report &report)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_isPlugged)
        return;
    for (auto &[id, listener] : m_listeners)
        listener.reports.push_back(report);
    countReport();
    m_changed.notify_all();
}

} // namespace bg
