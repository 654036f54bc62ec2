// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <cstddef>
#include <utility>

namespace bg {

// The memory of this very process, searched for secrets that the search itself does not spread: they are kept masked, and
// are put together in a place that is left out. Linux only.
class OwnMemory {
public:
    OwnMemory();
    ~OwnMemory();
    OwnMemory(const OwnMemory &) = delete;
    OwnMemory &operator=(const OwnMemory &) = delete;

    static QByteArray masked(QByteArrayView secret);
    // How often `secret` (masked) stands in memory that can be written, as UTF-8, UTF-16, UTF-32, hex or Base64. What lies
    // on OpenSSL's locked heap does not count.
    int copiesOf(const QByteArray &secret);
    // The same in some bytes.
    bool isIn(QByteArrayView bytes, const QByteArray &secret);
    // Runs of exactly `size` letters of base64url on the locked heap, masked: the tokens that the program holds.
    QList<QByteArray> tokensHeld(qsizetype size);

private:
    using Range = std::pair<quintptr, quintptr>;
    static QList<Range> writableMemory();
    Range lockedHeap() const;
    QList<QByteArrayView> encodingsOf(const QByteArray &secret);

    char *m_place = nullptr; // left out of every search
    static constexpr std::size_t placeSize = 8 << 20;
};

} // namespace bg
