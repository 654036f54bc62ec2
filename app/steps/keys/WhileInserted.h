// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"

#include <functional>
#include <stop_token>

namespace bg {

// A question to the person about the key that is in. `ask` runs on this thread and blocks until it is answered; it ends
// with Cancelled when its token is stopped. Pulling the key out ends it within a second: KeyRemoved.
template <typename T>
Result<T> whileInserted(const SecurityKey &key, const std::function<Result<T>(std::stop_token)> &ask,
                        std::stop_token stop);

// What stops a question when `stop` is requested or the key goes. Nothing else may talk to the key meanwhile.
class RemovalWatch {
public:
    RemovalWatch(const SecurityKey &key, std::stop_token stop);
    RemovalWatch(const RemovalWatch &) = delete;
    RemovalWatch &operator=(const RemovalWatch &) = delete;
    ~RemovalWatch();
    std::stop_token token() const;
    bool sawItGo() const;

private:
    struct Watch;
    std::unique_ptr<Watch> m_watch;
};

template <typename T>
Result<T> whileInserted(const SecurityKey &key, const std::function<Result<T>(std::stop_token)> &ask,
                        std::stop_token stop)
{
    const RemovalWatch watch(key, stop);
    auto answer = ask(watch.token());
    if (!answer && answer.error().isCancelled() && watch.sawItGo() && !stop.stop_requested())
        return fail(Error::Kind::KeyRemoved);
    return answer;
}

} // namespace bg
