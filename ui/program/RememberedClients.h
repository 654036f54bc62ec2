// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Seal.h"
#include "ui/models/SignInService.h"

#include <QString>
#include <QStringList>

namespace bg {

// Which app registration of its own a tenant is signed in to with: ids only, in the operator's settings, each with the
// seal of the sign-in that it was made with.
class RememberedClients {
public:
    explicit RememberedClients(const Seal &seal) : m_seal(seal.of("sign-in")) { }

    // `tenant` is an id or a domain. Without an id where none is remembered.
    RememberedClient clientOf(const QString &tenant) const;
    // Under each of the names that is not empty; an empty `clientId` forgets.
    void remember(const QStringList &tenants, const QString &clientId) const;

private:
    Seal m_seal;
};

} // namespace bg
