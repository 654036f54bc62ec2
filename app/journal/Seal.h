// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace bg {

// A key of one operator on one computer, by which the program knows again what it wrote itself: HMAC-SHA-256 (RFC 2104).
// A seal tells nothing of time: a file that was put back from an older copy still bears a good one. A plain value; safe
// to use from every lane.
class Seal {
public:
    static constexpr std::size_t KeySize = 32; // bytes

    // Seals nothing, and no seal is good.
    Seal() = default;
    explicit Seal(Secret key) : m_key(std::make_shared<const Secret>(std::move(key))) { }

    bool exists() const { return m_key && !m_key->isEmpty(); }
    // The same key for one purpose: what was sealed for another one is not good for this.
    Seal of(QByteArrayView purpose) const;
    // Hex, 64 letters; empty where there is no key.
    QByteArray over(QByteArrayView bytes) const;
    // In constant time.
    bool isGood(QByteArrayView seal, QByteArrayView bytes) const;

private:
    std::shared_ptr<const Secret> m_key;
    QByteArray m_purpose;
};

} // namespace bg
