// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <ctime>

namespace bg {

// The longest time that this thread worked without turning its event loop. The thread's own processor time counts, so
// that a busy machine fails nobody.
class BusyLoop final {
public:
    BusyLoop()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_last = worked();
        m_timer.start(0);
    }
    std::chrono::milliseconds longest()
    {
        beat();
        return m_longest;
    }
    // What a widget test allows; sanitizers make everything several times slower.
    static constexpr std::chrono::milliseconds allowed()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        return std::chrono::milliseconds(500);
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
        return std::chrono::milliseconds(500);
#else
        return std::chrono::milliseconds(100);
#endif
#else
        return std::chrono::milliseconds(100);
#endif
    }

private:
    static std::chrono::nanoseconds worked()
    {
#ifdef CLOCK_THREAD_CPUTIME_ID
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
#else
        return std::chrono::steady_clock::now().time_since_epoch();
#endif
    }
    void beat()
    {
        const auto now = worked();
        m_longest = std::max(m_longest, std::chrono::duration_cast<std::chrono::milliseconds>(now - m_last));
        m_last = now;
    }

    QTimer m_timer;
    std::chrono::nanoseconds m_last{ 0 };
    std::chrono::milliseconds m_longest{ 0 };
};

} // namespace bg
