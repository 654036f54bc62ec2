// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/KeySource.h"
#include "fido/practice/PracticeKey.h"

namespace bg {

// A practice key as one place of the ring.
class PracticeSource final : public KeySource {
public:
    PracticeSource(PracticeDials dials, PracticeTouch touch) : m_key(std::move(dials), std::move(touch)) { }
    void insert() override { m_key.insert(); }
    void takeOut() override { m_key.takeOut(); }
    SeenKey seen() const override;
    Result<std::unique_ptr<HidPort>> connect() override;
    PracticeKey &key() { return m_key; }

private:
    PracticeKey m_key;
};

} // namespace bg
