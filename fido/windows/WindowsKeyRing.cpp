// SPDX-License-Identifier: GPL-3.0-or-later
#include "fido/windows/WindowsKeyRing.h"

#include "fido/windows/WindowsKey.h"

namespace bg {

QList<SeenKey> WindowsKeyRing::seen()
{
    SeenKey key;
    key.path = QStringLiteral("windows:") + QString::number(m_turn);
    return { key };
}

Result<std::unique_ptr<SecurityKey>> WindowsKeyRing::open(const SeenKey &key, std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(Error::Kind::Cancelled);
    return std::make_unique<WindowsKey>(*m_dialogs, key.path);
}

Result<SeenKey> WindowsKeyRing::touched(const QList<SeenKey> &among, const LeftOut &, std::stop_token)
{
    if (among.isEmpty())
        return fail(Error::Kind::NoKey);
    return among.first();
}

} // namespace bg
