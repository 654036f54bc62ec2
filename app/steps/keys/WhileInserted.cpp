// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/keys/WhileInserted.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace bg {

namespace {

using namespace std::chrono_literals;

constexpr auto lookWhetherItIsIn = 200ms;

} // namespace

struct RemovalWatch::Watch {
    Watch(const SecurityKey &key, std::stop_token stop)
        : onStop(std::move(stop), [this] { ended.request_stop(); }), thread([this, &key](std::stop_token over) {
              std::mutex mutex;
              std::condition_variable_any changed;
              for (std::unique_lock lock(mutex); !over.stop_requested();) {
                  if (!key.isIn()) {
                      isGone = true;
                      ended.request_stop();
                      return;
                  }
                  changed.wait_for(lock, over, lookWhetherItIsIn, [] { return false; });
              }
          })
    { }

    std::stop_source ended;
    std::atomic<bool> isGone = false;
    std::stop_callback<std::function<void()>> onStop;
    std::jthread thread; // last, so that it ends first
};

RemovalWatch::RemovalWatch(const SecurityKey &key, std::stop_token stop)
    : m_watch(std::make_unique<Watch>(key, std::move(stop)))
{ }

RemovalWatch::~RemovalWatch() = default;

std::stop_token RemovalWatch::token() const
{
    return m_watch->ended.get_token();
}

bool RemovalWatch::sawItGo() const
{
    return m_watch->isGone;
}

} // namespace bg
