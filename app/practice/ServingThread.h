// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QThread>

#include <functional>
#include <future>
#include <memory>
#include <thread>

namespace bg {

// A thread with an event loop, which is wholly over when stop() returns. Not one that QThread begins: its wait() comes
// back before the thread has given back what OpenSSL keeps for it, and a process that ends in that moment leaks it.
class ServingThread {
public:
    ServingThread() = default;
    ~ServingThread() { stop(); }
    ServingThread(const ServingThread &) = delete;
    ServingThread &operator=(const ServingThread &) = delete;

    // `begin` makes on the thread what serves; that dies on the thread when it is stopped. Blocks until `begin` is
    // done.
    void start(const std::function<std::shared_ptr<void>()> &begin)
    {
        std::promise<void> begun;
        auto wait = begun.get_future();
        m_thread = std::thread([this, &begin, begun = std::move(begun)]() mutable {
            QEventLoop loop;
            m_adopted = QThread::currentThread();
            const std::shared_ptr<void> serving = begin();
            begun.set_value();
            loop.exec();
        });
        wait.get();
    }
    void stop()
    {
        if (!m_thread.joinable())
            return;
        m_adopted->quit(); // heard also before exec()
        m_thread.join();
    }

private:
    std::thread m_thread;
    QThread *m_adopted = nullptr; // Qt's own word for m_thread, while that lives
};

} // namespace bg
