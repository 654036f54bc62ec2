// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace bg {

// Which app registration of its own a tenant is signed in to with: ids only, in the person's settings.
class RememberedClients {
public:
    // `tenant` is an id or a domain. Empty where none is remembered.
    QString clientOf(const QString &tenant) const;
    // Under each of the names that is not empty; an empty `clientId` forgets.
    void remember(const QStringList &tenants, const QString &clientId) const;
};

} // namespace bg
