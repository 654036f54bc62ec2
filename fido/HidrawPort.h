// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "fido/HidPort.h"

#include <QString>

#include <memory>
#include <stop_token>

namespace bg {

// A USB key's /dev/hidrawN. Its own file instead of libfido2's, because keep-alives and removal are seen here only, and
// because the vendor command needs a channel of its own.
class HidrawPort final : public HidPort {
public:
    // Locks the node as libfido2 does (flock), and waits up to two seconds for another libfido2 program to let go, or
    // for udev to set the rights of a node that has just appeared.
    // Errors: KeyBusy, KeyNotPermitted, KeyRemoved, Cancelled.
    static Result<std::unique_ptr<HidPort>> open(const QString &path, std::stop_token stop);
    explicit HidrawPort(int file) : m_file(file) { }
    HidrawPort(const HidrawPort &) = delete;
    HidrawPort &operator=(const HidrawPort &) = delete;
    ~HidrawPort() override;

    Reading read(ctaphid::Report &report, std::chrono::milliseconds patience) override;
    bool write(const ctaphid::Report &report) override;
    bool isGone() const override;

private:
    int m_file;
};

} // namespace bg
