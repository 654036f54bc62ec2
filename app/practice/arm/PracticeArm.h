// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/practice/Call.h"
#include "app/practice/arm/Azure.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

namespace bg {

// Azure Resource Manager of a practice tenant: subscriptions, providers, resource groups, workspaces, the tenant's
// diagnostic settings, action groups, log alerts and Sentinel rules. Strict where the service is: PUT replaces, unknown
// members are refused, a fresh subscription knows no provider. The router has checked that the call carries a token for
// this audience and filled call.session. Not thread-safe: PracticeTenant guards it.
class PracticeArm {
public:
    explicit PracticeArm(Azure &azure) : m_azure(azure) { }

    // Answers one call: `call.segments` is the whole path, decoded; `call.query` holds api-version. Errors come with
    // the body that this service gives them.
    Reply answer(const Call &call);

private:
    Reply routed(const Call &call);
    Reply subscriptions() const;
    Reply locations(const Call &call) const;
    Reply provider(const Call &call);
    Reply list(const Call &call, const QString &prefix, const QString &type) const;
    Reply put(const Call &call, const QString &id, const QString &type);
    Reply accepted(const Call &call, const QString &id, QJsonObject resource);
    Reply operation(const QString &id) const;
    QString refersToNothing(const QJsonObject &properties) const;

    Azure &m_azure;
    QMap<QString, QString> m_operations; // resource id, by operation id
};

} // namespace bg
