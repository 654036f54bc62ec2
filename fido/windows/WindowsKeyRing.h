// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"
#include "fido/windows/WindowsDialogs.h"

#include <atomic>
#include <memory>

namespace bg {

// Windows keeps raw HID for elevated programs, and shows keys in dialogs of its own, elevated or not. So there is
// always one "key" to be seen, and it is another one each time the next is wanted: the person puts it in when Windows
// asks for it.
class WindowsKeyRing final : public KeyRing {
public:
    explicit WindowsKeyRing(std::unique_ptr<WindowsDialogs> dialogs) : m_dialogs(std::move(dialogs)) { }

    QList<SeenKey> seen() override;
    Result<std::unique_ptr<SecurityKey>> open(const SeenKey &key, std::stop_token stop) override;
    Result<SeenKey> touched(const QList<SeenKey> &among, const LeftOut &leftOut, std::stop_token stop) override;
    void insertNext() override { ++m_turn; }
    void reinsert() override { ++m_turn; }

private:
    std::unique_ptr<WindowsDialogs> m_dialogs;
    std::atomic<int> m_turn = 0;
};

} // namespace bg
