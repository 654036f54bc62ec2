// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>
#include <stop_token>
#include <thread>

namespace bg {

// One blocking call at a time on a thread of its own; its result is handed over on the thread that owns the worker.
// Destruction stops the call and waits for its end.
class Worker final : public QObject {
public:
    using QObject::QObject;
    ~Worker() override { finish(); }

    bool isBusy() const { return m_isBusy; }
    // Asks the call to end; its result still comes.
    void stop() { m_thread.request_stop(); }

    // `call` is Result<T>(std::stop_token) or alike and runs on the new thread, `then` takes its value here. Does
    // nothing while another call runs.
    template <typename Call, typename Then> void start(Call call, Then then)
    {
        if (m_isBusy)
            return;
        finish();
        m_isBusy = true;
        m_thread = std::jthread([this, call = std::move(call), then = std::move(then)](std::stop_token stop) {
            auto value = std::make_shared<decltype(call(stop))>(call(stop));
            QMetaObject::invokeMethod(
                this,
                [this, value, then] {
                    m_isBusy = false;
                    then(std::move(*value));
                },
                Qt::QueuedConnection);
        });
    }

private:
    void finish()
    {
        if (!m_thread.joinable())
            return;
        m_thread.request_stop();
        m_thread.join();
    }

    bool m_isBusy = false;
    std::jthread m_thread;
};

} // namespace bg
