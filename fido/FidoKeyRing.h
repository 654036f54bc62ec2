// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key/SecurityKey.h"
#include "fido/KeySource.h"

#include <memory>
#include <mutex>
#include <vector>

namespace bg {

// USB keys, and keys of the list that are inserted one at a time; both together where the list says so. Safe to use
// from several threads.
class FidoKeyRing final : public KeyRing {
public:
    // One place of the list per key; an empty place stands for "a USB key comes here, by hand".
    using Places = std::vector<std::unique_ptr<KeySource>>;
    explicit FidoKeyRing(Places places);

    QList<SeenKey> seen() override;
    Result<std::unique_ptr<SecurityKey>> open(const SeenKey &key, std::stop_token stop) override;
    Result<SeenKey> touched(const QList<SeenKey> &among, const LeftOut &leftOut, std::stop_token stop) override;
    void insertNext() override;
    void lookOn() override;
    void reinsert() override;
    bool insertsByItself() const override { return m_hasSources; }

private:
    std::optional<SeenKey> insertedSource() const; // m_mutex is held
    void change(int place); // m_mutex is held
    Result<std::unique_ptr<HidPort>> connect(const SeenKey &key, std::stop_token stop);

    Places m_places;
    bool m_hasUsb = false;
    bool m_hasSources = false;
    mutable std::mutex m_mutex;
    int m_place = -1; // of the key that is in
    int m_taken = -1; // by insertNext(), last
    int m_insertions = 0; // makes the path of a key that was taken out and put in again a new one
};

} // namespace bg
