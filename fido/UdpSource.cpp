// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/UdpSource.h"

namespace bg {

SeenKey UdpSource::seen() const
{
    SeenKey key;
    key.product = QStringLiteral("Security key at UDP port %1").arg(m_place.port);
    return key;
}

Result<std::unique_ptr<HidPort>> UdpSource::connect()
{
    if (!m_isIn)
        return fail(Error::Kind::KeyRemoved);
    return UdpPort::open(m_place);
}

} // namespace bg
