// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/FidoDevice.h"

#include "app/base/Clock.h"

#include <chrono>

namespace bg {

namespace {

using namespace std::chrono_literals;

// Without the flag a hiccup in getInfo turns the key silently into U2F. The switch is thread-local in libfido2.
void prepareThread()
{
    thread_local const bool isPrepared = (fido_init(FIDO_DISABLE_U2F_FALLBACK), true);
    static_cast<void>(isPrepared);
}

// The key did not answer this call to its end, or answered another one.
bool leavesSomethingBehind(int code)
{
    return code < 0 || code == FIDO_ERR_KEEPALIVE_CANCEL || code == FIDO_ERR_CHANNEL_BUSY
        || code == FIDO_ERR_INVALID_CHANNEL || code == FIDO_ERR_INVALID_SEQ || code == FIDO_ERR_PIN_AUTH_INVALID;
}

} // namespace

FidoDevice::FidoDevice(std::unique_ptr<HidPort> port, std::chrono::seconds touchLimit)
    : m_line(std::move(port)), m_touchLimit(touchLimit)
{ }

FidoDevice::~FidoDevice()
{
    close();
}

void FidoDevice::close()
{
    if (m_dev)
        fido_dev_close(m_dev.get());
    m_dev.reset();
}

int FidoDevice::openOnce(std::stop_token stop)
{
    close();
    m_line.drain();
    m_dev.reset(fido_dev_new());
    const fido_dev_io_t io = CtapHidTransport::io();
    if (!m_dev || fido_dev_set_io_functions(m_dev.get(), &io) != FIDO_OK)
        return FIDO_ERR_INTERNAL;
    m_line.begin({}, m_touchLimit, 1500ms); // INIT and getInfo are answered at once, or by nobody
    const std::stop_callback onStop(stop, [this] { m_line.stop(); });
    const CtapHidTransport::Opening opening(m_line);
    const int code = fido_dev_open(m_dev.get(), "line");
    m_line.end();
    if (code != FIDO_OK)
        m_dev.reset();
    return code;
}

Result<void> FidoDevice::open(std::stop_token stop)
{
    prepareThread();
    m_wasStopped = false;
    SystemClock clock;
    const auto end = clock.now() + 2s;
    for (;;) {
        if (stop.stop_requested())
            return fail(Error::Kind::Cancelled);
        const int code = openOnce(stop);
        m_isUnclean = code != FIDO_OK;
        if (code == FIDO_OK)
            return {};
        m_wasStopped = stop.stop_requested();
        FidoContext seen = context(QStringLiteral("open"));
        seen.isOpening = true;
        const bool isWorthAnotherTry = !m_line.isGone() && !m_line.isSilent() && clock.now() < end;
        if (!isWorthAnotherTry || !clock.sleep(150ms, stop))
            return fail(fidoError(code, seen));
    }
}

int FidoDevice::reopen(std::stop_token stop)
{
    if (m_dev)
        fido_dev_cancel(m_dev.get());
    if (const auto opened = open(stop); !opened)
        return opened.error().isCancelled() ? FIDO_ERR_KEEPALIVE_CANCEL
            : m_line.isGone()               ? FIDO_ERR_TX
            : m_line.isSilent()             ? FIDO_ERR_RX
                                            : FIDO_ERR_CHANNEL_BUSY;
    return FIDO_OK;
}

int FidoDevice::run(const Call &call, std::stop_token stop, const UserPresenceCallback &touch)
{
    prepareThread();
    m_wasStopped = stop.stop_requested();
    if (m_wasStopped)
        return FIDO_ERR_KEEPALIVE_CANCEL;
    if (m_line.isGone())
        return FIDO_ERR_TX;
    if (m_isUnclean || !m_dev)
        if (const int code = reopen(stop); code != FIDO_OK) {
            m_wasStopped = stop.stop_requested();
            return code;
        }

    m_line.begin(touch, m_touchLimit);
    int code = FIDO_ERR_INTERNAL;
    {
        // The callback's end is awaited here, so that a cancel never meets a close.
        const std::stop_callback onStop(stop, [this] {
            m_line.stop();
            fido_dev_cancel(m_dev.get());
        });
        code = call(m_dev.get());
    }
    m_line.end();
    m_wasStopped = code != FIDO_OK && stop.stop_requested();
    m_isUnclean = leavesSomethingBehind(code) || m_wasStopped;
    if (m_isUnclean && !m_line.isGone())
        fido_dev_cancel(m_dev.get()); // it may still blink
    return code;
}

FidoContext FidoDevice::context(const QString &call) const
{
    FidoContext context;
    context.call = call;
    context.isStopped = m_wasStopped;
    context.isGone = m_line.isGone();
    context.isOverdue = m_line.isOverdue();
    context.isBusy = m_line.isBusy();
    context.isSilent = m_line.isSilent();
    return context;
}

} // namespace bg
