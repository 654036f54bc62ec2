// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/CtapHidTransport.h"

#include <algorithm>
#include <cstring>

#include <fido.h>

namespace bg {

namespace {

using namespace std::chrono_literals;

constexpr auto slice = 10ms; // how often a wait looks at the stop flag
constexpr auto graceAfterStop = 40ms; // for the key's own answer to our cancel
constexpr unsigned char touchWanted = 2; // STATUS_UPNEEDED of a keep-alive

thread_local CtapHidTransport *lineBeingOpened = nullptr;

void *openLine(const char *)
{
    return lineBeingOpened;
}
void closeLine(void *) { } // the line belongs to FidoDevice and outlives a reopening

int readLine(void *line, unsigned char *bytes, std::size_t size, int milliseconds)
{
    return static_cast<CtapHidTransport *>(line)->read(bytes, size, milliseconds);
}

int writeLine(void *line, const unsigned char *bytes, std::size_t size)
{
    return static_cast<CtapHidTransport *>(line)->write(bytes, size);
}

} // namespace

fido_dev_io CtapHidTransport::io()
{
    return { openLine, closeLine, readLine, writeLine };
}

CtapHidTransport::Opening::Opening(CtapHidTransport &line)
{
    lineBeingOpened = &line;
}

CtapHidTransport::Opening::~Opening()
{
    lineBeingOpened = nullptr;
}

void CtapHidTransport::begin(const UserPresenceCallback &touch, std::chrono::seconds touchLimit, std::chrono::milliseconds silence)
{
    m_touch = touch;
    m_touchLimit = touchLimit;
    m_suppression = silence;
    m_askedSince.reset();
    m_told.reset();
    m_stoppedSince.reset();
    m_isStopped = m_isOverdue = m_isSilent = m_isBusy = false;
    m_lastReport = std::chrono::steady_clock::now();
}

void CtapHidTransport::end()
{
    if (m_askedSince)
        tellTouch(false, 0s);
    m_touch = {};
}

void CtapHidTransport::drain()
{
    ctaphid::Report report;
    for (int i = 0; i < 1000 && m_port->read(report, 0ms) == HidPort::Reading::Got; ++i) { }
}

int CtapHidTransport::read(unsigned char *bytes, std::size_t size, int milliseconds)
{
    const Moment started = std::chrono::steady_clock::now();
    for (;;) {
        ctaphid::Report report;
        switch (m_port->read(report, slice)) {
        case HidPort::Reading::Gone:
            m_isGone = true;
            return -1;
        case HidPort::Reading::Got:
            if (!isOurs(report) || size < report.size())
                break;
            m_lastReport = std::chrono::steady_clock::now();
            notice(report);
            std::copy(report.begin(), report.end(), bytes);
            return isOver(m_lastReport, started, -1) ? -1 : int(report.size());
        case HidPort::Reading::Nothing:
            break;
        }
        if (isOver(std::chrono::steady_clock::now(), started, milliseconds))
            return -1;
    }
}

// Gives up: the caller's own patience, silence, an untouched key, or a stop whose answer does not come.
bool CtapHidTransport::isOver(Moment now, Moment started, int milliseconds)
{
    if (m_isStopped && !m_stoppedSince)
        m_stoppedSince = now;
    m_isSilent = now - m_lastReport >= m_suppression;
    m_isOverdue = m_askedSince && now - *m_askedSince >= m_touchLimit;
    return m_isSilent || m_isOverdue || (m_stoppedSince && now - *m_stoppedSince >= graceAfterStop)
        || (milliseconds >= 0 && now - started >= std::chrono::milliseconds(milliseconds));
}

int CtapHidTransport::write(const unsigned char *bytes, std::size_t size)
{
    ctaphid::Report report;
    if (size != report.size() + 1) // libfido2 puts the report id in front
        return -1;
    std::memcpy(report.data(), bytes + 1, report.size());
    const bool begins = ctaphid::beginsMessage(report);
    const bool isCancel = begins && ctaphid::commandOf(report) == ctaphid::Cancel;
    if (m_isStopped && !isCancel)
        return -1;
    if (begins && !isCancel) {
        m_channel = ctaphid::channelOf(report);
        if (ctaphid::commandOf(report) == ctaphid::Init)
            m_lastInit = report;
    }
    if (m_port->write(report))
        return int(size);
    if (!isCancel) // a cancel comes from another thread, and the reader notices for itself
        m_isGone = true;
    return -1;
}

bool CtapHidTransport::isOurs(const ctaphid::Report &report) const
{
    if (ctaphid::channelOf(report) != m_channel)
        return false;
    // On the broadcast channel everybody's INIT is answered: ours repeats our eight random bytes.
    return m_channel != ctaphid::broadcast || ctaphid::commandOf(report) != ctaphid::Init
        || std::equal(report.begin() + 7, report.begin() + 15, m_lastInit.begin() + 7);
}

void CtapHidTransport::notice(const ctaphid::Report &report)
{
    if (!ctaphid::beginsMessage(report))
        return;
    if (ctaphid::commandOf(report) == ctaphid::ErrorAnswer)
        m_isBusy = report[7] == ctaphid::ChannelBusy;
    if (ctaphid::commandOf(report) != ctaphid::KeepAlive || report[7] != touchWanted)
        return;
    if (!m_askedSince)
        m_askedSince = m_lastReport;
    const auto gone = std::chrono::floor<std::chrono::seconds>(m_lastReport - *m_askedSince);
    tellTouch(true, std::max(0s, m_touchLimit - gone));
}

void CtapHidTransport::tellTouch(bool wanted, std::chrono::seconds left)
{
    if (!m_touch || (wanted && m_told == left))
        return;
    m_told = left;
    m_touch(wanted, left);
}

} // namespace bg
