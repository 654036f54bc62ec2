// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/practice/PracticeSource.h"

namespace bg {

SeenKey PracticeSource::seen() const
{
    const PracticeDials &dials = m_key.dials();
    SeenKey key;
    key.product = dials.product;
    key.manufacturer = QStringLiteral("Yubico");
    key.vendorId = dials.vendorId;
    key.productId = dials.productId;
    return key;
}

Result<std::unique_ptr<HidPort>> PracticeSource::connect()
{
    if (!m_key.isInserted())
        return fail(Error::Kind::KeyRemoved);
    return m_key.connect();
}

} // namespace bg
