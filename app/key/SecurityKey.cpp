// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/key/SecurityKey.h"

namespace bg {

namespace {

tl::unexpected<Error> cannotConfigure()
{
    return fail(Error::Kind::KeyUnsuitable, QStringLiteral("authnrCfg"));
}

} // namespace

Result<void> SecurityKey::fits(const CreationOptions &) const
{
    return {};
}

Result<QByteArray> SecurityKey::held(const QString &, const QList<QByteArray> &, std::stop_token)
{
    return QByteArray();
}

Result<bool> SecurityKey::tellsWhatItHolds(const QString &, std::stop_token)
{
    return false;
}

Result<void> SecurityKey::reset(const UserPresenceCallback &, std::stop_token)
{
    return fail(Error::Kind::KeyUnsuitable, QStringLiteral("reset"));
}

Result<void> SecurityKey::setMinimumPinLength(int, const Secret &, std::stop_token)
{
    return cannotConfigure();
}

Result<void> SecurityKey::setAlwaysUv(bool, const Secret &, std::stop_token)
{
    return cannotConfigure();
}

Result<void> SecurityKey::forcePinChange(const Secret &, std::stop_token)
{
    return cannotConfigure();
}

} // namespace bg
