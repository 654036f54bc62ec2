// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fido/KeySource.h"
#include "fido/UdpPort.h"

namespace bg {

// A CTAP2 authenticator behind UDP, written by others or by us.
class UdpSource final : public KeySource {
public:
    explicit UdpSource(const UdpPlace &place) : m_place(place) { }
    void insert() override { m_isIn = true; }
    void takeOut() override { m_isIn = false; }
    SeenKey seen() const override;
    Result<std::unique_ptr<HidPort>> connect() override;

private:
    UdpPlace m_place;
    bool m_isIn = false;
};

} // namespace bg
