// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <algorithm>

namespace bg {

// The share that this process has of a long loop: the rounds `first`, `first + count`, `first + 2 * count`, ...
// BG_SHARD is "1/3" for the first of three (SHARDS in CMake); without it the share is the whole.
struct Shard {
    int first = 0, count = 1;

    static Shard ofProcess()
    {
        const QByteArray text = qgetenv("BG_SHARD");
        const int slash = int(text.indexOf('/'));
        if (slash < 0)
            return {};
        return { std::max(text.left(slash).toInt(), 1) - 1, std::max(text.mid(slash + 1).toInt(), 1) };
    }
};

} // namespace bg
